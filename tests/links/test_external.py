"""The check of addresses outside the site, against a server on this machine."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable

import pytest
import requests
from urllib3.exceptions import NameResolutionError

from kunskapsbas.links import answering
from kunskapsbas.links.asking import USER_AGENT
from kunskapsbas.links.external import ExternalResult, Limits, Outcome, Place, check_external
from kunskapsbas.links.networks import is_public
from tests.links.server import CUT, Site, free_port, stop

FAST = Limits(timeout=0.3, retries=1, workers=4, pause=0, retry_after_cap=0.05, deadline=5, redirects=6)


def here(url: str) -> bool:
    """Allow this machine only."""
    return url.startswith("http://127.0.0.1:")


def check(url: str, limits: Limits = FAST, allowed: Callable[[str], bool] = here) -> ExternalResult:
    """Check one address."""
    place = Place("sida.md", 7, url, 3)
    (result,) = check_external([place], may_request=allowed, limits=limits)
    assert result.place == place
    return result


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/ok", Outcome.OK),
        ("/302", Outcome.OK),
        ("/302-301", Outcome.OK),
        ("/404", Outcome.GONE),
        ("/410", Outcome.GONE),
        ("/301-404", Outcome.GONE),
        ("/401", Outcome.LOGIN),
        ("/403", Outcome.LOGIN),
        ("/500", Outcome.NOT_NOW),
        ("/503", Outcome.NOT_NOW),
        ("/429", Outcome.NOT_NOW),
        ("/429-tal", Outcome.NOT_NOW),
        ("/429-datum", Outcome.NOT_NOW),
        ("/lugna-er", Outcome.OK),
        ("/seg", Outcome.NOT_NOW),
        ("/502", Outcome.NOT_NOW),
        *((path, Outcome.NOT_NOW) for path in CUT),
        ("/avbruten#x", Outcome.NOT_NOW),
        ("/avbruten-del#x", Outcome.NOT_NOW),
        ("/huvud-utan-slut#x", Outcome.NOT_NOW),
        ("/lang#läge", Outcome.OK),
        ("/407", Outcome.LOGIN),
        ("/loop", Outcome.UNCLEAR),
        ("/418", Outcome.UNCLEAR),
        ("/ftp", Outcome.UNCLEAR),
        ("/ok#l%C3%A4ge", Outcome.OK),
        ("/ok#läge", Outcome.OK),
        ("/ok#gammal", Outcome.OK),
        ("/ok#finns-inte", Outcome.NO_ANCHOR),
        ("/ok#:~:text=hej", Outcome.OK),
        ("/ok#nej:~:text=hej", Outcome.NO_ANCHOR),
        ("/ok#/rutt", Outcome.OK),
        ("/ok#L10-L12", Outcome.OK),
        ("/ok#Lager", Outcome.NO_ANCHOR),
        ("/ok#top", Outcome.OK),
        ("/ok#installera", Outcome.OK),
        ("/skal#vad-som-helst", Outcome.OK),
        ("/fil.pdf#page=3", Outcome.OK),
        ("/404#x", Outcome.GONE),
    ],
)
def test_outcomes(site: Site, path: str, outcome: Outcome) -> None:
    result = check(site.url(path))
    assert result.outcome is outcome
    assert result.outcome in (Outcome.OK, Outcome.NO_ANCHOR) or result.detail.endswith(".")


def test_a_circle_and_a_long_way_are_told_apart(site: Site) -> None:
    assert check(site.url("/loop")).detail == "Adressen leder runt i en cirkel."
    assert "fler än 0 gånger" in check(site.url("/302"), Limits(redirects=0, deadline=5)).detail
    assert check(site.url("/fel-mal")).outcome is Outcome.UNCLEAR
    assert check(site.url("/kaka")).outcome is Outcome.OK


def test_a_permanent_move_gives_the_new_address(site: Site) -> None:
    moved = check(site.url("/301#läge"))
    assert (moved.outcome, moved.new_address) == (Outcome.MOVED, site.url("/ok#läge"))
    assert check(site.url("/301")).new_address == site.url("/ok")
    assert check(site.url("/308-302")).new_address == site.url("/302")  # the rest of the way is temporary
    assert "startsida" in check(site.url("/till-start")).detail


def test_a_missing_anchor_on_a_moved_page(site: Site) -> None:
    result = check(site.url("/301#finns-inte"))
    assert (result.outcome, result.new_address) == (Outcome.NO_ANCHOR, site.url("/ok"))


def test_a_closed_port_and_an_odd_address() -> None:
    assert check(f"http://127.0.0.1:{free_port()}/").outcome is Outcome.NOT_NOW
    assert check("http://127.0.0.1:99999/").outcome is Outcome.UNCLEAR


@pytest.mark.parametrize("url", ["http://[::1/", "http://", "https://a b/", "http://\udcff/", "http://.example./"])
def test_a_misspelt_address_is_a_result(url: str) -> None:
    (result,) = check_external([Place("p", 1, url)], may_request=lambda _: True, limits=FAST)
    assert result.outcome in {Outcome.UNCLEAR, Outcome.NOT_NOW}


def test_only_web_addresses_that_the_caller_allows_are_asked_for(site: Site) -> None:
    urls = [Place("p", n, url) for n, url in enumerate(("mailto:a@example.org", "ftp://127.0.0.1/", site.url("/ok")))]
    assert check_external(urls, may_request=lambda _: False, limits=FAST) == []
    assert not site.asked
    assert [result.place.line for result in check_external(urls, may_request=here, limits=FAST)] == [2]


def test_a_redirect_to_an_address_that_is_not_allowed_is_not_followed(site: Site) -> None:
    result = check(site.url("/ut"))
    assert result.outcome is Outcome.UNCLEAR
    assert result.new_address == "http://example.invalid/"


def test_an_address_is_asked_for_once_and_results_keep_their_order(site: Site) -> None:
    paths = ["/ok#läge", "/404", "/ok", "/ok#nej", "/ok"]
    urls = [Place(f"{n}.md", n, site.url(path)) for n, path in enumerate(paths)]
    results = check_external(urls, may_request=here, limits=FAST)
    assert [result.place.line for result in results] == [0, 1, 2, 3, 4]
    assert [result.outcome for result in results[:4]] == [Outcome.OK, Outcome.GONE, Outcome.OK, Outcome.NO_ANCHOR]
    assert site.asked == {"/ok": 1, "/404": 1}
    assert site.names == {USER_AGENT}


def test_timeouts_are_tried_again_but_missing_pages_are_not(site: Site) -> None:
    check(site.url("/seg"), Limits(timeout=0.1, retries=2, retry_after_cap=0.01, deadline=5))
    check(site.url("/404"))
    assert site.asked == {"/seg": 3, "/404": 1}


@pytest.mark.parametrize("path", ["/429-tal", "/429-datum"])
def test_a_long_retry_after_is_cut_short(site: Site, path: str) -> None:
    started = time.monotonic()
    check(site.url(path))
    assert time.monotonic() - started < 2
    assert site.asked[path] == 2


def test_the_total_time_is_kept_even_by_a_server_that_drips(site: Site) -> None:
    limits = Limits(timeout=0.3, retries=0, pause=0, deadline=0.4)
    urls = [Place("a.md", 1, site.url("/dropp")), Place("b.md", 2, site.url("/ok"))]
    started = time.monotonic()
    results = check_external(urls, may_request=here, limits=limits)
    assert time.monotonic() - started < 1.5
    assert [result.outcome for result in results] == [Outcome.UNCHECKED, Outcome.UNCHECKED]
    assert "(0,4 sekunder)" in results[0].detail


def test_one_host_cannot_take_the_time_of_the_others(site: Site) -> None:
    other = Site.started()
    try:
        limits = Limits(timeout=5, retries=0, pause=0, workers=2, per_host=0.3, deadline=5)
        paths = ["/dropp", "/ok?1", "/ok?2"]
        urls = [Place("a.md", 1, site.url(path)) for path in paths] + [Place("b.md", 1, other.url("/ok"))]
        started = time.monotonic()
        results = check_external(urls, may_request=here, limits=limits)
        assert time.monotonic() - started < 3
        wanted = [Outcome.NOT_NOW, Outcome.UNCHECKED, Outcome.UNCHECKED, Outcome.OK]
        assert [result.outcome for result in results] == wanted
        assert "0,3 sekunder" in results[0].detail
    finally:
        stop(other)


def test_a_page_that_drips_is_given_up_after_the_time_for_one_answer(site: Site) -> None:
    started = time.monotonic()
    result = check(site.url("/droppar-sida"), Limits(timeout=0.2, retries=0, pause=0))
    assert time.monotonic() - started < 2
    assert result.outcome is Outcome.NOT_NOW


def test_a_host_with_many_addresses_gets_time_for_them() -> None:
    assert Limits().for_host(3) == 60
    assert Limits().for_host(200) == 600


def test_a_host_that_asks_for_fewer_requests_gets_no_more(site: Site) -> None:
    urls = [Place("a.md", n, site.url(path)) for n, path in enumerate(("/429-tal", "/ok?1", "/ok?2"))]
    results = check_external(urls, may_request=here, limits=FAST)
    assert [result.outcome for result in results] == [Outcome.NOT_NOW] * 3
    assert site.asked == {"/429-tal": 2}


def test_what_passes_is_tried_again_once(site: Site) -> None:
    check(site.url("/502"))
    check(site.url("/500"))
    assert site.asked == {"/502": 2, "/500": 1}


def test_no_more_of_a_page_is_read_than_is_needed(site: Site) -> None:
    result = check(site.url("/lang#finns-inte"), Limits(max_bytes=100_000, timeout=2))
    assert result.outcome is Outcome.OK, "a page that is too long to be read to its end is not said to lack a place"


def test_signs_from_a_server_that_would_steer_a_terminal_are_escaped(site: Site) -> None:
    assert check(site.url("/styrtecken")).new_address == site.url("/ok?%1B[31m")


def test_a_name_that_nobody_has_is_told_from_a_server_that_does_not_answer() -> None:
    never = requests.ConnectionError(NameResolutionError("x", None, socket.gaierror()))  # type: ignore[arg-type]
    assert "slå upp" in answering.of_failure(never, 1)[0].detail
    assert "ansluta" in check(f"http://127.0.0.1:{free_port()}/").detail


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("", 1, 1), ("3600", 3600, 3600), ("9" * 400, 1e8, 1e9), ("-1", 1, 1), ("²", 1, 1), ("Mon, 99 Foo 9999", 1, 1),
     ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 1e9, 1e12)],
)  # fmt: skip
def test_whatever_a_server_says_of_waiting_is_a_time(text: str, least: float, most: float) -> None:
    assert least <= answering.wait_of({"Retry-After": text}) <= most


def test_a_redirect_into_a_closed_network_is_not_followed(site: Site) -> None:
    (result,) = check_external(
        [Place("p", 1, site.url("/302"))], may_request=here, is_public=lambda url: not url.endswith("/ok"), limits=FAST
    )
    assert (result.outcome, result.new_address) == (Outcome.INSIDE, site.url("/ok"))
    assert site.asked == {"/302": 1}


def test_an_address_of_a_closed_network_is_never_asked_for(site: Site) -> None:
    (result,) = check_external([Place("p", 1, site.url("/ok"))], may_request=here, is_public=is_public, limits=FAST)
    assert result.outcome is Outcome.INSIDE
    assert not site.asked


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("http://127.0.0.1/", False), ("http://localhost/", False), ("http://10.0.0.1/", False),
        ("http://[::1]/", False), ("http://169.254.169.254/latest", False), ("http://192.168.1.1:8080/x", False),
        ("http://0.0.0.0/", False), ("http://[::ffff:10.0.0.1]/", False), ("http://93.184.216.34/", True),
        ("http://[2606:2800:220:1::1]/", True),
    ],
)  # fmt: skip
def test_addresses_of_closed_networks_are_known(url: str, public: bool) -> None:
    assert is_public(url) is public


def test_a_certificate_of_no_known_authority_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    site = Site.started(secure=True)
    try:
        result = check(site.url("/ok").replace("http:", "https:"), allowed=lambda url: True)
        assert result.outcome is Outcome.CERTIFICATE
    finally:
        stop(site)


def test_a_bad_certificate_is_told_from_other_failures() -> None:
    bad = requests.exceptions.SSLError(OSError("x", ssl.SSLCertVerificationError("expired")))
    other = requests.exceptions.SSLError(ssl.SSLError("WRONG_VERSION_NUMBER"))
    assert answering.of_failure(bad, 1)[0].outcome is Outcome.CERTIFICATE
    assert answering.of_failure(other, 1)[0].outcome is Outcome.NOT_NOW


def test_nothing_to_check_gives_nothing() -> None:
    assert check_external([], may_request=here) == []
