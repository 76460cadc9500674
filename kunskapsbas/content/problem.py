"""A Problem: what is wrong in the sources, where, and how to mend it. Every check in the project yields these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """How bad a problem is: ``fel`` and ``varning`` stop a build, ``råd`` never does."""

    ERROR = "fel"
    WARNING = "varning"
    ADVICE = "råd"


class Code(Enum):
    """The stable codes of all problems: value (area-name), severity, what it means, how to mend it.

    docs/problems.md and docs/problems/ are generated from this list. What the pages say besides (why it matters, how it
    is written wrong and right) is in writing/problem_examples.toml.
    """

    severity: Severity
    meaning: str
    mending: str

    def __new__(cls, value: str, severity: Severity, meaning: str, mending: str) -> Code:
        """Keep the stable name as the value; the rest are attributes."""
        member = object.__new__(cls)
        member._value_ = value
        member.severity, member.meaning, member.mending = severity, meaning, mending
        return member

    ENCODING = (
        "struktur-teckenkodning", Severity.ERROR, "Filen är inte skriven i UTF-8.",
        "Öppna filen i ett textprogram och spara den med kodningen UTF-8.",
    )  # fmt: skip
    NORMAL_FORM = (
        "struktur-nfd", Severity.ERROR, "Å, ä eller ö är skrivna som två tecken (NFD).",
        "Skriv om ordet för hand, eller spara om texten i formen NFC.",
    )  # fmt: skip
    UNREADABLE = (
        "struktur-fil-olaslig", Severity.ERROR, "Filen går inte att läsa.",
        "Kontrollera att filen finns och att den får läsas.",
    )  # fmt: skip
    FILE_NAME = (
        "struktur-filnamn", Severity.ERROR, "Filens namn följer inte mönstret.",
        "En rapport heter sitt datum, andra sidor har namn med a–z, 0–9 och bindestreck.",
    )  # fmt: skip
    EXTRA_TITLE = (
        "struktur-flera-h1", Severity.ERROR, "Sidan har en rubrik på högsta nivån i texten.",
        "Titeln skrivs i sidhuvudet (title). Börja rubrikerna i texten med ##.",
    )  # fmt: skip
    HEADING_LEVEL = (
        "struktur-rubrikniva", Severity.ERROR, "En rubriknivå är överhoppad.",
        "Gå ned en nivå i taget: ## och sedan ###.",
    )  # fmt: skip
    SAME_TITLE = (
        "struktur-samma-titel", Severity.ERROR, "Två sidor har samma titel.",
        "Ge sidorna olika titlar, så att de går att skilja åt i sökningen.",
    )  # fmt: skip
    NOT_LISTED = (
        "struktur-utanfor-innehallet",
        Severity.ERROR,
        "Sidan står inte i någon innehållslista, så ingen kan bläddra till den.",
        "Lägg till sidans namn i {toctree} på mappens index.md.",
    )
    EMPTY_SECTION = (
        "struktur-tomt-avsnitt", Severity.WARNING, "En rubrik har inget under sig.",
        "Skriv det som hör till rubriken, eller ta bort den.",
    )  # fmt: skip
    SAME_HEADING = (
        "struktur-samma-rubrik", Severity.ADVICE, "Två rubriker i samma avsnitt är lika.",
        "Skriv rubrikerna så att de går att skilja åt, också i innehållsförteckningen och i länkar.",
    )  # fmt: skip
    NAME_CLASH = (
        "struktur-namnkrock", Severity.ERROR, "Två filers namn skiljer sig bara i stora och små bokstäver.",
        "Byt namn på den ena. På Windows och macOS får filerna inte plats bredvid varandra.",
    )  # fmt: skip
    TO_FILL_IN = (
        "struktur-att-fylla-i", Severity.ADVICE, "Något på sidan är inte skrivet än.",
        "Skriv det som ska stå där, och ta bort uppmaningen. Publicera inte sidan innan det är gjort.",
    )  # fmt: skip
    FORMULA = (
        "struktur-formel", Severity.ERROR, "Formeln går inte att läsa.",
        "Skriv den i TeX, till exempel \\sqrt{2}, och kontrollera att alla klamrar är stängda.",
    )  # fmt: skip
    UNKNOWN_NAME = (
        "struktur-okant-namn", Severity.WARNING, "Ett direktiv eller en roll har ett namn som inte finns.",
        "Rätta namnet inom klamrarna. På sidan om exempel står de som finns.",
    )  # fmt: skip
    NO_FRONT_MATTER = (
        "meta-saknas", Severity.ERROR, "Sidan saknar sidhuvud (front matter).",
        "Börja filen med ett sidhuvud mellan två rader med ---.",
    )  # fmt: skip
    YAML = (
        "meta-yaml", Severity.ERROR, "Sidhuvudet går inte att tolka.",
        "Kontrollera indrag, kolon och citattecken på raden och på den ovanför.",
    )  # fmt: skip
    TAB = (
        "meta-tabb", Severity.ERROR, "Sidhuvudet innehåller ett tabbtecken.",
        "Byt tabben mot två blanksteg.",
    )  # fmt: skip
    DUPLICATE_KEY = (
        "meta-dubbel-nyckel", Severity.ERROR, "Samma nyckel står två gånger.",
        "Ta bort den ena.",
    )  # fmt: skip
    UNKNOWN_KEY = (
        "meta-okand-nyckel", Severity.ERROR, "Nyckeln finns inte för den här sorten av sida.",
        "Rätta stavningen eller ta bort nyckeln.",
    )  # fmt: skip
    MISSING_KEY = (
        "meta-falt-saknas", Severity.ERROR, "En uppgift som måste finnas saknas.",
        "Lägg till nyckeln i sidhuvudet.",
    )  # fmt: skip
    WRONG_TYPE = (
        "meta-fel-typ", Severity.ERROR, "Värdet är av fel slag.",
        "Skriv värdet så som beskrivningen av nyckeln säger.",
    )  # fmt: skip
    WRONG_VALUE = (
        "meta-fel-varde", Severity.ERROR, "Värdet hör inte till de tillåtna.",
        "Välj ett av de tillåtna värdena.",
    )  # fmt: skip
    WRONG_DATE = (
        "meta-fel-datum", Severity.ERROR, "Datumet eller klockslaget finns inte eller är skrivet i fel form.",
        "Skriv ett riktigt datum som ÅÅÅÅ-MM-DD.",
    )  # fmt: skip
    WRONG_LENGTH = (
        "meta-langd", Severity.ERROR, "Texten är för kort eller för lång.",
        "Skriv om texten så att den ryms.",
    )  # fmt: skip
    SAME_DATE = (
        "meta-samma-datum", Severity.ERROR, "Två rapporter har samma datum.",
        "Rätta datumet i den ena, eller ta bort den som är en kopia.",
    )  # fmt: skip
    SAME_EVENT = (
        "meta-samma-handelse", Severity.ERROR, "Två händelser har samma id.",
        "Ge händelserna olika id.",
    )  # fmt: skip
    SAME_QUESTION = (
        "meta-samma-fraga", Severity.ERROR, "Två obesvarade frågor har samma id.",
        "Ge frågorna olika id.",
    )  # fmt: skip
    SHARED_FORM = (
        "meta-delad-form", Severity.ERROR, "Två begrepp gör anspråk på samma ordform.",
        "Låt bara det ena begreppet ha formen.",
    )  # fmt: skip
    UNCONFIRMED_EVENT = (
        "meta-obekraftad-handelse", Severity.ADVICE, "En föreslagen händelse väntar på att en skribent bekräftar den.",
        "Kontrollera datum, titel och källa. Ta sedan bort raden confirmed: false, eller hela händelsen.",
    )  # fmt: skip
    REVIEW_DUE = (
        "meta-granskning-forsenad", Severity.ADVICE, "Dagen då sidan skulle granskas har passerat.",
        "Läs igenom hela sidan. Skriv sedan dagens datum i reviewed och en ny dag i review_by.",
    )  # fmt: skip
    IMPORT_FILE = (
        "struktur-importfil", Severity.ERROR, "Filen går inte att importera.",
        "Spara den som Word-dokument (.docx), text (.txt), e-post (.eml) eller Markdown (.md).",
    )  # fmt: skip
    WORDS_LOST = (
        "struktur-ord-saknas", Severity.ERROR, "Ord i originalet skulle gå förlorade, så sidan skrivs inte.",
        "Importera filen i en annan form, till exempel som text, eller be den som underhåller koden om hjälp.",
    )  # fmt: skip
    NOT_COMPILED = (
        "meta-sammanstalld-saknas", Severity.ERROR, "Originalet säger inte när rapporten sammanställdes.",
        "Ange det med --compiled, till exempel --compiled 2025-03-06T08:30.",
    )  # fmt: skip
    FUTURE_REPORT = (
        "meta-framtida-rapport", Severity.ERROR, "Rapporten är daterad i framtiden.",
        "Kontrollera datumet i originalet.",
    )  # fmt: skip
    MISSING_SECTION = (
        "struktur-avsnitt-saknas", Severity.WARNING, "Ett avsnitt som varje rapport ska ha saknas.",
        "Kontrollera originalet. Är avsnittet en vanlig rad eller heter något annat gör du den till rubrik (##).",
    )  # fmt: skip
    UNKNOWN_HEADING = (
        "struktur-okand-rubrik", Severity.WARNING, "Rubriken är ingen som rapporterna brukar ha.",
        "Kontrollera att det är en rubrik. Är det text tar du bort ## på raden.",
    )  # fmt: skip
    MAYBE_HEADING = (
        "struktur-rubrik-eller-text", Severity.ADVICE, "Det går inte att avgöra om raden är en rubrik.",
        "Är den en rubrik tar du bort ** och skriver ## först på raden.",
    )  # fmt: skip
    COLON_ITEM = (
        "struktur-kolon-utan-punkter", Severity.ADVICE, "En punkt slutar med kolon men har inga underpunkter.",
        "Dra in de punkter som hör till den med två blanksteg.",
    )  # fmt: skip
    ORPHAN_ITEM = (
        "struktur-niva-utan-punkt", Severity.ERROR, "En underpunkt står utan punkt ovanför.",
        "Kontrollera mot originalet vilken punkt den hör till.",
    )  # fmt: skip
    IMPORT_NOTE = (
        "struktur-att-stamma-av", Severity.ADVICE, "Något i originalet behöver stämmas av med sidan.",
        "Jämför sidan med originalet.",
    )  # fmt: skip
    BROKEN_LINK = (
        "lank-trasig", Severity.ERROR, "En länk eller bild är felskriven, så läsaren ser tecknen i stället.",
        "Skriv länken som [länktext](adress).",
    )  # fmt: skip
    INCOMPLETE_ADDRESS = (
        "lank-ofullstandig-adress", Severity.ERROR, "En webbadress, e-postadress eller ett telefonnummer är inte helt.",
        "Kopiera hela adressen från webbläsarens adressfält, eller skriv mailto:namn@plats.se.",
    )  # fmt: skip
    LEFTOVER = (
        "struktur-uppmarkning", Severity.WARNING, "Tecken som skulle forma texten står kvar i den.",
        "Jämför med exemplen på sidan about/exempel.md. Ska tecknet synas skriver du \\ framför det.",
    )  # fmt: skip
    UNCLOSED = (
        "struktur-oavslutat", Severity.ERROR, "En ruta eller ett kodblock saknar sin sista rad.",
        "Skriv samma tecken som blocket börjar med, på en egen rad där det slutar.",
    )  # fmt: skip
    TABLE = (
        "struktur-tabell", Severity.ERROR, "En tabell är felskriven, så att läsaren inte ser allt i den.",
        "Skriv lika många celler på varje rad, och en rad med streck under rubrikraden: | --- | --- |.",
    )  # fmt: skip
    FOOTNOTE = (
        "struktur-fotnot", Severity.ERROR, "En fotnot saknar sin text, eller texten sin hänvisning.",
        "Skriv [^1] i texten och [^1]: följt av fotnotens ord på en egen rad.",
    )  # fmt: skip
    SAME_TARGET = (
        "struktur-samma-marke", Severity.ERROR, "Två ställen på sidan har samma märke, så en länk dit kan leda fel.",
        "Ge det ena ett annat namn.",
    )  # fmt: skip
    CONFLICT = (
        "struktur-konflikt", Severity.ERROR, "Filen innehåller två versioner av samma rader.",
        "Behåll den rätta versionen, och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>.",
    )  # fmt: skip
    NO_ADDRESS = (
        "lank-adress-saknas", Severity.ADVICE, "Originalet har en länk utan adress.",
        "Skriv adressen i links.toml när den är känd. Till dess står ”adress saknas” på sidan.",
    )  # fmt: skip
    LOOKALIKE_DOMAIN = (
        "lank-liknande-doman", Severity.ADVICE, "Adressen liknar regionens men är en annan.",
        "Regionens webbplats heter vgregion.se. Låt originalets ord stå, men länka inte till adressen.",
    )  # fmt: skip
    LOOKALIKE_LINK = (
        "lank-till-liknande-doman", Severity.WARNING, "En länk leder till en adress som liknar regionens.",
        "Kontrollera adressen tecken för tecken. Är det en bluff tar du bort länken.",
    )  # fmt: skip
    BARE_ADDRESS = (
        "lank-naken-adress", Severity.ADVICE, "En webbadress står i texten utan att vara en länk.",
        "Skriv den som länk med ord: `[sidans namn](https://adressen)`",
    )  # fmt: skip
    UNREGISTERED = (
        "lank-utanfor-registret", Severity.ADVICE, "En länk ut ur kunskapsbasen går inte genom länkregistret.",
        "Lägg adressen i links.toml och skriv {link} med dess id på sidan.",
    )  # fmt: skip
    GONE_ADDRESS = (
        "lank-adress-forsvunnen", Severity.ERROR, "En publicerad sida är borta, och inget leder vidare.",
        "Lägg till en rad i redirects.toml som leder till den sida som nu har innehållet.",
    )  # fmt: skip
    ACTION_DATE = (
        "meta-atgardsdatum", Severity.ERROR, "En åtgärd är daterad efter rapporten.",
        "Kontrollera datumet mot originalet.",
    )  # fmt: skip
    OLD_ACTION = (
        "meta-gammal-atgard", Severity.WARNING, "En åtgärd är mer än 31 dagar äldre än rapporten.",
        "Kontrollera datumet mot originalet.",
    )  # fmt: skip
    NO_ROLE = (
        "meta-roll-saknas", Severity.ADVICE, "En talesperson står utan roll.",
        "Skriv rollen efter namnet om originalet anger den någonstans.",
    )  # fmt: skip
    CHANGED_BOILERPLATE = (
        "sprak-standardtext", Severity.ADVICE, "Den återkommande texten skiljer sig från tidigare rapporter.",
        "Kontrollera att ändringen står i originalet.",
    )  # fmt: skip
    SPELLING_VARIANT = (
        "sprak-stavningsvariant", Severity.ADVICE, "Originalet skriver ett begrepp i en form som inte ska användas.",
        "Låt originalets ord stå. Sökningen hittar båda formerna.",
    )  # fmt: skip
    RELATIVE_TIME = (
        "sprak-relativ-tid", Severity.ADVICE, "Ett tidsuttryck säger inte vilken dag eller månad som menas.",
        "Låt originalets ord stå. Är datumet viktigt skriver du in det som en händelse.",
    )  # fmt: skip
    SPELLING = (
        "sprak-stavning", Severity.WARNING, "Ett ord finns varken i ordboken, i ordlistan eller i words.txt.",
        "Rätta stavningen. Är ordet rätt lägger du det i words.txt och skriver varför.",
    )  # fmt: skip
    SPLIT_WORD = (
        "sprak-sarskrivning", Severity.WARNING, "Ett sammansatt ord är skrivet som två.",
        "Skriv ihop ordet.",
    )  # fmt: skip
    DEPRECATED_FORM = (
        "sprak-avradd-form", Severity.WARNING, "Ett begrepp är skrivet i en form som ordlistan avråder från.",
        "Skriv den form som ordlistan anger. Är det ett citat sätter du det inom citattecken.",
    )  # fmt: skip
    NAME_SPELLING = (
        "sprak-skrivsatt", Severity.WARNING, "Ett namn är skrivet på ett annat sätt än i ordlistan.",
        "Skriv namnet som ordlistan har det, med samma stora och små bokstäver.",
    )  # fmt: skip
    DOUBLED_WORD = (
        "sprak-dubbelt-ord", Severity.WARNING, "Samma ord står två gånger i rad.",
        "Ta bort det ena.",
    )  # fmt: skip
    TIME_WITHOUT_DATE = (
        "sprak-tid-utan-datum", Severity.WARNING, "Ett tidsuttryck slutar snart att stämma, eftersom det saknar datum.",
        "Skriv vilken dag, månad eller vilket år som menas, till exempel hösten 2025.",
    )  # fmt: skip
    IMPOSSIBLE_DATE = (
        "sprak-omojligt-datum", Severity.ERROR, "Ett datum eller klockslag i texten kan inte stämma.",
        "Kontrollera det mot källan.",
    )  # fmt: skip
    LONG_SENTENCE = (
        "sprak-lang-mening", Severity.ADVICE, "En mening är längre än 40 ord.",
        "Dela den i två, eller gör en lista av det som räknas upp.",
    )  # fmt: skip
    READABILITY = (
        "sprak-lix", Severity.ADVICE, "Sidan är mycket svårläst.",
        "Dela långa meningar och byt långa ord mot vanligare.",
    )  # fmt: skip
    UNEXPLAINED = (
        "sprak-forkortning", Severity.ADVICE, "En förkortning förklaras ingenstans.",
        "Skriv ut namnet första gången, med förkortningen inom parentes, eller lägg till den i ordlistan.",
    )  # fmt: skip
    ORIGINAL_WORD = (
        "sprak-originalets-ord", Severity.ADVICE, "Originalet har ett ord eller datum som inte stämmer.",
        "Jämför med originalet. Står det så där låter du det stå.",
    )  # fmt: skip
    CIRCULAR_DEFINITION = (
        "sprak-cirkeldefinition", Severity.ERROR, "Definitionen säger inget mer än begreppet självt.",
        "Skriv vad det är med andra ord: vilket slags sak, och vad som skiljer den från andra.",
    )  # fmt: skip
    UNUSED_TERM = (
        "lank-oanvant-begrepp", Severity.ADVICE, "Begreppet används inte på någon annan sida.",
        "Använd det där det hör hemma, eller ta bort det om det inte behövs.",
    )  # fmt: skip
    UNKNOWN_RELATED = (
        "meta-okant-begrepp", Severity.ERROR, "Ett närliggande begrepp finns inte.",
        "Skriv begreppets filnamn utan .md.",
    )  # fmt: skip
    EXCUSE = (
        "meta-undantag", Severity.ERROR, "Ett undantag från en kontroll är fel skrivet.",
        "Skriv koden och skälet på raden ovanför stycket: `% undantag sprak-stavning: leverantörens eget ord`",
    )  # fmt: skip
    NEEDLESS_EXCUSE = (
        "meta-undantag-onodigt", Severity.ADVICE, "Ett undantag behövs inte längre.",
        "Ta bort det.",
    )  # fmt: skip
    REGISTER = (
        "meta-register", Severity.ERROR, "En rad i ett register är fel.",
        "Rätta raden i links.toml, handouts.toml, redirects.toml eller words.txt.",
    )  # fmt: skip
    NO_PAGE = (
        "lank-sida-saknas", Severity.ERROR, "Länken leder till en sida eller fil som inte finns.",
        "Rätta adressen. Den räknas från den sida där länken står.",
    )  # fmt: skip
    NO_ANCHOR = (
        "lank-ankare-saknas", Severity.ERROR, "Länken leder till en rubrik som inte finns på sidan.",
        "Rätta det som står efter #.",
    )  # fmt: skip
    WRONG_CASE = (
        "lank-skiftlage", Severity.ERROR, "Adressen skiljer sig från filens namn i stora och små bokstäver.",
        "Skriv adressen precis som filen heter.",
    )  # fmt: skip
    EMPTY_LINK = (
        "lank-tom", Severity.ERROR, "Länken har ingen adress.",
        "Skriv adressen, eller använd länkregistret: {link}`id`.",
    )  # fmt: skip
    UNKNOWN_TERM = (
        "lank-okant-begrepp", Severity.ERROR, "Begreppet finns inte i ordlistan.",
        "Rätta stavningen, eller lägg till begreppet i glossary/.",
    )  # fmt: skip
    UNKNOWN_QUESTION = (
        "lank-okand-fraga", Severity.ERROR, "Frågan finns inte bland de obesvarade frågorna.",
        "Skriv frågans id, som det står under questions på en sida.",
    )  # fmt: skip
    UNKNOWN_REGISTERED = (
        "lank-okand-registerpost", Severity.ERROR, "Länken finns inte i länkregistret.",
        "Rätta stavningen, eller lägg till länken i links.toml.",
    )  # fmt: skip
    BAD_EXTERNAL = (
        "lank-borta", Severity.WARNING, "Adressen utanför webbplatsen är borta.",
        "Sök upp den nya adressen, eller ta bort länken.",
    )  # fmt: skip
    GONE_ANCHOR = (
        "lank-ankare-borta", Severity.WARNING, "Sidan utanför webbplatsen finns, men inte stället på den.",
        "Öppna sidan, leta upp stället och rätta det som står efter #, eller ta bort det.",
    )  # fmt: skip
    MOVED = (
        "lank-flyttad", Severity.ADVICE, "Adressen utanför webbplatsen har flyttat för gott.",
        "Öppna den nya adressen. Är det samma sida byter du adressen.",
    )  # fmt: skip
    NEEDS_LOGIN = (
        "lank-inloggning", Severity.ADVICE, "Adressen kräver inloggning eller hör till ett slutet nät.",
        "Öppna den själv. Hör den till intranätet skriver du access = \"intranet\" i links.toml, så prövas den inte.",
    )  # fmt: skip
    NO_ANSWER = (
        "lank-svarar-inte", Severity.ADVICE, "Adressen svarar inte just nu.",
        "Vänta någon dag. Svarar den fortfarande inte söker du upp den nya adressen.",
    )  # fmt: skip
    CERTIFICATE = (
        "lank-certifikat", Severity.ADVICE, "Webbplatsens certifikat går inte att lita på.",
        "Hör av dig till den som har webbplatsen, eller länka till en annan källa.",
    )  # fmt: skip
    EXTERNAL_ADVICE = (
        "lank-extern", Severity.ADVICE, "Adressen utanför webbplatsen kunde inte bekräftas.",
        "Öppna den själv och se om den fungerar.",
    )  # fmt: skip
    NOT_ASKED = (
        "lank-oprovad", Severity.ADVICE, "Adressen hann inte prövas.",
        "Kör kontrollen igen och ge den längre tid: `kb check --external --seconds 900`",
    )  # fmt: skip
    BUILT = (
        "lank-byggd", Severity.ERROR, "Något i den byggda webbplatsen leder fel.",
        "Rätta sidan som nämns. Fråga den som underhåller koden om sidan ser rätt ut.",
    )  # fmt: skip
    NO_ALT = (
        "tillganglighet-alt-saknas", Severity.ERROR, "Bilden saknar alternativtext.",
        "Beskriv vad bilden visar, så att den som inte ser den får veta samma sak.",
    )  # fmt: skip
    ALT_SAYS_NOTHING = (
        "tillganglighet-alt-intetsagande", Severity.WARNING, "Bildens alternativtext säger inte vad bilden visar.",
        "Beskriv vad bilden visar, så att den som inte ser den får veta samma sak.",
    )  # fmt: skip
    EMPTY_HEADING = (
        "tillganglighet-tom-rubrik", Severity.ERROR, "En rubrik saknar text.",
        "Skriv rubriken, eller ta bort raden.",
    )  # fmt: skip
    BOLD_HEADING = (
        "tillganglighet-fet-rubrik", Severity.WARNING, "En fetstilt rad ser ut som en rubrik men är ingen.",
        "Skriv ## i stället för **. Är raden ingen rubrik skriver du den som en hel mening.",
    )  # fmt: skip
    LINK_TEXT = (
        "tillganglighet-lanktext", Severity.WARNING, "Länktexten säger inte vart länken leder.",
        "Skriv sidans namn eller vad läsaren får veta där, så att länken går att förstå utan resten av meningen.",
    )  # fmt: skip
    ADDRESS_AS_TEXT = (
        "tillganglighet-adress-som-text", Severity.ADVICE, "En länk visar sin adress i stället för ord.",
        "Skriv länken med ord: `[sidans namn](https://adressen)`",
    )  # fmt: skip
    SAME_LINK_TEXT = (
        "tillganglighet-samma-lanktext", Severity.ADVICE, "Två länkar på sidan har samma text men leder olika.",
        "Skriv länktexterna så att det hörs vilken som är vilken.",
    )  # fmt: skip
    TABLE_HEADER = (
        "tillganglighet-tabellhuvud", Severity.WARNING, "En tabell saknar rubriker.",
        "Skriv vad varje kolumn innehåller på tabellens första rad.",
    )  # fmt: skip
    EMPTY_HEADER_CELL = (
        "tillganglighet-tom-rubrikcell", Severity.ADVICE, "En kolumn i en tabell saknar rubrik.",
        "Skriv vad kolumnen innehåller.",
    )  # fmt: skip
    COLOUR = (
        "tillganglighet-farg", Severity.ADVICE, "Något pekas ut bara med sin färg.",
        "Säg också var det står, vilken form det har eller vad det heter: alla ser inte färgen.",
    )  # fmt: skip
    CAPITALS = (
        "tillganglighet-versaler", Severity.ADVICE, "En hel mening är skriven med stora bokstäver.",
        "Skriv med små bokstäver. Framhäv det viktiga med fetstil: `**viktigt**`",
    )  # fmt: skip
    UNKNOWN_SOURCE = (
        "kalla-okand", Severity.ERROR, "Källan finns inte i references.bib.",
        "Rätta stavningen, eller lägg till källan i references.bib.",
    )  # fmt: skip
    BAD_SOURCE = (
        "kalla-fel", Severity.ERROR, "Källan i references.bib är ofullständig eller felskriven.",
        "Ange title, publisher eller organization, date och class.",
    )  # fmt: skip
    NO_SOURCE = (
        "kalla-saknas", Severity.WARNING, "En uppgift saknar källa.",
        "Skriv källan efter uppgiften, eller sist i stycket, listan eller avsnittet, till exempel {cite:p}`seed-nov`",
    )  # fmt: skip
    WEAK_SOURCE = (
        "kalla-bara-svag", Severity.ERROR, "En uppgift vilar bara på källor av klass C.",
        "Lägg till en källa av klass S, A eller B, eller ta bort uppgiften.",
    )  # fmt: skip
    UNLISTED_SOURCE = (
        "kalla-utanfor-sidhuvudet", Severity.WARNING, "En källa som texten hänvisar till saknas i sidhuvudet.",
        "Lägg till nyckeln under sources i sidhuvudet.",
    )  # fmt: skip
    UNCITED_SOURCE = (
        "kalla-utan-hanvisning", Severity.ADVICE, "En källa i sidhuvudet används inte på sidan.",
        "Hänvisa till den där den behövs, eller ta bort den under sources.",
    )  # fmt: skip
    UNUSED_SOURCE = (
        "kalla-oanvand", Severity.ADVICE, "Ingen sida använder källan.",
        "Använd den där den hör hemma, eller ta bort den ur references.bib.",
    )  # fmt: skip
    NEWER_SOURCE = (
        "kalla-nyare-an-sidan", Severity.ADVICE, "En källa är nyare än den dag som sidan säger att den gäller.",
        "Ändra as_of till den dag som uppgifterna gäller.",
    )  # fmt: skip
    RAW_HTML = (
        "sakerhet-html", Severity.ERROR, "Texten innehåller HTML-kod.",
        "Skriv med Markdown. HTML-kod visas aldrig för läsaren.",
    )  # fmt: skip
    UNSAFE_ADDRESS = (
        "sakerhet-adress", Severity.ERROR, "Adressen är av ett slag som kan köra kod.",
        "Använd en vanlig adress som börjar med https:// eller en länk till en sida.",
    )  # fmt: skip
    OUTSIDE_TREE = (
        "sakerhet-utanfor", Severity.ERROR, "Adressen leder ut ur kunskapsbasens mapp.",
        "Lägg filen i kunskapsbasen och länka dit.",
    )  # fmt: skip
    FORBIDDEN_DIRECTIVE = (
        "sakerhet-direktiv", Severity.ERROR, "Direktivet eller rollen får inte användas på sidorna.",
        "Skriv innehållet direkt på sidan med Markdown.",
    )  # fmt: skip
    BUILD = (
        "struktur-bygge", Severity.ERROR, "Sphinx fann ett fel när sidan byggdes.",
        "Läs meddelandet. Fråga den som underhåller koden om det inte hjälper.",
    )  # fmt: skip


#: Every code by its stable name.
CODES: dict[str, Code] = {str(code.value): code for code in Code}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a writer must or may mend.

    ``path`` is relative to the root with forward slashes, ``line`` and ``column`` count from 1, ``message`` says
    what is wrong and ``hint`` what to do, both in Swedish.
    """

    path: str
    line: int
    column: int
    code: Code
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is, decided by the code."""
        return self.code.severity

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """A key that sorts problems by where they are."""
        return self.path, self.line, self.column, str(self.code.value), self.message

    @property
    def stops(self) -> bool:
        """Whether a check or build with this problem fails."""
        return self.severity is not Severity.ADVICE

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as plain data, as ``kb check --format json`` prints it."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "code": str(self.code.value),
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint or self.code.mending,
        }

    def __str__(self) -> str:
        """Return the one-line form: ``path:line: message (hint) [code]``."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} {self.hint or self.code.mending} [{self.code.value}]"
