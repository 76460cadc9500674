"""Writing in one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.content.files import write_atomic


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "ny mapp åäö" / "fil.pdf"
    write_atomic(target, b"ett")
    write_atomic(target, b"tv\xc3\xa5")
    assert target.read_bytes() == b"tv\xc3\xa5"
    assert [path.name for path in target.parent.iterdir()] == ["fil.pdf"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "fil.pdf"
    target.mkdir()
    with pytest.raises(OSError, match=r"fil\.pdf"):
        write_atomic(target, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["fil.pdf"]
