"""Words whose forms have no common stem. The dictionary lists their forms without saying which word they belong to."""

from __future__ import annotations

# word: the forms that its endings alone do not give
_NOUNS = """
and: änder änderna
bok: böcker böckerna böckernas
bokstav: bokstäver bokstäverna
bonde: bönder bönderna
bot: böter böterna
brand: bränder bränderna
broder: bröder bröderna
dotter: döttrar döttrarna
fader: fäder fäderna
fot: fötter fötterna
gås: gäss gässen
hand: händer händerna
huvud: huvuden huvudena
land: länder länderna
ledamot: ledamöter ledamöterna ledamöternas
man: män männen mannen mäns männens
moder: mödrar mödrarna
mus: möss mössen
natt: nätter nätterna
rand: ränder ränderna
rot: rötter rötterna
son: söner sönerna
spång: spänger
stad: städer städerna städernas
stam: stammar
stand: ständer
stång: stänger stängerna
strand: stränder stränderna
tand: tänder tänderna
tång: tänger
öga: ögon ögonen
öra: öron öronen
data: datan datas
internet: internets
"""
_FORMS = """
be: ber bad bett
binda: band bundit bunden bundna bundet
bita: bet bitit
bjuda: bjöd bjudit bjuden
bli: blir blev blivit bliva
bryta: bröt brutit bruten brutna brutet
bära: bar burit buren burna
böra: bör borde bort
dra: drar drog dragit dragen dragna draget draga
dricka: drack druckit
driva: drev drivit
dö: dog dött
falla: föll fallit
finna: fann funnit funnen funna
finnas: finns fanns funnits
flyga: flög flugit
flyta: flöt flutit
frysa: frös frusit
få: får fick fått
försvinna: försvann försvunnit
föreslå: föreslog föreslagit föreslagen föreslagna föreslaget
förstå: förstod förstått
ge: ger gav gett givit given givna givet giva
glida: gled glidit
gripa: grep gripit
gå: går gick gått
göra: gör gjorde gjort gjord gjorda
ha: har hade haft
hinna: hann hunnit
hålla: höll hållit hållen
innehålla: innehöll innehållit
komma: kom kommit
kunna: kan kunde kunnat
le: log
lida: led lidit
ligga: låg legat
ljuga: ljög
låta: lät låtit
lägga: lade lagt lagd lagda
nysa: nös
rida: red ridit
rinna: rann runnit
riva: rev rivit
se: ser såg sett sedd sedda
sitta: satt suttit
sjunga: sjöng sjungit
sjunka: sjönk sjunkit
skilja: skilde skilt skild skilda
skina: sken skinit
skjuta: sköt skjutit skjuten skjutna
skola: ska skall skulle skolat
skriva: skrev skrivit skriven skrivna skrivet
skära: skar skurit
slippa: slapp sluppit
slita: slet slitit
slå: slog slagit slagen slagna
smörja: smorde smort
snyta: snöt
sova: sov
springa: sprang sprungit
sticka: stack stuckit
stiga: steg stigit
stjäla: stal stulit stulen stulna stulet
stå: stod stått
säga: sade sa sagt sagd
sälja: sålde sålt såld sålda
sätta: satte satt
ta: tar tog tagit tagen tagna taget taga
tiga: teg
tillåta: tillät tillåtit tillåten tillåtna tillåtet
uppstå: uppstod uppstått
vara: är var varit
veta: vet visste vetat
vika: vek vikit
vilja: vill ville velat
vinna: vann vunnit
vrida: vred vridit
välja: valde valt vald valda
vänja: vande vant
växa: vuxit vuxen vuxna
äta: åt ätit
överlåta: överlät
bra: bättre bäst bästa
dålig: sämre sämst sämsta
gammal: gamla gammalt äldre äldst äldsta
god: gott goda
hög: högre högst högsta
liten: litet lilla små mindre minst minsta
låg: lägre lägst lägsta
lång: längre längst längsta
många: fler flera flest flesta
mycket: mer mera mest
nära: närmare närmast närmaste
stor: större störst största
tung: tyngre tyngst
ung: yngre yngst
"""


def _read(text: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in text.strip().splitlines():
        word, _, rest = line.partition(": ")
        for form in (word, *rest.split()):
            forms.setdefault(form, word)
    return forms


IRREGULAR = _read(_NOUNS + _FORMS)
# Forms that the dictionary leaves out, beside the regular ones that it has (Svenska Akademiens ordlista).
MORE_NOUNS = {
    "bror": ("brodern", "bröder", "bröderna"),
    "budget": ("budgeter", "budgeterna"),
    "far": ("fadern", "fäder", "fäderna"),
    "forum": ("fora",),
    "media": ("medier", "medierna"),
    "mor": ("modern", "mödrar", "mödrarna"),
    "test": ("tester", "testerna"),
}
# The irregular nouns with all their irregular forms, for those who ask for the forms of a word.
IRREGULAR_NOUNS = {
    line.partition(": ")[0]: tuple(line.partition(": ")[2].split()) for line in _NOUNS.strip().splitlines()
}
