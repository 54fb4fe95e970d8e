"""What a string may name: the party files read into one table of senses.

Each file holds lists as one string parted by ";", because that loads five times faster than YAML
lists.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from pledgebook.knowledge.bounds import is_han, is_hangul
from pledgebook.knowledge.loading import load_strings


class Sense(Enum):
    """How a string names somebody; where one string has several, the first here wins."""

    MASK = "mask"
    NAME = "name"
    LOCAL = "local"  # a ministry that many states have: it needs its state beside it
    TITLE = "title"
    PERSON = "person"
    PAIR = "pair"
    ADJECTIVE = "adjective"
    METONYM = "metonym"
    CAPITAL = "capital"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts. `type` is state, body, institution, company or office; `members` are ids."""

    id: str
    label_en: str
    label_ko: str
    type: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One office of one person; `start` and `end` are ISO dates, "" where open."""

    office: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a party."""

    name: str
    party: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one string names.

    `parties` are ids (one, save for a LOCAL name and a PAIR), `offices` the keys of the offices
    that a title fits, `person` the one a full name belongs to.
    """

    text: str
    sense: Sense
    parties: tuple[str, ...] = ()
    offices: frozenset[str] = frozenset()
    person: Person | None = None
    plural: bool = False

    @property
    def hangul(self) -> bool:
        """Whether the string ends in Hangul, so that its tail is to be checked."""
        return is_hangul(self.text[-1:])

    @property
    def latin(self) -> bool:
        """Whether the string begins with a Latin letter or a digit."""
        return not is_hangul(self.text[:1]) and not is_han(self.text[:1])


@dataclass(slots=True)
class Names:
    """The whole table."""

    entries: dict[str, Entry] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    local: dict[str, dict[str, str]] = field(default_factory=dict)  # name -> country -> id
    surnames: dict[str, list[Person]] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)  # 미, 美 -> US
    minor: dict[str, str] = field(default_factory=dict)  # 캐 -> CA, beside another one only
    pair_after: tuple[str, ...] = ()
    pair_never: tuple[str, ...] = ()
    pair_strict: frozenset[str] = frozenset()
    pair_strict_after: tuple[str, ...] = ()

    def add(self, entry: Entry) -> None:
        """Put `entry` into the table, unless its text has a sense that goes before."""
        text = entry.text
        old = self.entries.get(text)
        if old is not None and _RANK[old.sense] <= _RANK[entry.sense]:
            if old.sense is entry.sense is Sense.TITLE:
                merged = replace(
                    old,
                    offices=old.offices | entry.offices,
                    parties=old.parties or entry.parties,
                )
                self.entries[text] = merged
            return
        self.entries[text] = entry


_RANK = {sense: rank for rank, sense in enumerate(Sense)}
_REGIONS = ("asia", "europe", "americas", "africa-middle-east", "bodies")
_UNCAPITALISED = frozenset(  # offices that newspapers write small
    (
        *("president", "vice-president", "prime-minister", "deputy-prime-minister", "chancellor"),
        *("security-adviser", "foreign", "science", "digital", "trade", "commerce", "defence"),
        *("finance", "interior", "justice"),
    )
)
_UNPLURAL = re.compile(r" (?:of|for|to) |, ")


def split(value: str | None) -> tuple[str, ...]:
    """Return the parts of a list that is written as one string parted by ";"."""
    return tuple(part for part in map(str.strip, value.split(";")) if part) if value else ()


def country(party: str) -> str:
    """Return the state or body that `party` belongs to: what is before its hyphen, or itself.

    A body whose own id holds hyphens (AFRICAN-UNION) is written in capitals and stays whole.
    """
    return party if party.isupper() else party.split("-")[0].upper()


def read_names() -> Names:
    """Return the table of all party files."""
    names = Names()
    for mask in (
        part for text in load_strings("parties/masks.yaml").values() for part in split(text)
    ):
        names.add(Entry(mask, Sense.MASK))
    _read_states(names, load_strings("parties/states.yaml"))
    _read_bodies(names, load_strings("parties/bodies.yaml"))
    for file, kind in (("institutions", "institution"), ("companies", "company")):
        _read_organisations(names, load_strings(f"parties/{file}.yaml"), kind)
    titles = load_strings("parties/offices.yaml")
    _read_titles(names, titles["offices"], titles["portfolios"], titles["minister"])
    for region in _REGIONS:
        _read_people(names, load_strings(f"parties/people/{region}.yaml"))
    _read_pairs(names, load_strings("parties/pairs.yaml"))
    return names


def _read_states(names: Names, states: Mapping[str, Mapping[str, str]]) -> None:
    for code, state in states.items():
        _add_party(names, code, state, "state")
        _add_all(names, (state.get("adjectives"),), Sense.ADJECTIVE, code)
        names.abbreviations.update((short, code) for short in split(state.get("abbreviations")))
        names.minor.update((short, code) for short in split(state.get("minor")))
        _add_places(names, code, state)


def _read_bodies(names: Names, bodies: Mapping[str, Mapping[str, str]]) -> None:
    for code, body in bodies.items():
        _add_party(names, code, body, "body")
        _add_places(names, code, body)


def _add_places(names: Names, code: str, entry: Mapping[str, str]) -> None:
    _add_all(names, (entry.get("metonyms"),), Sense.METONYM, code)
    _add_all(names, (entry.get("capitals"),), Sense.CAPITAL, code)


def _add_party(names: Names, code: str, entry: Mapping[str, str], kind: str) -> None:
    english, korean, weak = (split(entry.get(key)) for key in ("en", "ko", "weak"))
    local = split(entry.get("local"))
    latin = [name for name in (*english, *weak, *local) if not is_hangul(name[0])]
    hangul = [name for name in (*korean, *weak, *local) if is_hangul(name[0])]
    names.parties[code] = Party(
        id=code,
        label_en=(latin or hangul)[0],
        label_ko=(hangul or latin)[0],
        type=entry.get("type", kind),
        members=tuple((entry.get("members") or "").split()),
    )
    _add_all(names, (entry.get("en"), entry.get("ko")), Sense.NAME, code)
    _add_all(names, (entry.get("weak"),), Sense.WEAK, code)


def _add_all(names: Names, lists: Iterable[str | None], sense: Sense, code: str) -> None:
    for text in lists:
        for name in split(text):
            names.add(Entry(name, sense, (code,)))


def _read_organisations(names: Names, entries: Mapping[str, Mapping[str, str]], kind: str) -> None:
    for code, entry in entries.items():
        _add_party(names, code, entry, kind)
        for name in split(entry.get("local")):
            names.local.setdefault(name, {}).setdefault(country(code), code)
        for title in (*split(entry.get("heads")), *_heads(split(entry.get("en")))):
            names.add(Entry(title, Sense.TITLE, (code,)))
    for name in names.local:
        names.add(Entry(name, Sense.LOCAL))


def _heads(english: Iterable[str]) -> Iterator[str]:
    """Yield the titles of who heads a department (Secretary of Commerce for its Department)."""
    for name in english:
        for body, head in (("Department of ", "Secretary of "), ("Ministry of ", "Minister of ")):
            if name.startswith(body):
                of = name.removeprefix(body)
                short = of.removeprefix("the ")
                yield head + of
                if "," not in short and short not in ("State", "Justice"):
                    yield f"{short} {head.split()[0]}"
                if head == "Minister of ":
                    yield f"Minister for {of}"


def _read_titles(
    names: Names,
    offices: Mapping[str, Mapping[str, str]],
    portfolios: Mapping[str, Mapping[str, str]],
    minister: Mapping[str, str],
) -> None:
    wide: dict[str, set[str]] = {}
    for key, office in offices.items():
        for title in (*split(office.get("en")), *split(office.get("ko"))):
            _add_title(names, title, {key})
        for title in split(office.get("wide")):
            wide.setdefault(title, set()).add(key)
    for key, portfolio in portfolios.items():
        for title in _portfolio_titles(portfolio):
            _add_title(names, title, {key}, _ministry(names, title))
    for title in (*split(minister["en"]), *split(minister["ko"])):
        wide.setdefault(title, set()).update(portfolios)
    for title, keys in wide.items():
        _add_title(names, title, keys)


def _portfolio_titles(portfolio: Mapping[str, str]) -> Iterator[str]:
    for of in split(portfolio.get("en")):
        yield from (f"Minister of {of}", f"Minister for {of}", f"Secretary of {of}")
        if "," not in of and not of.startswith("the "):
            yield from (f"{of} Minister", f"{of} Secretary")
    for of in split(portfolio.get("ko")):
        yield from (f"{of}장관", f"{of}부장관", f"{of}부 장관", f"{of} 장관")
    yield from split(portfolio.get("titles"))


def _ministry(names: Names, title: str) -> tuple[str, ...]:
    """Return the ministry whose name needs no state and whose head has `title` (국방부 장관)."""
    if not title.endswith("장관"):
        return ()
    ministry = names.entries.get(title.removesuffix("장관").rstrip())
    return ministry.parties if ministry and ministry.sense is Sense.NAME else ()


def _add_title(names: Names, title: str, keys: set[str], parties: tuple[str, ...] = ()) -> None:
    offices = frozenset(keys)
    names.add(Entry(title, Sense.TITLE, parties, offices))
    if is_hangul(title[0]) or not title[-1].isalpha():
        return
    names.add(Entry(_plural(title), Sense.TITLE, offices=offices, plural=True))
    if not keys.isdisjoint(_UNCAPITALISED):
        names.add(Entry(title.lower(), Sense.TITLE, offices=offices))
        names.add(Entry(_plural(title).lower(), Sense.TITLE, offices=offices, plural=True))


def _plural(title: str) -> str:
    found = _UNPLURAL.search(title)
    cut = found.start() if found else len(title)
    head, rest = title[:cut], title[cut:]
    return (head[:-1] + "ies" if head.endswith("y") else head + "s") + rest


def _read_people(names: Names, people: Mapping[str, Mapping[str, str]]) -> None:
    for entry in people.values():
        english, korean = split(entry.get("en")), split(entry.get("ko"))
        person = Person((english or korean)[0], entry["party"], tuple(_terms(entry)))
        for name in (*english, *korean):
            names.add(Entry(name, Sense.PERSON, (person.party,), person=person))
        surnames = split(entry.get("surname")) or ((english[0].split()[-1],) if english else ())
        for surname in dict.fromkeys((*surnames, *english, *korean)):
            names.surnames.setdefault(surname, []).append(person)


def _terms(entry: Mapping[str, str]) -> Iterator[Term]:
    for part in split(entry.get("offices")):
        office, _, span = part.partition(" ")
        start, _, end = span.strip().partition("..")
        yield Term(office, start, end)


def _read_pairs(names: Names, pairs: Mapping[str, Mapping[str, str] | str]) -> None:
    table = pairs["pairs"]
    assert not isinstance(table, str)
    for pair, codes in table.items():
        names.add(Entry(pair, Sense.PAIR, tuple(codes.split())))
    lists = {key: split(value) for key, value in pairs.items() if isinstance(value, str)}
    names.pair_after, names.pair_never = lists["after"], lists["not_after"]
    names.pair_strict = frozenset(lists["strict"])
    names.pair_strict_after = lists["strict_after"]
