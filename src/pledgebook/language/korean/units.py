"""What a Korean sentence is made of, between its morphemes and its clauses."""

from dataclasses import dataclass, field
from enum import Enum, auto

from pledgebook.language.clause import Mood, Tense, Voice
from pledgebook.language.dates.expression import TimeExpression


class Ending(Enum):
    """How a predicate goes on: the class of the ending that closes it."""

    FINAL = auto()  # -다, -ㅁ, a noun that ends a headline
    AND = auto()  # -고, -며, -아/어, -(으)ㄴ 데 이어, -는 한편
    AFTER = auto()  # -ㄴ 뒤, -ㄴ 후: what went before
    PURPOSE = auto()  # -기 위해, -도록, -(으)러
    CONDITION = auto()  # -면, -ㄹ 경우
    CAUSE = auto()  # -므로, -기 때문에, -ㅁ에 따라
    ADNOMINAL = auto()  # -는, -ㄴ, -ㄹ, -다는 before a noun
    QUOTE = auto()  # -다고, -라고, -자고
    THAT = auto()  # -ㄹ 것을, -ㅁ을, -기를
    AGREE = auto()  # -기로, before a verb of its own


@dataclass(slots=True)
class Predicate:
    """A verb, adjective, copula or verbal noun with all its endings and auxiliaries.

    `start` and `end` count code points within the sentence; `form` is the last ending; `markers`
    are (name, start, end).
    """

    start: int
    end: int
    lemma: str
    ending: Ending = Ending.FINAL
    form: str = ""
    tense: Tense = Tense.PRESENT
    mood: Mood = Mood.FACT
    negated: bool = False
    voice: Voice = Voice.ACTIVE
    headline: bool = False
    copula: bool = False
    markers: list[tuple[str, int, int]] = field(default_factory=list)

    def mark(self, name: str, end: int, start: int | None = None) -> None:
        """Add the form `name`, whose words end at `end`."""
        self.markers.append((name, self.start if start is None else start, end))


@dataclass(slots=True)
class Phrase:
    """A noun phrase or adverb with its particle.

    `start` to `end` are its nouns, `stop` the end of its particle. `marker` is the particle, or the
    postposition that stands for one ("을 위해"); `word` the last run of nouns without a space, and
    `head` the noun that counts. `owner` is the phrase before 의, `pair` the parties before 간 or
    before a meeting's name (한·미 정상회담).
    """

    start: int
    end: int
    stop: int
    marker: str
    head: str
    word: str
    agent: bool = False
    time: TimeExpression | None = None
    owner: tuple[int, int] | None = None
    pair: tuple[int, int] | None = None
    mods: list["Frame"] = field(default_factory=list)
    proper: bool = False  # its last noun is a proper name
    listed: bool = False  # it ends with 등
    inner: list["Frame"] = field(default_factory=list)  # the mods, kept when they are told apart
    mod_times: list[TimeExpression] = field(default_factory=list)
    meeting: tuple[int, int, str] | None = None  # where a meeting is named in it, and the noun


@dataclass(slots=True)
class Quotation:
    """Words in quotation marks that hold a sentence of their own."""

    start: int
    end: int
    units: list["Unit"]
    adnominal: bool = False  # "…"는 before a noun


@dataclass(slots=True)
class Break:
    """A comma, or where `hard` the … or full stop that parts two statements."""

    at: int
    hard: bool = False


Unit = Phrase | Predicate | Quotation | Break


@dataclass(slots=True)
class Frame:
    """A predicate with the phrases that fill its roles: a clause in the making.

    `subject` is its own (이/가); `topic` the one that holds where it stands; `over` those who say
    it, innermost first. `closed`: it has been taken into a construction (-기로 합의하다) and no
    longer shares the markers of what follows.
    """

    predicate: Predicate
    phrases: list[Phrase]
    link: str = "main"
    subject: Phrase | None = None
    topic: Phrase | None = None
    over: list[Phrase] = field(default_factory=list)
    noun: str = ""
    markers: list[tuple[str, int, int]] = field(default_factory=list)
    purpose: list["Frame"] = field(default_factory=list)
    end: int = 0
    closed: bool = False
    quoted: bool = False
    asker: Phrase | None = None
    lead: Phrase | None = None  # the last topic that can act
    absorbed: list["Frame"] = field(default_factory=list)  # modifiers that tell the same meeting
    prior: "Frame | None" = None  # the clause before it in its chain
    means: "Frame | None" = None  # "…를 개편해" before the verb that it serves
    comma: bool = False
    said: list[TimeExpression] = field(default_factory=list)
    form: str = ""  # the last ending, that of the verb it was folded into
    ending: Ending = Ending.FINAL
