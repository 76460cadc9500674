"""A small, faultless knowledge base written to a folder, for tests that plant one fault in it."""

from __future__ import annotations

from pathlib import Path

SUMMARY = "En sammanfattning som är lång nog för att duga som utdrag i sökningen."
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000200000005000"
    "1a5f645400000000049454e44ae426082"
)

INDEX = f"""---
kind: index
title: "Start"
summary: "{SUMMARY}"
---

Välkommen hit. Läs [om sidorna](about/om.md).

```{{latest-report}}
```

```{{toctree}}
:hidden:
:glob:

reports/index
strategy/index
glossary/index
about/*
```
"""
REPORTS = f"""---
kind: index
title: "Rapporter"
summary: "{SUMMARY}"
---

Alla rapporter.

```{{report-list}}
```

```{{toctree}}
:hidden:

slutrapport
tidslinje
```
"""
JANUARY = f"""---
kind: report
title: "Rapport 10 januari 2025"
summary: "{SUMMARY}"
compiled: "2025-01-10T08:30"
publisher: "Staben"
subject: "Läget"
wording: retold
sources:
  - alfa
events:
  - id: "mote-2025-01-09"
    date: "2025-01-09"
    precision: day
    title: "Ett möte"
    kind: meeting
    sources:
      - alfa
---

Det här hände i januari. {{cite:p}}`alfa`

## Läget

Inget nytt.
"""
FEBRUARY = f"""---
kind: report
title: "Rapport 14 februari 2025"
summary: "{SUMMARY}"
compiled: "2025-02-14T09:00"
publisher: "Staben"
subject: "Läget"
wording: original
sources:
  - beta
events:
  - id: "beslut-2025-03"
    date: "2025-03"
    precision: month
    title: "Ett beslut"
    kind: decision
    planned_as_of: "2025-02-14"
    sources:
      - beta
---

Det här hände i februari. {{cite:p}}`beta`
"""
SLUTRAPPORT = f"""---
kind: slutrapport
title: "Slutrapporten"
summary: "{SUMMARY}"
as_of: "2025-02-20"
publisher: "Gruppen"
delivered: "2025-02-20"
decision_path:
  - mote-2025-01-09
  - beslut-2025-03
sources:
  - beta
---

Slutrapporten i korthet.

```{{decision-path}}
```
"""
TIMELINE = f"""---
kind: index
title: "Tidslinje"
summary: "{SUMMARY}"
---

Alla händelser.

```{{timeline}}
```
"""
QUESTIONS = f"""---
kind: index
title: "Frågor"
summary: "{SUMMARY}"
---

Frågor och svar.

```{{toctree}}
fraga
```
"""
QUESTION = f"""---
kind: strategy
title: "En fråga"
summary: "{SUMMARY}"
as_of: "2025-02-14"
question: "Vad är en modul?"
sources:
  - alfa
---

En {{term}}`modul` är en del, och {{term}}`delarna <modul>` bildar ett {{term}}`systemet <system>`.
"""
GLOSSARY = f"""---
kind: index
title: "Ordlista"
summary: "{SUMMARY}"
---

Alla ord.

```{{glossary-az}}
```
"""
MODUL = """---
kind: term
title: Modul
definition: En avgränsad del.
category: begrepp
inflections:
  - modulen
  - modulerna
link_forms:
  - byggdel
search_synonyms:
  - klots
deprecated:
  - form: modull
    reason: Felstavat.
related:
  - system
sources:
  - alfa
verified: true
---

Mer om moduler.
"""
SYSTEM = """---
kind: term
title: System
definition: Flera delar tillsammans.
category: begrepp
inflections:
  - systemet
related:
  - modul
sources:
  - beta
verified: false
---

Mer om system.
"""
ABOUT = f"""---
kind: about
title: "Om sidorna"
summary: "{SUMMARY}"
---

Vad det här är. Läs {{link}}`faq` och {{link}}`start`.

## En rubrik

Mer text.

### En underrubrik

![En grå ruta](bild.png)
"""
BIB = """@misc{alfa,
  title        = {Första källan},
  organization = {Nämnden},
  date         = {2025-01-09},
  class        = {S},
}

@misc{beta,
  title        = {Andra källan},
  publisher    = {Tidningen},
  date         = {2025-02},
  class        = {B},
  url          = {https://example.org/b},
}
"""
LINKS = """[faq]
title = "Frågor och svar"
href = ""
access = "unknown"

[start]
title = "Startsidan"
href = "https://example.org/start"
access = "public"
checked = 2025-02-14
"""
FILES: dict[str, str | bytes] = {
    "conf.py": 'project = "Prov"\n',
    "index.md": INDEX,
    "reports/index.md": REPORTS,
    "reports/2025-01-10.md": JANUARY,
    "reports/2025-02-14.md": FEBRUARY,
    "reports/slutrapport.md": SLUTRAPPORT,
    "reports/tidslinje.md": TIMELINE,
    "strategy/index.md": QUESTIONS,
    "strategy/fraga.md": QUESTION,
    "glossary/index.md": GLOSSARY,
    "glossary/modul.md": MODUL,
    "glossary/system.md": SYSTEM,
    "about/om.md": ABOUT,
    "about/bild.png": PNG,
    "references.bib": BIB,
    "links.toml": LINKS,
}


def write(root: Path, path: str, content: str | bytes) -> Path:
    """Write one file below the root (texts in UTF-8 with LF) and return its path."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def make(root: Path) -> Path:
    """Write the whole faultless base below the root and return the root."""
    for path, content in FILES.items():
        write(root, path, content)
    return root
