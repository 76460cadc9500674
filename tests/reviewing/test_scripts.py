"""What the workflows run of the project's own: the comparison with an earlier commit, and the issue kept up to date."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.content.small import make, write
from tests.reviewing.test_workflows import CHECKS, OUTSIDE, ROOT, commands

# In place of the environment: a build that makes a page of the start page's text; all else is the real command.
PYTHON = f"""#!/bin/sh
if [ "$3" = build ]; then
    ! grep -q trasig index.md || exit 1
    mkdir -p _build/html
    printf '<article><h1>Start</h1><p>%s</p></article>' "$(tail -n 1 index.md)" > _build/html/index.html
    exit 0
fi
PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} "$@"
"""


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(root: Path, text: str) -> str:
    write(root, "index.md", text + "\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", text)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the project's own Makefile and scripts, and two commits; only the installing is left out."""
    root = make(tmp_path / "förråd å")
    shutil.copy(ROOT / "Makefile", root)
    (root / "requirements").mkdir()
    for name in ("review.sh", "before.sh"):
        shutil.copy(ROOT / "requirements" / name, root / "requirements")
    write(root, "requirements/install.sh", "exit 0\n")
    write(root, "requirements/site.txt", "x\n")
    write(root, ".gitignore", "/_build/\n/.venv/\n")
    write_program(root / ".venv" / "bin" / "python", PYTHON)
    git(root, "init", "--quiet")
    commit(root, "Så var det.")
    commit(root, "Så blir det.")
    return root


def bash(text: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", **more}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", text]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_preview_s_commands_in_their_order_compare_with_what_the_change_is_taken_into(
    repository: Path, tmp_path: Path
) -> None:
    out, summary = tmp_path / "out", tmp_path / "summary.md"
    find, compare, tell = commands(CHECKS, "visning")
    files = {"GITHUB_OUTPUT": str(out), "GITHUB_STEP_SUMMARY": str(summary)}
    assert bash(find, repository, **files).returncode == 0
    base = out.read_text(encoding="utf-8").strip().removeprefix("commit=")
    assert base == git(repository, "rev-parse", "HEAD^1")
    done = bash(compare, repository, BASE=base)
    assert done.returncode == 0, done.stderr
    assert bash(tell, repository, **files, ADRESS="https://host.example/arkiv").returncode == 0
    told = summary.read_text(encoding="utf-8")
    assert "Så <del>var</del> <ins>blir</ins> det" in told
    assert told.endswith("[Hämta förhandsvisningen](https://host.example/arkiv)\n")
    review = repository / "_build" / "granskning"
    assert "var det" in (review / "fore" / "index.html").read_text(encoding="utf-8")
    assert "blir det" in (review / "efter" / "index.html").read_text(encoding="utf-8")
    assert git(repository, "status", "--porcelain") == ""
    again = bash(compare, repository, BASE=base)
    assert "Bygger webbplatsen som den var" in done.stdout
    assert "Bygger webbplatsen som den var" not in again.stdout, "once for each commit"


def test_a_commit_that_cannot_be_built_stops_no_change(repository: Path) -> None:
    broken = commit(repository, "trasig")
    commit(repository, "Lagat.")
    done = bash("make review", repository, BASE=broken)
    assert done.returncode == 0, done.stderr
    assert "gick inte att bygga" in done.stderr
    summary = (repository / "_build" / "granskning" / "sammanfattning.md").read_text(encoding="utf-8")
    assert "ingen tidigare webbplats att jämföra med" in summary


def test_a_commit_that_does_not_exist_is_told_in_a_sentence(repository: Path) -> None:
    done = bash("make review BASE='finns inte'", repository)
    assert done.returncode != 0
    assert "finns inte finns inte i git" in done.stderr


SILENT = "# Länkar ut från kunskapsbasen\n\nEn behöver någon titta på.\n"
WELL = "# Länkar ut från kunskapsbasen\n\nAlla adresser svarar. Tre gicks igenom.\n"
GH = """#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$1 $2" in
    'issue list') cat open ;;
esac
"""


@pytest.mark.parametrize(
    ("report", "number", "call"),
    [
        (SILENT, "", "issue create --title Länkar utåt som behöver ses över --label lankar-utat --body-file arende.md"),
        (SILENT, "7", "issue edit 7 --body-file arende.md"),
        (WELL, "7", "issue close 7 --comment Alla adresser svarar igen."),
        (WELL, "", ""),
    ],
)
def test_one_issue_is_opened_written_anew_and_closed(tmp_path: Path, report: str, number: str, call: str) -> None:
    write_program(tmp_path / "bin" / "gh", GH)
    (tmp_path / "open").write_text(number, encoding="utf-8")
    (tmp_path / "rapport.md").write_text(report + "å" * 40_000, encoding="utf-8")
    (command,) = commands(OUTSIDE, "arende")
    done = bash(command, tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert calls[2:] == ([call] if call else [])
    assert len((tmp_path / "arende.md").read_text(encoding="utf-8")) < 65_536


NOTE = "import json, sys; print(json.dumps(sys.argv[1:]))"
CURL = f"""#!/bin/sh
{shlex.quote(sys.executable)} -c {shlex.quote(NOTE)} "$@" >> calls
case " $* " in *' --get '*) cat open ;; esac
"""


def gitlab(job: str) -> str:
    """Return a GitLab job's own commands as its runner puts them together, one after the other."""
    text = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    return "\n".join(yaml.safe_load(text)[job]["script"])


@pytest.mark.parametrize(
    ("report", "issues", "sent"),
    [
        (SILENT, [], ["title=Länkar utåt som behöver ses över", "description@arende.md"]),
        (SILENT, [{"iid": 7}], ["PUT", "description@arende.md", "https://lab.example/api/v4/projects/3/issues/7"]),
        (WELL, [{"iid": 7}], ["PUT", "state_event=close", "https://lab.example/api/v4/projects/3/issues/7"]),
        (WELL, [], None),
    ],
)
def test_gitlab_s_issue_is_kept_the_same_way(
    tmp_path: Path, report: str, issues: list[dict[str, int]], sent: list[str] | None
) -> None:
    write_program(tmp_path / "bin" / "curl", CURL)
    (tmp_path / "open").write_text(json.dumps(issues), encoding="utf-8")
    write(tmp_path, "_build/rapport.md", report)
    given = {"CI_API_V4_URL": "https://lab.example/api/v4", "CI_PROJECT_ID": "3", "KB_ISSUE_TOKEN": "x"}
    done = bash(gitlab("arende"), tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}", **given)
    assert done.returncode == 0, done.stderr
    calls = [json.loads(line) for line in (tmp_path / "calls").read_text(encoding="utf-8").splitlines()]
    assert len(calls) == (1 if sent is None else 2)
    assert all("--fail" in call for call in calls)
    assert set(sent or []) <= set(calls[-1])


CHECK = """#!/bin/sh
case "$*" in *gitlab*) echo '[{"check_name": "lank-tom"}]' ;; *) echo 'om.md:1:1: fel: Länken är tom.' ;; esac
exit "$CODE"
"""


@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_gitlab_s_check_keeps_its_report_and_ends_with_the_check_s_own_code(tmp_path: Path, code: str) -> None:
    write_program(tmp_path / ".venv" / "bin" / "python", CHECK)
    done = bash(gitlab("sidor"), tmp_path, CODE=code)
    assert done.returncode == int(code)
    assert json.loads((tmp_path / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert ("om.md:1:1: fel" in done.stdout) == (code != "0"), "the log has the list where there is one"
