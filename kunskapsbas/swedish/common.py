"""Words that are in nearly every Swedish text, or that only ask: alone they say nothing of what is sought.

The others, ``DEFINING``, ask what a word means.
"""

from __future__ import annotations

COMMON = frozenset(
    """alla allt andra att av bara be behöver blev bli blir bör de dem den denna deras dess dessa det detta dig
    din dina ditt du där därför då efter ej eller en enligt er era ert ett fick finns fram från få får för före
    genom ger gick göra gör gjorde gjort gå går ha hade han har hela helt hen henne hennes hit hon honom hos hur
    här i idag igen in inga ingen inget innan inom inte ja jag ju kan kom kommer kunde kunna man med mellan men
    mer mig min mina mitt mot mycket måste ned nej ner nog nu någon något några när nästan och också om oss på
    redan rätt sa samma sedan sen sig sin sina sitt ska skall skulle som så såg sådan sätt ta till tog under upp
    ur ut utan vad var vara varför varit varje varken vars vart vem vems verkar vet vi vid vidare vilka vilken
    vilket vill visst vår våra vårt vågar väl än ännu är även över gäller betyder innebär menas handlar fungerar
    egentligen ligger heter dags exempel tack hej snälla snabbt""".split()
)
DEFINING = frozenset(
    """vad är en ett den det de som betyder betydelsen av menas menar man med innebär ordet begreppet termen för
    något""".split()
)
