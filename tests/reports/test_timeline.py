"""The timeline: plans and what came of them, the filter, the picture and the decision path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborNode

from kunskapsbas.content import Event
from kunskapsbas.content.nodes import KIND_WORDS
from kunskapsbas.reports.axis import make_axis, names_shown, spread, stack
from kunskapsbas.reports.events import unknown_part
from kunskapsbas.reports.labels import important, set_lines, text_width
from kunskapsbas.reports.layouts import narrow_picture, wide_picture
from kunskapsbas.reports.picture import LINE, TEXT, Label, Picture, in_short, is_bar
from tests.axe import violations
from tests.content.project import Project, words

Box = tuple[float, float, float, float]  # left, top, right, bottom
PRECISION = {4: "year", 7: "month", 10: "day"}


def event(when: str, kind: str = "event", *, planned: str = "", title: str = "Något", **more: object) -> Event:
    facts = {"id": f"h-{when}", "date": when, "precision": PRECISION[len(when)], "title": title, "kind": kind}
    return Event.model_validate({**facts, "planned_as_of": planned or None, "sources": ["alfa"], **more})


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw events of all kinds, exact and inexact, planned and not, that lie close or centuries apart."""
    years = st.sampled_from([2024, 2025, 2025, 2025, draw(st.integers(1, 9999))])
    texts = st.text("aeiorståö ABWM-", min_size=1, max_size=120).filter(str.strip)
    made = []
    for number in range(draw(st.integers(1, 40))):
        day = date(draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 28))).isoformat()
        when = day[: draw(st.sampled_from([4, 7, 10, 10]))]
        planned = draw(st.sampled_from(["", "", "2025-01-01"]))
        until = when[:4] + "-12-31" if draw(st.integers(0, 9)) == 0 else None
        made.append(
            event(when, draw(st.sampled_from(list(KIND_WORDS))), planned=planned, title=draw(texts), until=until)
            .model_copy(update={"id": f"h{number}"})
        )  # fmt: skip
    return made


def box_of(label: Label) -> Box:
    """Return where the text of a label is at most."""
    wide = [text_width(line, TEXT) * (1.07 if i < label.dates else 1) for i, line in enumerate(label.lines)]
    return label.x, label.y, label.x + max(wide), label.y + len(label.lines) * LINE


def sign_boxes(picture: Picture) -> list[Box]:
    """Return where the signs are, with the axis of time to the right."""
    boxes = []
    for sign in picture.signs:
        half = picture.sign * (0.29 if is_bar(sign.event) else 0.5)
        boxes.append((sign.start, sign.across - half, sign.end, sign.across + half))
    return boxes


def ways_in_order(picture: Picture) -> bool:
    """Tell whether names beside each other belong to signs beside each other."""
    along = 1 if picture.upright else 0
    lanes: dict[bool, list[float]] = {}
    for label in picture.labels:
        lanes.setdefault(label.event.planned and not picture.upright, []).append(label.way[-1][along])
    return all(lane == sorted(lane) for lane in lanes.values())


def overlaps(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [pair for pair in combinations(boxes, 2) if common(*pair, 0, 2) > 0.01 and common(*pair, 1, 3) > 0.01]


def common(one: Box, other: Box, start: int, end: int) -> float:
    """Return how much two boxes have in common along one axis."""
    return min(one[end], other[end]) - max(one[start], other[start])


@settings(max_examples=40)
@given(histories(), st.booleans())
def test_nothing_in_the_picture_stands_on_anything_else_or_outside_it(events: list[Event], upright: bool) -> None:
    path = [one.id for one in events[:4]]
    picture = (narrow_picture if upright else wide_picture)(events, path)
    labels = [box_of(label) for label in picture.labels]
    assert overlaps(labels) == []
    assert overlaps(sign_boxes(picture)) == []
    whole = (0.0, 0.0, picture.width, picture.height)
    assert all(common(box, whole, *ends) == box[ends[1]] - box[ends[0]] for box in labels for ends in ((0, 2), (1, 3)))
    ends = [(sign.start, sign.end, sign.across) for sign in picture.signs]
    length, across = (picture.height, picture.width) if upright else (picture.width, picture.height)
    assert all(picture.along - 0.01 <= start and end <= length and 0 < out < across for start, end, out in ends)
    if upright:
        assert max((sign.across for sign in picture.signs), default=0) < min(box[0] for box in labels or [(999.0,)])
    assert ways_in_order(picture), "the lines to the signs do not cross"
    assert picture.crowded == (len(picture.signs) < len(events))
    assert set(path) <= {one.id for one in picture.named}, "the steps to a decision are always named"


def test_an_axis_has_a_band_for_each_year_with_events_and_one_for_the_years_between() -> None:
    axis = make_axis([event("2016-06-13"), event("2018"), event("2022-05"), event("2022-06")], 10, 1, 5, length=300)
    assert [band.name for band in axis.bands] == ["2016", "2017", "2018", "2019–2021", "2022"]
    assert axis.length == pytest.approx(300)
    days = [
        date(2016, 1, 1),
        date(2016, 7, 1),
        date(2018, 1, 1),
        date(2020, 1, 1),
        date(2022, 12, 31),
        date(2023, 1, 1),
    ]
    places = [axis.place(day) for day in days]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, axis.length)
    assert axis.bands[1].start < axis.bands[2].start == places[2]
    start, end = axis.span(event("2018"))
    assert (start, end) == (axis.bands[2].start, pytest.approx(axis.bands[2].end))


def test_years_that_are_many_are_named_as_far_as_there_is_room() -> None:
    axis = make_axis([event(str(year)) for year in range(1900, 2000)], 14, 8, 1, length=500)
    shown = names_shown(axis.bands, [34] * 100, centred=True)
    places = [(band.start + band.end) / 2 for band in shown]
    assert 10 <= len(shown) <= 15
    assert all(after - before >= 34 for before, after in pairwise(places))


def test_a_series_with_many_events_has_a_picture_of_bounded_size() -> None:
    days = [date.fromordinal(730_000 + number).isoformat() for number in range(900)]
    events = [event(day, "report", planned="2001-01-01" if day[-1] == "1" else "") for day in days]
    for picture in (wide_picture(events, [events[0].id]), narrow_picture(events, [events[0].id])):
        assert picture.crowded
        assert len(picture.signs) < 800
        assert picture.height < 1200
        assert events[0] in picture.named
        boxes = [box_of(label) for label in picture.labels]
        assert overlaps(boxes) == []
        assert max(right - left for left, _, right, _ in boxes) > 90, "names have room however crowded it is"


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(-50, 1050), st.floats(1, 90)), max_size=11))
def test_things_are_spread_without_overlap_and_stay_where_they_have_room(things: list[tuple[float, float]]) -> None:
    things.sort()
    sizes = [size for _, size in things]
    places = spread([place for place, _ in things], sizes, 1000)
    ends = [place + size for place, size in zip(places, sizes, strict=True)]
    assert all(end <= start + 1e-6 for end, (_, start) in zip(ends, pairwise(places), strict=False))
    assert not places or (places[0] >= 0 and ends[-1] <= 1000 + 1e-6)


def test_what_has_room_is_not_moved_and_what_has_none_is_an_error() -> None:
    assert spread([100, 500], [50, 50], 1000) == [75, 475]
    assert spread([500, 500], [100, 100], 1000) == [400, 500]
    with pytest.raises(ValueError, match="fit"):
        spread([1, 2], [10, 10], 15)


def test_signs_beside_each_other_take_levels_up_to_their_own_limits() -> None:
    assert stack([(0, 10), (5, 15), (12, 20), (0, 20), (30, 40)], 2, [9, 9, 9, 2, 1]) == [0, 1, 0, None, 0]


def test_names_go_to_the_steps_first_then_to_decisions_all_along_the_axis() -> None:
    kinds = ["decision", "decision", "decision", "report", "meeting"]
    events = [event(f"20{10 + i}-01-01", kind) for i, kind in enumerate(kinds)]
    axis = make_axis(events, 10, 1, 5)
    chosen = [[one.id for one in important(events, ["h-2014-01-01"], axis, most)] for most in (1, 2, 4, 9)]
    assert chosen[0] == ["h-2014-01-01"]
    assert chosen[1] == ["h-2010-01-01", "h-2014-01-01"]
    assert chosen[2] == ["h-2010-01-01", "h-2011-01-01", "h-2012-01-01", "h-2014-01-01"]
    assert len(chosen[3]) == 5


def test_lines_hyphenate_long_words_where_swedish_does_and_end_in_an_ellipsis() -> None:
    lines = set_lines("Regionstyrelsen behandlar vårdinformationsmiljöfrågorna", 130, 15, 9)
    assert all(text_width(line, 15) <= 130 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == "Regionstyrelsenbehandlarvårdinformationsmiljöfrågorna"
    assert lines[0] == "Regionstyrelsen"
    assert set_lines("ett två tre fyra fem", 40, 15, 2)[-1].endswith("…")


@pytest.mark.parametrize(
    ("when", "until", "expected"),
    [
        ("2025-03-01", None, ""),
        ("2025-03", None, "dagen är inte känd"),
        ("2025", None, "månad och dag är inte kända"),
        ("2025-03", "2025-04", "dagarna är inte kända"),
        ("2025", "2026", "månader och dagar är inte kända"),
    ],
)
def test_what_is_not_known_of_a_date_is_said_in_words(when: str, until: str | None, expected: str) -> None:
    assert unknown_part(event(when, until=until)) == expected


def test_the_words_of_the_picture_tell_how_many_and_when() -> None:
    told = in_short([event("2027-03", planned="2025-01-01"), event("2016-06-13"), event("2025", until="2028")])
    assert told == (
        "Tidslinjen har 3 händelser från 13 juni 2016 till 2028: "
        "2 som har inträffat och 1 som är angivna som planerade."
    )


PLAN = """  - id: "plan-2025"
    date: "2025"
    precision: year
    title: "En plan"
    kind: report
    planned_as_of: "2025-01-10"
    sources:
      - alfa
  - id: "langt-bort-2031"
    date: "2031-01-01"
    precision: day
    title: "En plan <långt> bort"
    kind: external
    planned_as_of: "2025-01-10"
    sources:
      - alfa
"""
OUTCOME = """  - id: "utfall-2025-02-01"
    date: "2025-02-01"
    precision: day
    title: "Planen blev av"
    kind: report
    follows: "plan-2025"
    note: "Dagen är osäker"
    sources:
      - beta
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small base with a plan, what came of it, and the picture on the start page. Must not be changed."""
    project = Project.small(tmp_path_factory.mktemp("timeline"))
    project.change("reports/2025-01-10.md", "events:\n", f"events:\n{PLAN}")
    project.change("reports/2025-02-14.md", "events:\n", f"events:\n{OUTCOME}")
    project.change("index.md", "```{latest-report}\n", "```{timeline-picture}\n```\n\n```{latest-report}\n")
    project.change(
        "reports/slutrapport.md", "  - beslut-2025-03\n", "  - beslut-2025-03\n  - plan-2025\n  - langt-bort-2031\n"
    )
    project.build()
    assert project.told == ""
    return project


def row(body: LexborNode, anchor: str) -> LexborNode:
    """Return the item of an event."""
    found = body.css_first(f"#{anchor}")
    assert found is not None
    assert found.parent is not None
    return found.parent


def test_a_plan_and_what_came_of_it_lead_to_each_other_wherever_they_are_shown(told: Project) -> None:
    plan, outcome = "handelse-plan-2025", "handelse-utfall-2025-02-01"
    for page, plan_link, outcome_link in (
        ("reports/tidslinje", f"2025-01-10.html#{plan}", f"2025-02-14.html#{outcome}"),
        ("reports/2025-01-10", None, f"2025-02-14.html#{outcome}"),
        ("reports/2025-02-14", f"2025-01-10.html#{plan}", None),
    ):
        body = told.body(page)
        if outcome_link:
            item = row(body, plan)
            text = words(item)
            assert "2025 (månad och dag är inte kända) Rapport Planerat Utfall enligt källa En plan" in text
            assert "Så blev det: Planen blev av, 1 februari 2025. Dagen är osäker. [" in text
            assert outcome_link in [link.attributes["href"] for link in item.css(".kb-event-relation a")]
            assert len(item.css('.kb-event-relation a[href*="kallor.html#"]')) == 1, "the outcome's own source"
        if plan_link:
            item = row(body, outcome)
            assert "Planerat sedan tidigare: En plan, 2025." in words(item)
            assert [link.attributes["href"] for link in item.css(".kb-event-relation a")] == [plan_link]


def test_the_decision_path_is_a_figure_that_tells_status_in_words_and_the_day_it_is_known_to(told: Project) -> None:
    figure = told.body("reports/slutrapport").css_first("figure#beslutsvagen")
    assert figure is not None
    steps = figure.css("ol.kb-decision-path > li")
    states = [[words(node) for node in step.css(".kb-status")] for step in steps]
    assert states == [["Inträffat"], ["Planerat"], ["Planerat", "Utfall enligt källa"], ["Planerat"]]
    assert [step.attributes["class"] for step in steps] == [
        f"kb-step-{name}" for name in ("happened", "planned", "known", "planned")
    ]
    assert "Så blev det: Planen blev av, 1 februari 2025." in words(steps[2])
    caption = figure.css_first("figcaption")
    assert caption is not None
    assert "till och med den 20 februari 2025" in words(caption)


def test_the_picture_says_in_words_what_it_shows_and_leads_to_the_timeline(told: Project) -> None:
    figure = told.body("index").css_first("figure.kb-timeline-picture")
    assert figure is not None
    for picture in figure.css("svg"):
        ids = (picture.attributes["aria-labelledby"] or "").split()
        title, text = (picture.css_first(f"#{ident}") for ident in ids)
        assert picture.attributes["role"] == "img"
        assert title is not None
        assert title.text()
        assert text is not None
        assert "Tidslinjen har 5 händelser från 2025 till 1 januari 2031" in text.text()
        assert "planerat mars 2025: Ett beslut" in text.text()
        assert len(picture.css("circle.kb-done")) + len(picture.css("rect.kb-done")) == 2 + 1  # and what a dot means
        assert len(picture.css("rect.kb-plan")) == 2, "a month and a year are bars"
    assert "En plan &lt;långt&gt; bort" in (figure.html or "")
    assert [link.attributes["href"] for link in figure.css("a")] == ["reports/tidslinje.html"]


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_where_no_site_is_written_the_picture_is_words_and_the_filter_is_not_there(told: Project, builder: str) -> None:
    told.build(builder=builder, out=builder)
    assert told.told == ""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((told.root / builder).rglob("*.t*x*")))
    assert "Tidslinjen har 5 händelser" in " ".join(text.split())
    assert "Visa bara" not in text


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for the tests of the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def seen(page: Page) -> list[str]:
    return [title.inner_text() for title in page.locator(".kb-event-title:visible").all()]


def test_the_timeline_is_filtered_by_kind_and_the_choice_can_be_linked_to(told: Project, window: Page) -> None:
    address = (told.root / "out" / "reports/tidslinje.html").as_uri()
    window.goto(address)
    status = window.locator(".kb-event-filter [role=status]")
    assert len(seen(window)) == 5
    window.get_by_label("Möte (1)").focus()
    window.keyboard.press("Space")
    assert (seen(window), status.inner_text()) == (["Ett möte"], "1 av 5 händelser visas.")
    assert window.locator("#det-som-var-planerat").get_by_text("Inga händelser av de valda slagen.").is_visible()
    assert window.get_by_role("heading", name="2031").count() == 0, "a year that is empty is hidden"
    window.get_by_label("Beslut (1)").check()
    assert window.url == f"{address}?slag=beslut&slag=mote"
    window.reload()
    assert seen(window) == ["Ett möte", "Ett beslut"]
    window.emulate_media(media="print")
    assert window.get_by_text("Urval: Beslut, Möte. 2 av 5 händelser visas.").is_visible()
    assert not window.get_by_label("Möte (1)").is_visible()
    window.emulate_media(media="screen")
    assert [found for found in violations(window) if "related" not in found] == []  # which is the theme's own
    window.evaluate("location.hash = 'handelse-utfall-2025-02-01'")
    window.wait_for_function("!document.querySelector('.kb-event-filter input:checked')")
    assert "Planen blev av" in seen(window), "whoever goes to a hidden event sees it"
    window.get_by_label("Möte (1)").check()
    window.get_by_role("button", name="Visa alla händelser").click()
    assert (len(seen(window)), status.inner_text()) == (5, "Alla 5 händelser visas.")
    assert re.search(r"tidslinje\.html(#.*)?$", window.url)
    plain = window.context.browser.new_page(java_script_enabled=False) if window.context.browser else window
    plain.goto(f"{address}?slag=mote")
    assert len(seen(plain)) == 5
    assert not plain.get_by_label("Möte (1)").is_visible()
    plain.close()
