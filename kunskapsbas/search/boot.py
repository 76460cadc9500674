"""The few lines of script on every page: they fetch the search when the reader turns to the search field.

Nothing of the search is loaded before that, with one exception: on a page that was opened from a hit, where the
words that led there are marked.
"""

from __future__ import annotations

import hashlib
import json

from .client import client_script

# go() fetches the search. "kb-found" holds {path, query} of the hit that was followed: in the session of this tab, or
# in localStorage when the hit was opened in a new tab, which has a session of its own. The path is compared without
# "index" and ".html", which some servers leave out of addresses. Another page than the hit's ends the marking.
BOOT = """(d=>{
let on,r=d.documentElement.dataset.content_root||"./",p=__PAGE__,u=new URL(r+p,d.baseURI).href,
own=a=>a.split(/[?#]/)[0]==u,
go=()=>{if(on||window.kbSearchData)return;on=d.createElement("script");on.dataset.page=p;
on.src=r+"__SCRIPT__";d.head.append(on)};
d.addEventListener("focusin",({target:t})=>{t.name=="q"&&t.form&&own(t.form.action)&&go()});
try{let s=sessionStorage,l=localStorage,k="kb-found",
is=h=>h&&JSON.parse(h).path==location.pathname.replace(/\\/?(index)?(\\.html)?$/,""),h=l.getItem(k);
if(is(h)){s.setItem(k,h);l.removeItem(k)}
is(s.getItem(k))?go():own(location.href)||s.removeItem(k)}catch{}
})(document)"""


def script_address() -> str:
    """Return the search's script below the site's root, with a mark of what it says: a new one is always fetched."""
    return f"_search/search.js?v={hashlib.sha256(client_script().encode()).hexdigest()[:8]}"


def boot_script(search_page: str) -> str:
    """Return the script for every page. ``search_page``: the address of the page of results below the site's root."""
    text = BOOT.replace("__PAGE__", json.dumps(search_page)).replace("__SCRIPT__", script_address())
    return text.replace("\n", "")
