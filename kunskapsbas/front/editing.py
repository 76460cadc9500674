"""Where a page is changed: addresses in the code host's web editor and of a new issue there. Pure.

The hosts' own forms of address: GitHub ``/edit/BRANCH/PATH`` and ``/issues/new?template=FORM&FIELD=…``; GitLab
``/-/edit/BRANCH/PATH`` and ``/-/issues/new?issue[title]=…``, where a given description takes a template's place, so
the questions stand in it; Azure Repos ``?path=…&version=GBBRANCH`` and ``/_workitems/create/Issue``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode, urlsplit

ISSUE_FORM = "ratta-fel.yml"  # in .github/ISSUE_TEMPLATE; its fields "sida" and "adress" are filled in
HOSTS = ("github", "gitlab", "azure")
_EDIT: Mapping[str, str] = MappingProxyType({
    "github": "{url}/edit/{branch}/{path}",
    "gitlab": "{url}/-/edit/{branch}/{path}",
    "azure": "{url}?path=/{path}&version=GB{branch}&_a=contents",
})  # fmt: skip
_QUESTIONS = "## Vad är fel?\n\n\n## Hur borde det vara?\n\n\n## Var står det rätta? (källa)\n\n"


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the sources are kept.

    ``url``: its address, without a slash at the end; "" for none. ``host``: one of HOSTS, or "" where the patterns
    say all. ``folder``: the pages' folder in it, "" for its root. ``edit`` and ``suggest`` are patterns of an address
    that go before the host's own form; in them {url}, {branch}, {path}, {title} and {address} are replaced.
    """

    url: str = ""
    host: str = "github"
    branch: str = "main"
    folder: str = ""
    edit: str = ""
    suggest: str = ""

    def fault(self) -> str:
        """Return in Swedish what is wrong with the settings; "" where nothing is."""
        if self.url and (urlsplit(self.url).scheme not in {"https", "http"} or not urlsplit(self.url).netloc):
            return "front_repository_url ska vara en adress som börjar med https://."
        if self.url and self.host not in HOSTS and not (self.edit and self.suggest):
            return f"front_repository_host ska vara {', '.join(HOSTS)}, eller så ska båda mönstren vara ifyllda."
        for pattern in (self.edit, self.suggest):
            if (fault := _pattern_fault(pattern)) != "":
                return fault
        return ""

    def edit_address(self, path: str) -> str:
        """Return where a file is edited (its path below the pages' folder); "" where no repository is set."""
        pattern = self.edit or _EDIT.get(self.host, "")
        return _fill(pattern, self._values(path)) if self.url and path else ""

    def suggest_address(self, path: str, title: str, address: str) -> str:
        """Return where a change is suggested in words, filled in with the page; "" where no repository is set.

        ``path``: the page's file, "" for a page that the site makes; ``address``: where the reader met it.
        """
        if not self.url:
            return ""
        if self.suggest:
            return _fill(self.suggest, {**self._values(path), "title": _encoded(title), "address": _encoded(address)})
        heading = f"Rätta: {title}"
        facts = f"Sida: {title}\nAdress: {address}\n" + (f"Fil: {self._place(path)}\n" if path else "")
        if self.host == "github":
            given = {"template": ISSUE_FORM, "title": heading, "sida": title, "adress": address}
            return f"{self.url}/issues/new?{_query(given)}"
        if self.host == "gitlab":
            given = {"issue[title]": heading, "issue[description]": f"{facts}\n{_QUESTIONS}"}
            return f"{self.url}/-/issues/new?{_query(given)}"
        project = self.url.partition("/_git/")[0]
        given = {"[System.Title]": heading, "[System.Description]": facts.replace("\n", "<br>")}
        return f"{project}/_workitems/create/Issue?{_query(given)}"

    def _place(self, path: str) -> str:
        return f"{self.folder.strip('/')}/{path}".lstrip("/")

    def _values(self, path: str) -> dict[str, str]:
        place = quote(self._place(path), safe="/") if path else ""
        return {"url": self.url.rstrip("/"), "branch": quote(self.branch, safe="/"), "path": place}


def _pattern_fault(pattern: str) -> str:
    try:
        filled = _fill(pattern, dict.fromkeys(("branch", "path", "title", "address"), "x") | {"url": "https://x"})
    except (KeyError, ValueError, IndexError):
        return f"Mönstret {pattern} får bara ha {{url}}, {{branch}}, {{path}}, {{title}} och {{address}} i klamrar."
    if filled and urlsplit(filled).scheme not in {"https", "http"}:
        return f"Mönstret {pattern} ska ge en adress som börjar med https://."
    return ""


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    return pattern.format_map(values)


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _query(values: Mapping[str, str]) -> str:
    return urlencode(values, quote_via=quote)
