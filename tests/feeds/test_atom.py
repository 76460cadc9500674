"""The Atom feeds: valid whatever the texts hold, the same ids for ever, and news only of what is new."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sphinx.errors import ConfigError

from kunskapsbas.content import Library
from kunskapsbas.feeds.atom import CHANGES, REPORTS, Feed, changed_entries, feed_files, report_entries, timestamp
from kunskapsbas.feeds.history import MOST_TERMS, Commit, changed, commits, noon
from kunskapsbas.feeds.publication import Publication, is_authority, printable
from kunskapsbas.links.built import check_site
from kunskapsbas.swedish import parse_date, parse_moment
from tests.content.project import Project, words
from tests.feeds.made import SUMMARY, library_of, page, report, series

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
PATHS = ("feeds/rapporter.atom", "feeds/andringar.atom", "feeds/handelser.ics")


def site_of(library: Library, base: str = "", title: str = "Prov") -> Publication:
    return Publication(title, base=base, addresses={name: f"{name}.html" for name in ("index", *library.pages)})


def reports_of(library: Library, base: str = "", title: str = "Prov") -> dict[str, bytes]:
    feed = Feed(REPORTS, "Nya rapporter", "Rapporterna.", "index", report_entries(library))
    return feed_files(feed, site_of(library, base, title))


def parsed(data: bytes) -> Any:
    """Return a feed as any reader would read it, once it has been found valid."""
    assert faults(data) == []
    read = feedparser.parse(data)
    assert not read.bozo, read.get("bozo_exception")
    return read


def faults(data: bytes) -> list[str]:
    """Return what RFC 4287 has to say against a feed."""
    feed = ElementTree.fromstring(data)
    found = [] if feed.tag == f"{ATOM}feed" else ["no feed"]
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(element.findall(f"{ATOM}{name}")) != 1:
                found.append(f"not one {name}")
        for moment in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
            if not RFC_3339.fullmatch(moment.text or ""):
                found.append(f"no moment: {moment.text}")
        links = [(link.get("rel"), link.get("type"), link.get("href")) for link in element.findall(f"{ATOM}link")]
        if sum(rel == "alternate" for rel, _, _ in links) != 1 or not all(href for _, _, href in links):
            found.append(f"links: {links}")
        for category in element.findall(f"{ATOM}category"):
            if not category.get("term"):
                found.append("category without term")
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]
    found += [] if len(set(ids)) == len(ids) else ["an id twice"]
    found += [name for name in ids if not name.startswith("tag:")]
    found += [] if feed.findtext(f"{ATOM}author/{ATOM}name") else ["no author"]
    return found


def ids(files: Mapping[str, bytes]) -> list[str]:
    return [entry.id for data in files.values() for entry in parsed(data).entries]


def test_the_checks_of_these_tests_find_what_is_wrong() -> None:
    entry = "<entry><id>x</id><title/><updated>2025-11-20</updated><category term=''/></entry>"
    wrong = f"<feed xmlns='http://www.w3.org/2005/Atom'><title/><updated/>{entry}{entry}</feed>"
    assert {fault.split(":")[0] for fault in faults(wrong.encode())} == {
        "not one id", "no moment", "links", "category without term", "an id twice", "x", "no author",
    }  # fmt: skip


def test_a_report_comes_with_all_that_a_reader_shows() -> None:
    older = report("2025-03-06T08:30")
    newer = report("2025-11-20T08:30", title="Ny & <b>", publisher="Staben", subject="Läget i länet")
    files = reports_of(library_of(older, newer), title="Basen")
    feed = parsed(files["feeds/rapporter.atom"])
    assert feed.feed.title == "Nya rapporter – Basen"
    assert feed.feed.language == "sv"
    assert feed.feed.author == "Basen"
    assert feed.feed.id == "tag:kunskapsbas,2025:feeds/rapporter"
    assert feed.feed.updated == "2025-11-20T08:30:00+01:00"
    first, second = feed.entries
    assert (first.id, second.id) == (
        "tag:kunskapsbas,2025:reports/2025-11-20",
        "tag:kunskapsbas,2025:reports/2025-03-06",
    )
    assert ElementTree.fromstring(files[REPORTS]).findtext(f"{ATOM}entry/{ATOM}title") == "Ny & <b>"
    assert (first.author, first.summary, first.updated) == ("Staben", SUMMARY, "2025-11-20T08:30:00+01:00")
    assert [(tag.term, tag.label) for tag in first.tags] == [("report", "Rapport"), ("Läget i länet", "Läget i länet")]


def test_ids_stay_when_the_site_gets_an_address_and_only_addresses_change() -> None:
    library = library_of(*series(60))
    before, after = reports_of(library), reports_of(library, "https://example.org/bas/")
    assert ids(before) == ids(after)
    assert "http" not in before[REPORTS].decode().replace('xmlns="http://www.w3.org/2005/Atom"', "")
    for name in before:
        places = [
            [link.get("href", "") for link in ElementTree.fromstring(files[name]).iter(f"{ATOM}link")]
            for files in (before, after)
        ]
        # the addresses of the first, read where the file lies, are those of the second
        assert [urljoin(f"https://example.org/bas/{name}", href) for href in places[0]] == places[1]
    feed = parsed(after[REPORTS]).feed
    assert {link.rel: link.href for link in feed.links}["self"] == "https://example.org/bas/feeds/rapporter.atom"


def test_120_reports_are_three_pages_that_lead_to_each_other() -> None:
    files = reports_of(library_of(*series(120)))
    name, before, sizes, walked, feed_ids = "rapporter.atom", "", [], [], set()
    while name:
        feed = parsed(files[f"feeds/{name}"])
        links = {link.rel: link.href for link in feed.feed.links}
        assert links["self"] == name
        assert (links["first"], links["last"]) == ("rapporter.atom", "rapporter-3.atom")
        assert links.get("previous", "") == before
        walked += [entry.id for entry in feed.entries]
        sizes.append(len(feed.entries))
        feed_ids.add(feed.feed.id)
        before, name = name, links.get("next", "")
    assert sizes == [50, 50, 20]
    assert len(feed_ids) == 1
    assert walked == [f"tag:kunskapsbas,2025:{one.docname}" for one in reversed(series(120))]
    assert list(files) == ["feeds/rapporter.atom", "feeds/rapporter-2.atom", "feeds/rapporter-3.atom"]


@pytest.mark.parametrize(("number", "pages"), [(0, 0), (1, 1), (50, 1), (51, 2)])
def test_a_feed_has_a_new_page_for_the_51st_entry(number: int, pages: int) -> None:
    files = reports_of(library_of(*series(number)))
    assert len(files) == pages
    if pages == 1:
        assert {link.rel for link in parsed(files[REPORTS]).feed.links} == {"self", "alternate"}


HOSTILE = "]]> </feed><script>&amp;\x00\x07\x85\ufffe \r\n \"'å😀"


@settings(max_examples=25)
@example(HOSTILE, HOSTILE)
@given(st.text(), st.text())
def test_any_text_gives_a_valid_feed_with_that_text(title: str, subject: str) -> None:
    one = report(title=f"A{title}", publisher=f"P{title}", subject=f"A{subject}", summary=f"{SUMMARY} {title}"[:300])
    data = reports_of(library_of(one), title=f"Prov \ud800{title}")[REPORTS]
    assert len(parsed(data).entries) == 1
    entry = ElementTree.fromstring(data).find(f"{ATOM}entry")
    assert entry is not None
    subjects = [category.get("term") for category in entry.findall(f"{ATOM}category")][1:]
    texts = [entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}author/{ATOM}name"), *subjects]
    given_texts = (one.title, one.publisher, one.subject)
    assert texts == [re.sub(r"[ \t\r\n]+", " ", printable(text)).strip() for text in given_texts]


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (parse_moment("2025-11-20T08:30"), "2025-11-20T08:30:00+01:00"),
        (parse_moment("2025-06-20T08:30"), "2025-06-20T08:30:00+02:00"),
        (datetime(2025, 6, 20, 6, 30, 1, tzinfo=UTC), "2025-06-20T06:30:01+00:00"),
        (noon(parse_date("0101-01-01")), "0101-01-01T12:00:00+01:12"),
    ],
    ids=["winter", "summer", "utc", "long ago"],
)
def test_a_moment_has_the_distance_from_utc_that_held_then(moment: datetime, shown: str) -> None:
    assert timestamp(moment) == shown


def test_a_report_whose_time_is_not_known_is_from_noon() -> None:
    assert [timestamp(entry.updated) for entry in report_entries(library_of(report("2025-11-20T00:00")))] == [
        "2025-11-20T12:00:00+01:00"
    ]


@pytest.mark.parametrize("good", ["kunskapsbas,2025", "example.org,2025-11", "a.b@example.org,2025-11-20"])
def test_an_authority_is_a_name_and_a_day(good: str) -> None:
    assert is_authority(good)
    assert not any(is_authority(bad) for bad in (good.partition(",")[0], f"{good} ", f"å{good}", f"{good}:x", ""))


# When a page changed

MARCH, MAY = parse_moment("2025-03-06T10:00"), parse_moment("2025-05-06T10:00")


def test_a_page_changed_when_it_was_last_committed_else_by_the_latest_of_its_own_dates() -> None:
    library = library_of(
        report("2025-01-10T08:30"),
        report("2025-01-20T08:30", reviewed="2025-02-01"),
        page("slutrapport", "reports/slutrapport"),
        page("strategy", "strategy/fraga", reviewed="2025-04-01"),
        page("strategy", "strategy/annan", reviewed="2027-04-01"),
        page("about", "about/om"),
    )
    history = [Commit(MAY, ("strategy/annan.md", "README.md")), Commit(MARCH, ("strategy/annan.md",))]
    assert changed(library, history) == {
        "reports/2025-01-10": parse_moment("2025-01-10T08:30"),
        "reports/2025-01-20": noon(parse_date("2025-02-01")),
        "reports/slutrapport": noon(parse_date("2025-02-20")),
        "strategy/fraga": noon(parse_date("2025-04-01")),
        "strategy/annan": MAY,
    }


def test_a_sweep_through_the_glossary_is_news_of_no_term_but_of_other_pages() -> None:
    terms = [page("term", f"glossary/t{i}") for i in range(MOST_TERMS + 1)]
    library = library_of(page("about", "about/om"), *terms)
    every = tuple(one.path for one in library.pages.values())
    assert changed(library, [Commit(MAY, every)]) == {"about/om": MAY}
    assert changed(library, [Commit(MAY, every[:-1])]).keys() == {"about/om", *(one.docname for one in terms[:-1])}
    assert changed(library, [Commit(MAY, every), Commit(MARCH, (terms[0].path,))])["glossary/t0"] == MARCH


def test_changed_pages_come_with_the_last_first_and_say_what_they_are() -> None:
    library = library_of(page("term", "glossary/modul", title="Modul"), page("about", "about/om"), report())
    moments = {"glossary/modul": MAY, "about/om": MAY, "reports/2025-11-20": MARCH}
    feed = Feed(CHANGES, "Ändrade sidor", "Sidorna.", "index", changed_entries(library, moments))
    read = parsed(feed_files(feed, site_of(library))[CHANGES])
    assert [(entry.id.partition("2025:")[2], entry.tags[0].label) for entry in read.entries] == [
        ("about/om", "Om kunskapsbasen"), ("glossary/modul", "Begrepp"), ("reports/2025-11-20", "Rapport"),
    ]  # fmt: skip
    assert read.entries[1].summary == "Om glossary/modul."
    assert read.entries[2].published == "2025-11-20T08:30:00+01:00"
    assert read.entries[2].updated == "2025-03-06T10:00:00+01:00"


class Repository:
    """A repository in git whose clock the test sets."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, at: datetime = MARCH) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        when = {"GIT_AUTHOR_DATE": MARCH.isoformat(), "GIT_COMMITTER_DATE": at.isoformat()}
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
        subprocess.run(["git", *who, *arguments], cwd=self.root, env=own | when, check=True, capture_output=True)

    def commit(self, at: datetime, *paths: str) -> None:
        for path in paths:
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(at.isoformat(), encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", at=at)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two commits in the folder ``bas`` of a repository, and a page that is not committed."""
    made = Repository(tmp_path_factory.mktemp("git") / "förråd")
    made.commit(MARCH, "bas/reports/a.md", "bas/about/å ä.md", "utanfor.md")
    made.git("checkout", "-q", "-b", "sida")
    made.commit(MARCH, "bas/reports/b.md")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "x", "sida", at=MAY)
    made.git("branch", "grafted")  # what git calls the oldest commit of a shallow clone
    (made.root / "bas" / "ny.md").write_text("x", encoding="utf-8")
    return made.root


def test_git_tells_when_a_page_reached_the_main_line(repository: Path) -> None:
    assert commits(repository / "bas") == (
        Commit(MAY, ("reports/b.md",)),
        Commit(MARCH, ("about/å ä.md", "reports/a.md")),
    )


def test_git_is_asked_of_the_source_folder_whatever_the_environment_says(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "log.showRoot")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "false")
    assert len(commits(repository)) == 2


def test_the_oldest_commit_of_a_shallow_clone_is_not_believed(repository: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", repository.as_uri(), str(tmp_path / "grund")],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "grund" / "bas" / "reports" / "a.md").exists()
    assert commits(tmp_path / "grund") == ()


def test_without_an_answer_from_git_there_is_no_history(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert commits(tmp_path) == ()
    assert commits(tmp_path / "saknas") == ()
    assert commits(repository, limit=0) == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commits(repository) == ()


# In a built site

SUBSCRIBE = "\n\n```{subscribe}\n```\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small base with the list of what to subscribe to, built; it must not be changed."""
    project = Project.small(tmp_path_factory.mktemp("published"))
    project.change("about/om.md", "Mer text.", f"Mer text.{SUBSCRIBE}")
    return project.build()


def heads(project: Project, name: str, out: str = "out") -> list[tuple[str | None, ...]]:
    links = project.html(name, out).css('head link[rel="alternate"]')
    return [tuple(link.attributes[key] for key in ("type", "title", "href")) for link in links]


def test_every_page_leads_programs_to_feeds_and_calendar(published: Project) -> None:
    assert published.told == ""
    expected = [
        ("application/atom+xml", "Nya rapporter", PATHS[0]),
        ("application/atom+xml", "Ändrade sidor", PATHS[1]),
        ("text/calendar", "Händelser", PATHS[2]),
    ]
    assert heads(published, "index") == heads(published, "search") == expected
    for name in ("reports/2025-01-10", "glossary/modul"):
        assert heads(published, name) == [(kind, title, f"../{path}") for kind, title, path in expected]


def test_this_site_leads_to_them_also_where_an_address_is_wrong(site: Path) -> None:
    for name, prefix in (("index", ""), ("search", ""), ("404", "/"), ("reports/slutrapport", "../")):
        head = (site / f"{name}.html").read_text(encoding="utf-8").partition("<body")[0]
        assert [path for path in PATHS if f'href="{prefix}{path}" />' not in head] == []
    for path in PATHS[:2]:
        assert parsed((site / path).read_bytes()).entries


def test_a_reader_is_told_what_there_is_and_how_to_subscribe(published: Project) -> None:
    items = published.body("about/om").css(".kb-handouts li")
    links = [link for item in items for link in item.css("a")]
    assert [(words(link), link.attributes["href"]) for link in links] == [
        ("Nya rapporter (Atom)", "../feeds/rapporter.atom"),
        ("Ändrade sidor (Atom)", "../feeds/andringar.atom"),
        ("Händelser i kalendern (iCalendar)", "../feeds/handelser.ics"),
    ]
    assert all(words(item.css("p")[1]).endswith(".") for item in items)
    assert [fault.target for fault in check_site(published.root / "out") if "feeds" in fault.target] == []


def test_addresses_in_the_feeds_lead_to_pages_of_the_site(published: Project) -> None:
    folder = published.root / "out" / "feeds"
    for name in ("rapporter.atom", "andringar.atom"):
        read = parsed((folder / name).read_bytes())
        links = [link.href for item in (read.feed, *read.entries) for link in item.links]
        assert [href for href in links if not (folder / href).is_file()] == []
    assert len(parsed((folder / "rapporter.atom").read_bytes()).entries) == 2
    changes = [entry.id.partition("2025:")[2] for entry in parsed((folder / "andringar.atom").read_bytes()).entries]
    assert changes == ["reports/slutrapport", "strategy/fraga", "reports/2025-02-14", "reports/2025-01-10"]


def test_two_processes_write_the_same_files_and_a_page_that_is_no_more_goes(published: Project, tmp_path: Path) -> None:
    other = Project.small(tmp_path)
    other.change("about/om.md", "Mer text.", f"Mer text.{SUBSCRIBE}")
    for stale in ("rapporter-2.atom", "andringar-17.atom", "annat.atom"):
        (tmp_path / "out" / "feeds").mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / "feeds" / stale).write_text("x", encoding="utf-8")
    other.build(jobs=2)
    written = sorted(path.name for path in (tmp_path / "out" / "feeds").iterdir())
    assert written == ["andringar.atom", "annat.atom", "handelser.ics", "rapporter.atom"]
    for path in (*PATHS, "about/om.html"):
        assert (tmp_path / "out" / path).read_bytes() == (published.root / "out" / path).read_bytes()
    places = [tmp_path / "out" / path for path in PATHS]
    before = [path.stat().st_ino for path in places]
    assert other.build().read == set()
    assert [path.stat().st_ino for path in places] == before


def alone(root: Path, *names: str) -> Project:
    """Return a project that uses the reports and, besides the model, nothing else of this package."""
    whole = Project.small(root / "whole")
    project = Project(root / "alone")
    extensions = ["myst_parser", "kunskapsbas.content", "kunskapsbas.feeds"]
    project.write("conf.py", f'project = "Egen"\nextensions = {extensions}\nhtml_theme = "basic"\n')
    project.write("index.md", f"---\nkind: index\ntitle: Start\nsummary: {SUMMARY}\n---\n\n# Start\n{SUBSCRIBE}")
    for name in ("references.bib", *names):
        project.write(name, whole.text(name).replace("---\n\n", "---\n\n# Rubrik\n\n", 1))
    return project


def test_what_there_is_no_more_goes_from_every_page_also_from_those_that_are_not_read(tmp_path: Path) -> None:
    project = alone(tmp_path, "reports/2025-01-10.md")
    project.build()
    assert [href for _, _, href in heads(project, "index")] == list(PATHS)
    (project.root / "src" / "reports" / "2025-01-10.md").unlink()
    project.build()
    assert heads(project, "index") == []
    assert project.body("index").css("li") == []
    assert list((project.root / "out" / "feeds").iterdir()) == []


def test_an_address_makes_links_absolute_also_on_paper_where_there_were_none(tmp_path: Path) -> None:
    project = alone(tmp_path, "reports/2025-01-10.md")
    paper = project.build(out="paper", builder="pseudoxml").root / "paper" / "index.pseudoxml"
    text = " ".join(paper.read_text(encoding="utf-8").split())
    assert "På webbplatsen går det att prenumerera på nya rapporter, ändrade sidor och händelser." in text
    assert "refuri" not in text
    project.write("conf.py", project.text("conf.py") + 'html_baseurl = "https://example.org/bas"\n')
    text = (
        project.build(out="with", builder="pseudoxml").root.joinpath("with/index.pseudoxml").read_text(encoding="utf-8")
    )
    assert [path for path in PATHS if f'refuri="https://example.org/bas/{path}"' not in text] == []
    assert not (project.root / "with" / "feeds").exists()
    project.build(out="folders", builder="dirhtml")
    feed = parsed((project.root / "folders" / PATHS[0]).read_bytes())
    assert feed.entries[0].link == "https://example.org/bas/reports/2025-01-10/"
    assert [href for _, _, href in heads(project, "reports/2025-01-10/index", "folders")] == [
        f"../../{path}" for path in PATHS
    ]


def test_a_project_without_the_model_has_nothing_to_subscribe_to(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("conf.py", 'extensions = ["myst_parser", "kunskapsbas.feeds"]\nhtml_theme = "basic"\n')
    project.write("index.md", f"# Start\n\nText.{SUBSCRIBE}")
    assert project.build().told == ""
    assert heads(project, "index") == []
    assert not (tmp_path / "out" / "feeds").exists()


def test_an_authority_that_cannot_name_ids_is_refused(tmp_path: Path) -> None:
    project = alone(tmp_path)
    project.write("conf.py", project.text("conf.py") + 'feeds_tag_authority = "https://example.org"\n')
    with pytest.raises(ConfigError, match="feeds_tag_authority"):
        project.build()
