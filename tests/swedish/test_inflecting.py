"""All forms of words and phrases, and nothing that only looks like one of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunskapsbas.swedish.adjectives import agree
from kunskapsbas.swedish.inflecting import Inflector, is_abbreviation


@pytest.fixture(scope="module")
def inflector() -> Inflector:
    return Inflector()


def forms(inflector: Inflector, text: str) -> set[str]:
    return {form for paradigm in inflector.paradigms(text) for form in paradigm.forms}


# one noun of each declension and gender, irregular ones, and compounds that the dictionary does not have
NOUNS = {
    "Bilaga": "bilaga bilagas bilagan bilagans bilagor bilagors bilagorna bilagornas",
    "Modul": "modul moduls modulen modulens moduler modulers modulerna modulernas",
    "Process": "process processen processens processer processers processerna processernas",
    "Upphandling": "upphandling upphandlings upphandlingen upphandlingens upphandlingar upphandlingars "
    "upphandlingarna upphandlingarnas",
    "Avvikelse": "avvikelse avvikelses avvikelsen avvikelsens avvikelser avvikelsers avvikelserna avvikelsernas",
    "Möte": "möte mötes mötet mötets möten mötens mötena mötenas",
    "Utskott": "utskott utskotts utskottet utskottets utskotten utskottens",
    "Läkare": "läkare läkares läkaren läkarens läkarna läkarnas",
    "Lärare": "lärare lärares läraren lärarens lärarna lärarnas",
    "Nyckel": "nyckel nyckels nyckeln nyckelns nycklar nycklars nycklarna nycklarnas",
    "Kriterium": "kriterium kriteriums kriteriet kriteriets kriterier kriteriers kriterierna kriteriernas",
    "Museum": "museum museums museet museets museer museers museerna museernas",
    "Allmännytta": "allmännytta allmännyttas allmännyttan allmännyttans allmännyttor allmännyttors allmännyttorna "
    "allmännyttornas",
    "Akustiker": "akustiker akustikers akustikern akustikerns akustikerna akustikernas",
    "Hiss": "hiss hissen hissens hisser hissers hisserna hissernas hissarna hissarnas",
    "Schema": "schema schemas schemat schemats scheman schemans schemana schemanas",
    "Man": "man mans mannen mannens män mäns männen männens",
    "Bok": "bok boks boken bokens böcker böckers böckerna böckernas",
    "Ledamot": "ledamot ledamots ledamoten ledamotens ledamöter ledamöters ledamöterna ledamöternas",
    "Öga": "öga ögas ögat ögats ögon ögons ögonen ögonens",
    "Data": "data datas datan datans",
    "Timme": "timme timmes timmen timmens timmar timmars timmarna timmarnas",
    "Vän": "vän väns vännen vännens vänner vänners vännerna vännernas",
    "Remiss": "remiss remissen remissens remisser remissers remisserna remissernas",
    "Hälsa": "hälsa hälsas hälsan hälsans hälsor hälsors hälsorna hälsornas",
    "Vård": "vård vårds vården vårdens",
    "Införande": "införande införandes införandet införandets införanden införandens införandena införandenas",
    "Ansökan": "ansökan ansökans ansökningar ansökningars ansökningarna ansökningarnas",
    "Påverkan": "påverkan påverkans påverkningar påverkningars påverkningarna påverkningarnas",
    "Vårdinformationsmiljö": "vårdinformationsmiljö vårdinformationsmiljös vårdinformationsmiljön "
    "vårdinformationsmiljöns vårdinformationsmiljöer vårdinformationsmiljöers vårdinformationsmiljöerna "
    "vårdinformationsmiljöernas",
    "Effektmål": "effektmål effektmåls effektmålet effektmålets effektmålen effektmålens",
    "Mediaförfrågan": "mediaförfrågan mediaförfrågans mediaförfrågningar mediaförfrågningars mediaförfrågningarna "
    "mediaförfrågningarnas",
    "Interoperabilitet": "interoperabilitet interoperabilitets interoperabiliteten interoperabilitetens "
    "interoperabiliteter interoperabiliteters interoperabiliteterna interoperabiliteternas",
}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_has_its_forms_and_no_other(inflector: Inflector, noun: str) -> None:
    assert forms(inflector, noun) == set(NOUNS[noun].split())


@pytest.mark.parametrize(
    ("noun", "others"),
    [
        ("Modul", "modulera modulerar modulerade modulering modulär"),
        ("Process", "processa processor processar"),
        ("Risk", "riskera riskerar riska"),
        ("Stab", "stabil stabilt stabsläge"),
        ("Plan", "planera planerar plant plana planet-"),
        ("Vård", "vårdar vårda vårdad"),
        ("Hälsa", "hälsar hälsade hälsande hälsad"),
        ("Politik", "politiker politikern"),
        ("Roman", "romän romanen-"),
        ("Samverkan", "samverka samverkar"),
    ],
)
def test_verbs_persons_and_other_words_are_no_forms_of_a_noun(inflector: Inflector, noun: str, others: str) -> None:
    assert forms(inflector, noun).isdisjoint(others.split())


@pytest.mark.parametrize(
    ("title", "some", "none"),
    [
        ("Samordningsgruppen", "samordningsgruppen samordningsgrupp samordningsgruppens samordningsgrupper", ""),
        ("Regionstyrelsen", "regionstyrelsen regionstyrelse regionstyrelsens", "regionstyrelseledamot"),
        ("Pausen", "pausen pausens", "paus pauser pausa"),
        ("Läkemedelsverket", "läkemedelsverket läkemedelsverkets", "läkemedel"),
    ],
)
def test_a_title_with_its_article(inflector: Inflector, title: str, some: str, none: str) -> None:
    found = forms(inflector, title)
    assert found >= set(some.split())
    assert found.isdisjoint(none.split())


PHRASES = {
    "Modulär strategi": "modulär strategi|modulär strategis|modulära strategin|modulära strategins|modulära strategier"
    "|modulära strategierna|modulära strategiernas|modulära strategi",
    "Etisk stress": "etiska stressen|etiska stressens",
    "Digital vårdform": "digitala vårdformer|digitala vårdformernas",
    "Standardiserat vårdförlopp": "standardiserade vårdförlopp|standardiserade vårdförloppet",
    "Sammanhållen vård- och omsorgsdokumentation": "sammanhållna vård- och omsorgsdokumentationens",
    "Risk- och konsekvensanalys": "risk- och konsekvensanalysen|risk- och konsekvensanalyser",
    "Medicinskt ansvarig läkare": "medicinskt ansvariga läkaren|medicinskt ansvariga läkare",
    "Nära vård": "nära vården|nära vårdens",
    "Egen vårdbegäran": "egna vårdbegäran",
    "Nationella medicinska informationssystem (NMI)": "nationellt medicinskt informationssystem|NMI|NMI:er"
    "|nationella medicinska informationssystemens",
    "Verksamhetsutveckling med stöd av digitalisering": "verksamhetsutvecklingen med stöd av digitalisering",
    "Demonstration (av Millennium)": "demonstration|demonstrationen",
    "Demonstration av Millennium": "demonstrationen av Millennium|demonstrationer av Millennium",
    "KPMG:s granskning": "KPMG:s granskning|KPMG:s granskningar",
    "Verksamhetens kommentar": "verksamhetens kommentar|verksamhetens kommentarer",
    "Koncernstab kommunikation": "koncernstab kommunikations|koncernstaben kommunikation",
    "Mål och budget": "målen och budgeten",
    "Högsta domstolen": "högsta domstolens",
    "Oracle Health": "Oracle Healths",
    "FVM (Framtidens vårdinformationsmiljö)": "FVM:s|framtidens vårdinformationsmiljö",
    "EHDS-förordningen": "EHDS-förordningen|EHDS-förordningens",
    "It-stöd": "it-stödet|it-stöden",
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_words_of_a_phrase_agree(inflector: Inflector, phrase: str) -> None:
    assert set(PHRASES[phrase].split("|")) <= forms(inflector, phrase)


@pytest.mark.parametrize(
    ("phrase", "wrong"),
    [
        ("Modulär strategi", "modulär strategin"),
        ("KPMG:s granskning", "KPMG granskning"),
        ("Högsta domstolen", "hög domstol"),
        ("Demonstration (av Millennium)", "av Millennium"),
    ],
)
def test_what_no_one_writes_or_means_is_no_form(inflector: Inflector, phrase: str, wrong: str) -> None:
    assert wrong not in forms(inflector, phrase)


@pytest.mark.parametrize(
    ("name", "some"),
    [("Oracle", "Oracle Oracles"), ("Inera", "inera ineras"), ("FVM", "FVM FVM:s FVMs FVM:en"), ("SÄS", "SÄS SÄS:s")],
)
def test_names_and_abbreviations_have_genitives(inflector: Inflector, name: str, some: str) -> None:
    found = forms(inflector, name)
    assert found >= set(some.split())
    assert not any(form.endswith(("SÄSs", "ss")) for form in found)


def test_a_word_no_dictionary_has_is_a_name_unless_it_is_known_not_to_be(inflector: Inflector) -> None:
    assert inflector.paradigm("Chatbot").forms == ("Chatbot", "Chatbots")
    assert "chatboten" in inflector.paradigm("Chatbot", name=False).forms
    assert inflector.paradigm("Insidan", name=True).forms == ("Insidan", "Insidans")


def test_a_name_may_be_told_though_the_dictionary_has_the_word() -> None:
    assert "millenniet" in forms(Inflector(), "Millennium")
    named = forms(Inflector(names={"Millennium"}), "Millennium")
    assert {"Millennium", "Millenniums", "Millenniumet"} <= named
    assert not any(form[0].islower() for form in named)


@pytest.mark.parametrize("name", ["Jans", "Inera", "Björn"])
def test_a_name_gets_no_article_that_makes_it_look_like_another(name: str) -> None:
    assert all(form in (name, f"{name}s") for form in forms(Inflector(names={name}), name))


@pytest.mark.parametrize("word", ["FVM", "openEHR", "HL7", "3R", "KPMG:s", "eID", "VGRfokus"])
def test_abbreviations_are_known_by_their_capitals(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["Modul", "modul", "Sussa-Samverkan", "Ab", "", "å"])
def test_other_words_are_no_abbreviations(word: str) -> None:
    assert not is_abbreviation(word)


@pytest.mark.parametrize(
    ("base", "neuter", "weak"),
    [
        ("modulär", "modulärt", "modulära"),
        ("samordnad", "samordnat", "samordnade"),
        ("öppen", "öppet", "öppna"),
        ("säker", "säkert", "säkra"),
        ("enkel", "enkelt", "enkla"),
        ("gemensam", "gemensamt", "gemensamma"),
        ("god", "gott", "goda"),
        ("anställd", "anställt", "anställda"),
        ("känd", "känt", "kända"),
        ("akut", "akut", "akuta"),
        ("ny", "nytt", "nya"),
        ("sann", "sant", "sanna"),
        ("liten", "litet", "lilla"),
        ("egen", "eget", "egna"),
    ],
)
def test_adjectives_agree(base: str, neuter: str, weak: str) -> None:
    found = agree(base)
    assert (found.strong[0], found.strong[1], found.weak[0]) == (base, neuter, weak)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.lists(
        st.sampled_from("modul- och av FVM:s öppna a ( ) stabens KPMG:s - : strategi Å".split()), max_size=6
    ).map(" ".join)
)
@settings(deadline=None, max_examples=150)
def test_any_title_has_itself_as_a_form(title: str) -> None:
    inflector = Inflector()
    for paradigm in inflector.paradigms(title):
        assert paradigm.base == paradigm.forms[0]
        assert len(set(paradigm.forms)) == len(paradigm.forms)
