"""The command ``kb``. Thin: it reads arguments, calls a capability, prints what it returns."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .content import Problem

# What a command needs is imported when it runs: most of the program takes longer to load than some of them to answer.
FORMATS = ("text", "github", "gitlab", "azure", "json")  # a test holds it to those of kunskapsbas.writing

OK, FOUND, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``kb`` and return its exit code: 0 all well, 1 Problems that stop, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = _parser()
    options = parser.parse_args(arguments)
    root = find_root(Path.cwd())
    if root is None and not getattr(options, "anywhere", False):
        return _say("Ingen kunskapsbas här: conf.py saknas i mappen och i alla mappar ovanför.", USAGE)
    try:
        code: int = options.run(root or Path.cwd(), options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _say("Avbrutet.", FOUND)
    except BrokenPipeError:  # whoever read the output has stopped, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    return code


def find_root(start: Path) -> Path | None:
    """Return the nearest folder with a conf.py, from ``start`` upwards, or None."""
    return next((folder for folder in (start, *start.parents) if (folder / "conf.py").is_file()), None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="Bygg och kontrollera kunskapsbasen.")
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    build = commands.add_parser("build", help="bygg webbplatsen och PDF-filerna")
    build.add_argument("--out", type=Path, help="mappen som html/ och pdf/ hamnar i (annars _build)")
    build.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, help="antal parallella processer")
    build.add_argument("--html-only", action="store_true", help="bygg bara webbplatsen")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="kontrollera sidorna utan att bygga")
    check.add_argument("paths", nargs="*", metavar="SÖKVÄG", help="bara de här filerna eller mapparna")
    check.add_argument("--format", choices=FORMATS, default="text", help="hur listan skrivs ut")
    check.add_argument("--external", action="store_true", help="pröva också adresser utanför webbplatsen (nätet)")
    check.add_argument("--seconds", type=_positive, default=300, help="längsta tid för --external, i sekunder")
    check.set_defaults(run=_check)
    handout = commands.add_parser("handout", help="gör en PDF-fil av en eller flera sidor")
    which = "en sida (strategy/kostnader), ett helt avsnitt (strategy) eller ett paket ur handouts.toml"
    handout.add_argument("pages", nargs="+", metavar="SIDA", help=f"{which}; flera i den ordning du vill")
    handout.add_argument("-o", "--out", type=Path, required=True, metavar="FIL.pdf", help="filen som ska skrivas")
    handout.add_argument("--title", default="", metavar="TITEL", help="annars sidans, eller kunskapsbasens")
    handout.set_defaults(run=_handout)
    _add_import(commands)
    _add_new(commands)
    _add_terms(commands)
    docs = commands.add_parser("docs", help="skriv om docs/model.md och docs/problems.md från koden")
    docs.set_defaults(run=_docs)
    return parser


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = commands.add_parser("import", help="gör sidor av rapporter i Word, text, e-post eller Markdown")
    bring.add_argument(
        "files", nargs="+", type=Path, metavar="FIL", help="en eller flera: .docx, .txt, .eml, .md, .html"
    )
    bring.add_argument("--out", type=Path, metavar="MAPP", help="mappen som sidorna hamnar i (annars reports)")
    bring.add_argument("--dry-run", action="store_true", help="visa vad filen innehåller utan att skriva något")
    bring.add_argument("--format", choices=("text", "json"), default="text", help="hur resultatet skrivs ut")
    bring.add_argument("--force", action="store_true", help="ersätt en sida som finns; den gamla sparas som en kopia")
    bring.add_argument("--replace", action="store_true", help="låt originalet ta en återberättad sidas plats")
    bring.add_argument(
        "--compiled", type=_moment, metavar="TID", help="när rapporten sammanställdes, om filen inte säger det"
    )
    bring.set_defaults(run=_import, anywhere=True)


def _moment(text: str) -> datetime:
    from .swedish import parse_moment

    try:
        return parse_moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = commands.add_parser("new", help="gör en ny fil att fylla i")
    kinds = new.add_subparsers(required=True, metavar="SLAG")
    term = kinds.add_parser("term", help="ett begrepp i ordlistan")
    term.add_argument("name", nargs="+", metavar="NAMN", help='begreppet, till exempel "Modulär strategi"')
    term.add_argument(
        "--file", default="", metavar="FILNAMN", help="filens namn utan .md, annars görs det av begreppet"
    )
    term.set_defaults(run=_new_term)


def _add_terms(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    terms = commands.add_parser("terms", help="pröva ordlistan")
    actions = terms.add_subparsers(required=True, metavar="VAD")
    match = actions.add_parser("match", help="visa vilka begrepp som finns i en text (JSON)")
    match.add_argument("text", metavar="TEXT", help="texten, eller - för att läsa den från standard in (UTF-8)")
    match.add_argument("--glossary", type=Path, metavar="MAPP", help="annars mappen glossary i kunskapsbasen")
    match.set_defaults(run=_match_terms, anywhere=True)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("ska vara ett heltal från 1")
    return int(text)


def _build(root: Path, options: argparse.Namespace) -> int:
    from .build import BuildError, build
    from .content.handouts import HANDOUT_FOLDER
    from .writing import format_problems

    out = (Path.cwd() / options.out).resolve() if options.out else root / "_build"
    try:
        result = build(root, out, options.jobs, options.html_only, _tell)
    except BuildError as error:
        return _say(str(error), FOUND)
    if result.problems:
        _print(format_problems(result.problems, "text"))
    if result.failed:
        return _say("Bygget avbröts. Det som redan var byggt är orört.", FOUND)
    _print("")
    for name, seconds in result.steps:
        _print(f"{name:<24}{seconds:6.1f} s".replace(".", ","))
    for note in result.notes:
        _print(note)
    _print(f"\nWebbplatsen: {_shown(result.html)}")
    if result.pdf and result.html:
        _print(f"Boken:       {_shown(result.pdf)}")
        _print(f"Utskrifter:  {_shown(result.html.parent / HANDOUT_FOLDER)}")
    return OK


def _shown(path: Path | None) -> str:
    if path is None:
        return ""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _check(root: Path, options: argparse.Namespace) -> int:
    from .writing import check_tree, format_problems

    only = []
    for given in options.paths:
        path = (Path.cwd() / given).resolve()
        if not path.exists():
            return _say(f"{given} finns inte.", USAGE)
        if not path.is_relative_to(root):
            return _say(f"{given} ligger utanför kunskapsbasen.", USAGE)
        only.append(path.relative_to(root).as_posix())
    problems: list[Problem] = check_tree(root, only)
    if options.external:
        from .writing.web import check_web

        problems += check_web(root, options.seconds, only)
    text = format_problems(problems, options.format)
    if text:
        _print(text)
    return FOUND if any(problem.stops for problem in problems) else OK


def _handout(root: Path, options: argparse.Namespace) -> int:
    from .build import BuildError
    from .printing import Selection, UnknownPage, choose, print_pages
    from .writing import format_problems

    target = Path.cwd() / options.out
    try:
        chosen = choose(root, Path.cwd(), options.pages)
        problems = print_pages(root, Selection(chosen.pages, options.title or chosen.title), target)
    except UnknownPage as error:
        return _say(str(error), USAGE)
    except BuildError as error:
        return _say(str(error), FOUND)
    if problems:
        _print(format_problems(problems, "text"))
    if any(problem.stops for problem in problems):
        return _say(f"Ingen fil gjordes. Det som redan fanns i {_shown(target)} är orört.", FOUND)
    _print(_shown(target))
    return OK


def _import(here: Path, options: argparse.Namespace) -> int:
    from .importing.placing import Wish
    from .importing.running import Request, import_files, look_at, models_as_json, outline, place_for, told
    from .writing import format_problems

    root = find_root(Path.cwd())
    place = place_for(Path.cwd(), root, options.out)
    if place is None and not options.dry_run:
        return _say("Ingen kunskapsbas här. Ange mappen som sidorna ska hamna i: --out MAPP", USAGE)
    if options.compiled and len(options.files) > 1:
        return _say("--compiled gäller en rapport. Importera filerna en i taget.", USAGE)
    request = Request(tuple(options.files), place, Wish(options.force, options.replace), options.compiled)
    problems: list[Problem] = []
    if options.dry_run:
        models = []
        for model, found in look_at(request, place.root if place else None):
            models.append(model)
            problems += found
        text = "\n\n".join([*map(outline, models), format_problems(problems, "text")])
        _print(models_as_json(models) if options.format == "json" else text)
        return FOUND if any(problem.stops for problem in problems) else OK
    try:
        for outcome in import_files(request):
            problems += outcome.problems
            if options.format == "text":
                _print("\n".join(filter(None, [told(outcome), format_problems(outcome.problems, "text")])))
    except OSError as error:
        return _say(f"Det gick inte att skriva ({error.strerror or error}). Inget har ändrats.", FOUND)
    if options.format == "json":
        _print(format_problems(problems, "json"))
    return FOUND if any(problem.stops for problem in problems) else OK


def _new_term(root: Path, options: argparse.Namespace) -> int:
    from .swedish.dictionary import DictionaryError
    from .writing.newterm import NewTermError, new_term

    try:
        made = new_term(root, " ".join(options.name), options.file)
    except NewTermError as error:
        return _say(str(error), USAGE)
    except DictionaryError as error:
        return _say(str(error), FOUND)
    except OSError as error:
        return _say(f"Filen gick inte att skriva ({error.strerror or error}). Inget har ändrats.", FOUND)
    _print(made.advice(_shown(root / made.path)))
    return OK


def _match_terms(here: Path, options: argparse.Namespace) -> int:
    from .glossary.lookup import GlossaryError, match_text, read_entries

    folder = options.glossary
    if folder is None:
        root = find_root(here)
        if root is None:
            return _say("Ingen kunskapsbas här. Ange ordlistans mapp: --glossary MAPP", USAGE)
        folder = root / "glossary"
    try:
        text = sys.stdin.buffer.read().decode("utf-8") if options.text == "-" else options.text
        entries, told = read_entries(folder)
        found = match_text(entries, text)
    except UnicodeDecodeError:
        return _say("Texten från standard in är inte skriven i UTF-8.", USAGE)
    except GlossaryError as error:
        return _say(str(error), USAGE)
    for line in told:
        _tell(line)
    _print(found)
    return OK


def _docs(root: Path, options: argparse.Namespace) -> int:
    from .writing.reference import write_reference

    for path in write_reference(root / "docs"):
        _print(_shown(path))
    return OK


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _print(text: str) -> None:
    print(text)


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
