"""``kb check``: what is wrong in the sources, and how to mend it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..swedish import count_words
from .common import FOUND, OK, USAGE, positive, say, show, tell

FORMATS = ("text", "github", "gitlab", "azure", "json")  # a test holds it to those of kunskapsbas.writing

if TYPE_CHECKING:
    from ..content import Problem
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb check``."""
    check = commands.add_parser("check", help="kontrollera sidorna utan att bygga")
    check.add_argument("paths", nargs="*", metavar="SÖKVÄG", help="bara de här filerna eller mapparna")
    check.add_argument("--format", choices=FORMATS, default="text", help="hur listan skrivs ut")
    check.add_argument(
        "--external",
        action="store_true",
        help="pröva också adresser utanför webbplatsen (nätet); dagen skrivs i links.toml för länkar som svarar, "
        "så att det syns hur länge en adress har varit tyst",
    )
    check.add_argument("--report", type=Path, metavar="FIL.md", help="skriv dessutom en rapport om dem i Markdown")
    check.add_argument("--seconds", type=positive, default=300, help="längsta tid för --external, i sekunder")
    check.add_argument("--fix", action="store_true", help="rätta det som säkert kan rättas, och visa skillnaden")
    check.add_argument("--dry-run", action="store_true", help="med --fix: visa skillnaden utan att ändra något")
    check.add_argument("--no-cache", action="store_true", help="läs allt på nytt, också sidor som inte har ändrats")
    check.set_defaults(run=run, brief=True)


def run(root: Path, options: argparse.Namespace) -> int:
    """Check, and print the Problems in the format asked for."""
    from ..writing import check_tree, format_problems, may_remember

    only = []
    for given in options.paths:
        path = (Path.cwd() / given).resolve()
        if not path.exists():
            return say(f"{given} finns inte.", USAGE)
        if not path.is_relative_to(root):
            return say(f"{given} ligger utanför kunskapsbasen.", USAGE)
        only.append(path.relative_to(root).as_posix())
    if options.report and not options.external:
        return say("--report hör ihop med --external.", USAGE)
    if options.dry_run and not options.fix:
        return say("--dry-run hör ihop med --fix.", USAGE)
    if options.fix:
        code = _fix(root, only, options)
        if code or options.dry_run:
            return code
    remember = not options.no_cache and may_remember()
    problems: list[Problem] = check_tree(root, only, remember=remember)
    if options.external:
        found = _external(root, only, options)
        if found is None:
            return USAGE
        problems += found
    text = format_problems(problems, options.format, root)
    if text:
        show(text)
    return FOUND if any(problem.stops for problem in problems) else OK


def _external(root: Path, only: list[str], options: argparse.Namespace) -> list[Problem] | None:
    """Ask for the outside addresses, note which answered, write the report, and return what is wrong.

    None where the report could not be written: whoever waits for it must not take an old one for it.
    """
    from ..content.files import write_atomic
    from ..writing.web import ask_web
    from ..writing.webdates import remember_answers
    from ..writing.webreport import web_report

    answers, today = ask_web(root, options.seconds, only), date.today()
    if answers.silent:
        tell("Inte en enda adress svarade. Är datorn ansluten till nätet?")
    try:
        if dated := remember_answers(root, answers, today):
            tell(f"links.toml: dagens datum står nu på {count_words(len(dated), 'adress', 'adresser')} som svarade.")
    except OSError as error:
        tell(f"links.toml gick inte att skriva ({error.strerror or error}).")
    try:
        if options.report:
            write_atomic(Path.cwd() / options.report, web_report(answers, today).encode())
    except OSError as error:
        tell(f"{options.report} gick inte att skriva ({error.strerror or error}).")
        return None
    return answers.problems


def _fix(root: Path, only: list[str], options: argparse.Namespace) -> int:
    """Mend what can be mended, show it, and return 0; with --dry-run 1 where something would be another."""
    from ..writing.fixing import FixError, fix_tree, show_difference, write_fixed

    try:
        fixed, left = fix_tree(root, only, remember=not options.no_cache)
        if fixed:
            (show if options.format == "text" else tell)(show_difference(fixed))
        if not options.dry_run:
            write_fixed(root, fixed)
    except FixError as error:
        return say(str(error), FOUND)
    except OSError as error:
        return say(f"Det gick inte att skriva ({error.strerror or error}).", FOUND)
    for path in left:
        tell(f"{path}: en del av uppställningen får vara, för annars skulle sidan säga något annat.")
    what = "skulle rättas" if options.dry_run else "rättades"
    tell(f"{count_words(len(fixed), 'sida', 'sidor')} {what}." if fixed else "Inget att rätta.")
    return FOUND if fixed and options.dry_run else OK
