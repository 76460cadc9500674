"""The model: what a page, an event, a source and a registered link are. The only vocabulary of the project.

Everything is frozen. A page's front matter is checked against these classes and nothing else; unknown keys are
errors. docs/model.md is generated from them.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from ..swedish import PartialDate, parse_date, parse_moment


def _text(value: Any, kind: str) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("kb_type", "ska vara {kind}", {"kind": kind})
    return value.strip()


def _as_date(value: Any) -> date:
    try:
        return value if type(value) is date else parse_date(_text(value, "ett datum"))
    except ValueError as error:
        raise PydanticCustomError("kb_date", "{reason}", {"reason": str(error)}) from None


def _as_moment(value: Any) -> datetime:
    try:
        return value if isinstance(value, datetime) else parse_moment(_text(value, "datum och klockslag"))
    except ValueError as error:
        raise PydanticCustomError("kb_date", "{reason}", {"reason": str(error)}) from None


def _as_partial(value: Any) -> PartialDate:
    try:
        return value if isinstance(value, PartialDate) else PartialDate.parse(_text(value, "ett datum"))
    except ValueError as error:
        raise PydanticCustomError("kb_date", "{reason}", {"reason": str(error)}) from None


_MONTH = r"(0[1-9]|1[0-2])"
_DATE = rf"[0-9]{{4}}-{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
# How each is written: for the JSON Schemas that editors use. What makes a date real is for the functions above.
_DayText = Annotated[str, Field(pattern=rf"^{_DATE}$")]
_MomentText = Annotated[str, Field(pattern=rf"^{_DATE}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:00)?$")]
_PartialText = Annotated[str, Field(pattern=rf"^([0-9]{{4}}(-{_MONTH})?|{_DATE})$")]
Day = Annotated[date, BeforeValidator(_as_date, json_schema_input_type=_DayText)]
Moment = Annotated[datetime, BeforeValidator(_as_moment, json_schema_input_type=_MomentText)]
Partial = Annotated[PartialDate, BeforeValidator(_as_partial, json_schema_input_type=_PartialText)]
Text = Annotated[str, Field(min_length=1)]
Summary = Annotated[str, Field(min_length=40, max_length=300)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Kind(StrEnum):
    """The kinds of page."""

    REPORT = "report"
    SLUTRAPPORT = "slutrapport"
    STRATEGY = "strategy"
    TERM = "term"
    ABOUT = "about"
    INDEX = "index"

    @property
    def label(self) -> str:
        """What readers call it."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.REPORT: "Rapport",
    Kind.SLUTRAPPORT: "Slutrapport",
    Kind.STRATEGY: "Strategi",
    Kind.TERM: "Begrepp",
    Kind.ABOUT: "Om kunskapsbasen",
    Kind.INDEX: "Översikt",
}


class EventKind(StrEnum):
    """The kinds of event."""

    DECISION = "decision"
    REFERRAL = "referral"
    MEETING = "meeting"
    REPORT = "report"
    COMMUNICATION = "communication"
    EVENT = "event"
    EXTERNAL = "external"


class Category(StrEnum):
    """What sort of thing a term names."""

    CONCEPT = "begrepp"
    NAME = "egennamn"
    ORGANISATION = "organisation"
    BODY = "organ"
    ROLE = "roll"
    CHANNEL = "kanal"
    DOCUMENT = "dokument"
    STANDARD = "standard"
    SERVICE = "tjänst"
    REGULATION = "regelverk"


class Relation(StrEnum):
    """How another term relates to the one that names it (as in SKOS and ISO 25964)."""

    BROADER = "broader"
    NARROWER = "narrower"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    CONTRAST = "contrast"
    RELATED = "related"

    @property
    def inverse(self) -> Relation:
        """The relation seen from the other term."""
        pairs = {
            Relation.BROADER: Relation.NARROWER,
            Relation.NARROWER: Relation.BROADER,
            Relation.PART_OF: Relation.HAS_PART,
            Relation.HAS_PART: Relation.PART_OF,
        }
        return pairs.get(self, self)


class SourceClass(StrEnum):
    """How well a source carries a fact: own ground, primary, established media, weak."""

    GROUND = "S"
    PRIMARY = "A"
    MEDIA = "B"
    WEAK = "C"

    @property
    def label(self) -> str:
        """What readers call sources of this class."""
        return _CLASS_LABELS[self]


_CLASS_LABELS = {
    SourceClass.GROUND: "regionens egna rapporter",
    SourceClass.PRIMARY: "primärkällor",
    SourceClass.MEDIA: "etablerade medier eller utgivare",
    SourceClass.WEAK: "svaga källor",
}


class Access(StrEnum):
    """Who may open a registered link."""

    PUBLIC = "public"
    INTRANET = "intranet"
    UNKNOWN = "unknown"


class Model(BaseModel):
    """Base of everything: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)


class Event(Model):
    """Something that happened or was planned, on a date known to the day, the month or the year."""

    id: Slug = Field(description="Händelsens fasta namn: a–z, 0–9 och bindestreck. Får bara finnas en gång.")
    date: Partial = Field(description="När: ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ.")
    precision: Literal["day", "month", "year"] = Field(description="Hur noga datumet är känt. Ska stämma med date.")
    until: Partial | None = Field(None, description="Sista dagen eller månaden, om det är en period.")
    title: Text = Field(description="Vad som händer, i några ord.")
    description: Text | None = Field(None, description="En mening till, om det behövs.")
    kind: EventKind = Field(description="Vilket slags händelse det är.")
    planned_as_of: Day | None = Field(None, description="Bara för det som var planerat: dagen då planen angavs.")
    outcome: Text | None = Field(None, description="Vad en källa säger att det blev. Utelämnas annars.")
    sources: tuple[Text, ...] = Field(min_length=1, description="Källornas id i references.bib.")
    note: Text | None = Field(None, description="En upplysning till läsaren, till exempel att året är härlett.")
    follows: Slug | None = Field(
        None, description="Id för den planerade händelse som den här är utfallet av, till exempel i en äldre rapport."
    )
    confirmed: StrictBool = Field(
        True, description="false: föreslagen av kb import. Läsarna ser den först när raden är borttagen."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.precision != self.date.precision:
            raise PydanticCustomError(
                "kb_precision", "precision är {got} men datumet {date} är angivet som {real}",
                {"got": self.precision, "date": self.date.text, "real": self.date.precision},
            )  # fmt: skip
        if self.until and self.until.last < self.date.first:
            raise PydanticCustomError("kb_until", "until ligger före date")
        if self.outcome and not self.planned_as_of:
            raise PydanticCustomError("kb_outcome", "outcome hör bara till något som var planerat (planned_as_of)")
        return self

    @property
    def planned(self) -> bool:
        """Whether the sources know it as a plan."""
        return self.planned_as_of is not None

    @property
    def when(self) -> str:
        """The date or period in words."""
        return f"{self.date.words} – {self.until.words}" if self.until else self.date.words


class OpenQuestion(Model):
    """A question that the sources leave open, with who could answer it."""

    id: Slug = Field(description="Frågans fasta namn: a–z, 0–9 och bindestreck. Får bara finnas en gång.")
    question: Text = Field(description="Frågan, som en läsare skulle ställa den.")
    known: Text = Field(description="Vad källorna säger, i en eller två meningar.")
    missing: Text = Field(description="Vad källorna inte säger.")
    answered_by: Text = Field(description="Vem som kan svara: ett organ, en roll eller en handling.")
    how: Text = Field(description="Vad som behöver lämnas in för att luckan ska fyllas.")
    search_words: tuple[Text, ...] = Field((), description="Ord som läsare söker på men som inte står i frågan.")
    sources: tuple[Text, ...] = Field(min_length=1, description="Källornas id i references.bib.")


class Person(Model):
    """Someone in a public role, which held on the day of the page."""

    name: Text = Field(description="Personens namn.")
    role: Text | None = Field(None, description="Personens roll. Utelämnas bara om originalet inte anger någon.")


class Deprecated(Model):
    """A form of a term that should not be written."""

    form: Text = Field(description="Formen som inte ska skrivas.")
    reason: Text = Field(description="Varför, i en mening.")


class Related(Model):
    """Another term and how it relates to this one. A slug alone means ``related``."""

    term: Slug = Field(description="Det andra begreppets filnamn utan .md.")
    relation: Relation = Field(Relation.RELATED, description="Hur det andra begreppet förhåller sig till det här.")

    @model_validator(mode="before")
    @classmethod
    def _slug_alone(cls, value: Any) -> Any:
        return {"term": value} if isinstance(value, str) else value


class Excuse(Model):
    """A rule that a page need not follow, and why."""

    code: Text = Field(description="Kontrollens kod, till exempel sprak-lix. Ett fel kan inte undantas.")
    reason: Annotated[str, Field(min_length=10)] = Field(description="Varför, i några ord (minst 10 tecken).")


class Page(Model):
    """What every page has."""

    docname: Annotated[str, Field(exclude=True)] = ""
    kind: Kind = Field(description="Vilken sorts sida det är.")
    title: Text = Field(description="Sidans titel. Den blir sidans huvudrubrik.")
    summary: Summary | None = Field(None, description="En eller två meningar (40–300 tecken) till sökningen.")
    as_of: Day | None = Field(None, description="Läget den: dagen som sidans uppgifter gäller.")
    owner: Text | None = Field(None, description="Den roll som svarar för sidan.")
    reviewed: Day | None = Field(None, description="Dagen då sidan senast granskades i sin helhet.")
    review_by: Day | None = Field(None, description="Dagen då sidan ska vara granskad igen. Sedan påminner kb check.")
    sources: tuple[Text, ...] = Field((), description="Källornas id i references.bib.")
    events: tuple[Event, ...] = Field((), description="Daterade händelser som sidan berättar om.")
    questions: tuple[OpenQuestion, ...] = Field((), description="Frågor som källorna lämnar obesvarade.")
    link_terms: StrictBool = Field(True, description="false: ordlistan länkar inga ord på sidan av sig själv.")
    excuses: tuple[Excuse, ...] = Field((), description="Kontroller som sidan inte behöver följa, var och en med skäl.")

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return f"{self.docname}.md"

    @property
    def shown_events(self) -> tuple[Event, ...]:
        """The events that readers see: those that a writer stands for."""
        return tuple(event for event in self.events if event.confirmed)

    @property
    def valid_on(self) -> date | None:
        """The day the page's facts hold ("Läget den …"), where it has one."""
        return self.as_of


class Report(Page):
    """One report of the series "Regional rapport"."""

    kind: Literal[Kind.REPORT] = Field(description="Alltid report.")
    summary: Summary = Field(description="En eller två meningar (40–300 tecken) som visas i sökningen.")
    compiled: Moment = Field(
        description="När rapporten sammanställdes: ÅÅÅÅ-MM-DDTHH:MM, svensk tid. T00:00 om klockslaget inte är känt."
    )
    compiled_raw: Text | None = Field(
        None, description="Raden om när rapporten sammanställdes, som originalet har den."
    )
    publisher: Text = Field(description="Den som sammanställer rapporten.")
    commissioner: Text | None = Field(None, description="Den som rapporten sammanställs på uppdrag av.")
    audience: tuple[Text, ...] = Field((), description="Vilka rapporten skickas till.")
    subject: Text = Field(description="Vad rapporten handlar om.")
    subject_raw: Text | None = Field(
        None, description="Ämnet som originalet skriver det, om det är skrivet annorlunda."
    )
    spokespersons: tuple[Person, ...] = Field((), description="Talespersoner: namn och roll, som rapporten anger dem.")
    wording: Literal["original", "retold"] = Field(
        description="Originalets ord (original) eller återberättad (retold)."
    )
    source_file: Text | None = Field(None, description="Namnet på den fil som rapporten kom i.")
    source_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="Filens kontrollsumma (SHA-256), så att den kan kännas igen."
    )

    @property
    def valid_on(self) -> date | None:
        """The day it was compiled."""
        return self.compiled.date()


class Slutrapport(Page):
    """The final report of 3 November 2025."""

    kind: Literal[Kind.SLUTRAPPORT] = Field(description="Alltid slutrapport.")
    summary: Summary = Field(description="En eller två meningar (40–300 tecken) som visas i sökningen.")
    as_of: Day = Field(description="Läget den: dagen som sidans uppgifter gäller.")
    publisher: Text = Field(description="Den som har upprättat slutrapporten.")
    delivered: Day = Field(description="Dagen då den lämnades över.")
    decision_path: tuple[Slug, ...] = Field((), description="Beslutsvägen: händelsernas id i ordning.")


class Strategy(Page):
    """A page that answers one question about the strategy."""

    kind: Literal[Kind.STRATEGY] = Field(description="Alltid strategy.")
    summary: Summary = Field(description="En eller två meningar (40–300 tecken) som visas i sökningen.")
    as_of: Day = Field(description="Läget den: dagen som sidans uppgifter gäller.")
    question: Text = Field(description="Läsarens fråga, som sidan svarar på.")


class Term(Page):
    """A term of the glossary."""

    kind: Literal[Kind.TERM] = Field(description="Alltid term.")
    definition: Text = Field(description="Vad det är, i en eller två meningar utan märkning.")
    category: Category = Field(description="Vilket slags begrepp det är.")
    inflections: tuple[Text, ...] = Field((), description="Böjningsformer. De länkas i löpande text.")
    link_forms: tuple[Text, ...] = Field((), description="Andra ord för samma sak, som får länkas i löpande text.")
    not_linked: tuple[Text, ...] = Field((), description="Former som inte länkas av sig själva.")
    search_synonyms: tuple[Text, ...] = Field((), description="Ord som bara hjälper sökningen.")
    deprecated: tuple[Deprecated, ...] = Field((), description="Former som inte ska skrivas, med skäl.")
    related: tuple[Related, ...] = Field((), description="Närliggande begrepp: filnamn utan .md, och förhållandet.")
    sources: tuple[Text, ...] = Field(min_length=1, description="Källornas id i references.bib, minst en.")
    verified: StrictBool = Field(True, description="false när betydelsen bygger på allmän kunskap och ska verifieras.")

    @property
    def slug(self) -> str:
        """The term's address: the last part of its page's name."""
        return self.docname.rpartition("/")[2]

    @property
    def linked_forms(self) -> tuple[str, ...]:
        """Every form that may be linked in text, the title first."""
        return tuple(dict.fromkeys((self.title, *self.inflections, *self.link_forms)))


class About(Page):
    """A page about the knowledge base itself."""

    kind: Literal[Kind.ABOUT] = Field(description="Alltid about.")
    summary: Summary = Field(description="En eller två meningar (40–300 tecken) som visas i sökningen.")


class Index(Page):
    """A page that leads to others."""

    kind: Literal[Kind.INDEX] = Field(description="Alltid index.")
    summary: Summary = Field(description="En eller två meningar (40–300 tecken) som visas i sökningen.")


PAGE_MODELS: dict[Kind, type[Page]] = {
    Kind.REPORT: Report,
    Kind.SLUTRAPPORT: Slutrapport,
    Kind.STRATEGY: Strategy,
    Kind.TERM: Term,
    Kind.ABOUT: About,
    Kind.INDEX: Index,
}


class Source(Model):
    """A source in references.bib. ``date`` is as the source gives it; ``line`` is where it stands in the file."""

    id: Text
    title: Text
    publisher: Text
    date: Text
    source_class: SourceClass
    url: str = ""
    note: str = ""
    line: int = 0


class Link(Model):
    """An entry of the link register (links.toml): one name, one address, for every page that links there."""

    id: Slug = Field(description="Postens namn inom hakparenteser: [id].")
    title: Text = Field(description="Länkens text.")
    href: str = Field(description="Adressen. Tom sträng betyder att ingen källa anger den: sidan visar adress saknas.")
    access: Access = Field(description="Vem som kan öppna adressen.")
    checked: Day | None = Field(
        None, description="Dagen då adressen senast svarade, när någon öppnade den eller vid kb check --external."
    )
    note: Text | None = Field(None, description="En upplysning till den som underhåller registret.")
    line: Annotated[int, Field(exclude=True)] = 0


class Handout(Model):
    """An entry of handouts.toml: a named handout, made of pages in a chosen order."""

    id: Slug = Field(description="Utskriftens namn inom hakparenteser: [id]. Det blir filens namn.")
    title: Text = Field(description="Utskriftens titel.")
    audience: Text = Field(description="Vem den är till för.")
    pages: tuple[Text, ...] = Field(
        min_length=1, description='Sidorna i ordning, som deras adress utan filändelse: "strategy/kostnader".'
    )
    line: Annotated[int, Field(exclude=True)] = 0


def register_fields(model: type[Link | Handout]) -> list[str]:
    """Return the keys an entry of a register may have, in the model's order."""
    return [name for name in model.model_fields if name not in ("id", "line")]


def front_matter_fields(model: type[Page]) -> list[str]:
    """Return the keys a page of this kind may have in its front matter, in the model's order."""
    return [name for name in model.model_fields if name != "docname"]
