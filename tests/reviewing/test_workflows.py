"""The workflows: right by their schemas, safe for changes from forks, their commands run here in their order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kunskapsbas.writing.webreport import ALL_ANSWER
from tests.content.small import FILES, make, write

ROOT = Path(__file__).parents[2]
CHECKS = ROOT / ".github" / "workflows" / "kontroll.yml"
OUTSIDE = ROOT / ".github" / "workflows" / "lankar.yml"
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
KB = f"{shlex.quote(sys.executable)} -m kunskapsbas.cli"


class Loader(yaml.SafeLoader):
    """YAML in which the key ``on`` is a word."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader)
    return found


def steps(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in read(path)["jobs"].items():
        for step in job["steps"]:
            yield name, step


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", [CHECKS, OUTSIDE]),
        ("custom.github-workflows-require-timeout", [CHECKS, OUTSIDE]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
    ],
)
def test_each_file_follows_its_schema(schema: str, paths: list[Path]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *transform, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [CHECKS, OUTSIDE], ids=lambda path: path.stem)
def test_nothing_of_a_change_runs_with_rights(path: Path) -> None:
    workflow = read(path)
    assert "pull_request_target" not in workflow["on"]
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert "secrets." not in path.read_text(encoding="utf-8")
    for job in workflow["jobs"].values():
        rights = job.get("permissions", {})
        checks_out = any("actions/checkout" in step.get("uses", "") for step in job["steps"])
        assert not (checks_out and "write" in rights.values())
    for _, step in steps(path):
        assert "${{" not in step.get("run", ""), "what a stranger has named must not stand in a command"
        if uses := step.get("uses"):
            assert re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40}", uses), uses
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


def test_one_check_stands_for_all(tmp_path: Path) -> None:
    jobs = read(CHECKS)["jobs"]
    assert set(jobs["klart"]["needs"]) == set(jobs) - {"klart"}
    assert jobs["klart"]["if"] == "always()"
    (step,) = jobs["klart"]["steps"]

    def ends(event: str, *results: str) -> bool:
        names = ("SIDOR", "PROV", "VISNING")
        given = {**dict(zip(names, results, strict=True)), "HANDELSE": event}
        done = subprocess.run(["bash", "-e", "-c", step["run"]], env={**os.environ, **given}, capture_output=True)
        return done.returncode == 0

    assert ends("pull_request", "success", "success", "success")
    assert ends("push", "success", "success", "skipped")
    for results in (("failure", "success", "success"), ("success", "cancelled", "success"),
                    ("success", "success", "failure"), ("skipped", "success", "success")):  # fmt: skip
        assert not ends("pull_request", *results)
    assert not ends("pull_request", "success", "success", "skipped")


def commands(path: Path, job: str) -> list[str]:
    """Return the commands of a job that are the project's own; what sets up the environment is README's test."""
    found = [step["run"] for name, step in steps(path) if name == job and "run" in step]
    return [text for text in found if "install.sh" not in text and "apt-get" not in text]


def run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    text = command.replace(".venv/bin/python -m kunskapsbas.cli", KB)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}
    return subprocess.run(["bash", "-e", "-c", text], cwd=folder, env=environment, capture_output=True, text=True)


def test_the_check_marks_the_lines_and_the_summary_has_the_list(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    check, summary = commands(CHECKS, "sidor")
    assert run(check, root, CI="true").returncode == 0
    write(root, "about/om.md", str(FILES["about/om.md"]).replace("Mer text.", "Läs [om oss](oom.md)."))
    done = run(check, root, CI="true")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=about/om.md,line=11,col=5,title=lank-sida-saknas::")
    place = tmp_path / "summary.md"
    run(summary, root, CI="true", GITHUB_STEP_SUMMARY=str(place))
    assert "    about/om.md:11:5: fel: oom.md finns inte." in place.read_text(encoding="utf-8")
    assert not (root / "_build").exists(), "nothing is remembered from one change to the next"


def test_the_weekly_check_writes_its_report_and_ends_well_whatever_answers(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    write(root, "references.bib", str(FILES["references.bib"]).replace("https://example.org/b", "http://127.0.0.1:9/"))
    write(root, "links.toml", str(FILES["links.toml"]).replace("https://example.org/start", "http://127.0.0.1:9/x"))
    (command,) = commands(OUTSIDE, "prova")
    summary = tmp_path / "summary"
    done = run(command, root, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    report = (root / "_build" / "rapport.md").read_text(encoding="utf-8")
    assert f"\n{ALL_ANSWER}" in report
    assert summary.read_text(encoding="utf-8") == report
    for path in (OUTSIDE, ROOT / ".gitlab-ci.yml"):
        assert f"grep -q '^{ALL_ANSWER}'" in path.read_text(encoding="utf-8"), "the issue is closed by that line"


def test_every_command_of_both_hosts_is_one_that_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in (CHECKS, OUTSIDE, ROOT / ".gitlab-ci.yml"):
        text = path.read_text(encoding="utf-8")
        assert {name for name in re.findall(r"(?:- |run: )make ([a-z]+)", text)} <= targets
        for script in re.findall(r"sh (requirements/[a-z]+\.sh)", text):
            assert (ROOT / script).is_file()


@pytest.mark.parametrize("name", ["Rätta ett fel", "Nytt begrepp", "Ny rapport"])
def test_both_hosts_have_the_same_templates(name: str) -> None:
    assert name in {read(path)["name"] for path in FORMS}
    assert (ROOT / ".gitlab" / "issue_templates" / f"{name}.md").is_file()


def test_codeowners_asks_nobody_until_it_is_filled_in() -> None:
    lines = (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.strip() and not line.startswith("#")] == []
