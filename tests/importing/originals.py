"""Invented reports that look like the real ones, in every form that a test needs."""

from __future__ import annotations

TITLE = "Regional rapport Samordning vårdinformationssystem"
MARCH = f"""



{TITLE}

Sammanställd: 2025-04-03 klockan 08.30

Sammanfattande lägesbild

- Gruppen har sett hur provsystemet fungerar på två mottagningar.
- Det mesta av underlaget är insamlat.
 - Nästan alla samtal är genomförda.
 - En lista över avvikelser är klar.
- Den 10 april möts de båda ledningarna i Borås.

Kommunikativ lägesbild

- Få frågor från medier. Under veckan kom två.

Verksamhetens kommentar

- Vi i vården behöver tid.
- Underlaget finns på vregion.se.

Kommunikativa åtgärder, urval

- 2/4: [Besök på provmottagningen 10 april](#)
- 28/3: Presentation kompletterad: [Bilder om provet](#)

Samlad information

- [Samlad information om provet](#)
- [Frågor och svar om provet]( )

Talesperson VGR

- Anna Exempel, hälso- och provdirektör

Om Samordning vårdinformationssystem

- Arbetet sker med provmetodik.

- Gruppen har följande uppdrag:

- Utredning av prov.
- Planering av prov.

Om Regional rapport samordnad hantering av införande av vårdinformationssystem

Sammanställs av Provstaben, Provkontoret, på uppdrag av Samordnad hantering för prov.

Rapporten skickas till politisk ledning, chefer och publiceras på intranätet.
"""


def with_line(old: str, new: str, text: str = MARCH) -> str:
    """Return the report with one passage changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
