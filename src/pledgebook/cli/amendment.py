"""Values that a person types for a record's fields, and what the book takes them for."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from pledgebook.book.amending import AMENDABLE
from pledgebook.errors import RuleError
from pledgebook.model.edtf import is_edtf
from pledgebook.model.record import Kind, Party, Record, Strength
from pledgebook.publish.words import KINDS, STRENGTHS

#: What is asked for one by one; the other fields are rarely wrong.
ASKED: Final = ("strength", "due", "date", "action", "actors", "partners")
#: What empties a field.
NONE: Final = "-"
_PARTIES: Final = ("actors", "partners", "said_by")
_ITEM = re.compile(r'"[^"]*"|[^,"]+')
_E = TypeVar("_E", bound=StrEnum)


def spelled(record: Record, name: str) -> str:
    """Return a field of a record as a person would type it; "" where it holds nothing."""
    value = getattr(record, name)
    if name in _PARTIES:
        return ", ".join(party.id or f'"{party.name}"' for party in value)
    if name == "topics":
        return ", ".join(value)
    return str(value or "")


def changes_from(pairs: Iterable[str], record: Record) -> dict[str, Any]:
    """Return the changes that `name=value` pairs ask for, in the form of the record's JSON.

    Raises `RuleError` for a pair that is none, an unknown field and a value of the wrong form.
    """
    typed: dict[str, str] = {}
    for pair in pairs:
        name, equals, words = pair.partition("=")
        if not equals:
            raise RuleError(f"no change: {pair!r}", "Write field=value: --set due=2024-12")
        typed[name.strip()] = words.strip()
    return changes_of(typed, record)


def changes_of(typed: Mapping[str, str], record: Record) -> dict[str, Any]:
    """Return what the typed values change, in the form of the record's JSON.

    A record that is made anything but a commitment loses its strength along with it.
    """
    changes = {name: parsed(name, words, record) for name, words in typed.items()}
    if changes.get("kind", Kind.COMMITMENT.value) != Kind.COMMITMENT.value:
        changes.setdefault("strength", None)
    return changes


def parsed(name: str, words: str, record: Record) -> Any:
    """Return a typed value in the form of the record's JSON; "" and "-" empty a field.

    Raises `RuleError` where the field takes no such value.
    """
    reader = _READERS.get(name)
    if reader is None:
        raise RuleError(f"{name!r} cannot be amended", f"What can: {', '.join(AMENDABLE)}.")
    words = words.strip()
    return reader("" if words == NONE else words, record)


def _kind(words: str, record: Record) -> str:
    return _named(words, Kind, KINDS).value


def _strength(words: str, record: Record) -> str | None:
    return _named(words, Strength, STRENGTHS).value if words else None


def _named(words: str, of: type[_E], labels: Mapping[_E, dict[str, str]]) -> _E:
    """Return the member that a word means: its name, or what either language calls it."""
    for member in of:
        if words.lower() in (member.value, *labels[member].values()):
            return member
    raise RuleError(
        f"no {of.__name__.lower()}: {words!r}",
        f"One of: {', '.join(member.value for member in of)}.",
    )


def _edtf(words: str, record: Record) -> str | None:
    if words and not is_edtf(words):
        raise RuleError(
            f"no date: {words!r}",
            "Dates are EDTF: 2024-05-21, 2024-12, 2024, 2024-05-21/2024-05-22.",
        )
    return words or None


def _words(words: str, record: Record) -> str | None:
    return words or None


def _action(words: str, record: Record) -> str:
    if not words:
        raise RuleError("a record needs an action", "Say what is promised, asked or done.")
    return words


def _topics(words: str, record: Record) -> list[str]:
    from pledgebook.knowledge.concepts import bundled_concepts

    known = bundled_concepts().by_id
    topics = [topic.strip() for topic in words.split(",") if topic.strip()]
    for topic in topics:
        if topic not in known and topic not in record.topics:
            near = ", ".join(id for id in known if topic.lower() in id)
            raise RuleError(f"no topic: {topic!r}", f"Did you mean {near}?" if near else "")
    return topics


def _parties(words: str, record: Record) -> list[dict[str, Any]]:
    import msgspec

    present = (*record.actors, *record.partners, *record.said_by)
    items = (item.strip() for item in _ITEM.findall(words))
    return [msgspec.to_builtins(_party(item, present, record.language)) for item in items if item]


def _party(words: str, present: Iterable[Party], language: str) -> Party:
    """Return the party that is meant: one of the record's own, or one that is known by id or name.

    What stands in quotes is a group without an id, kept by its name.
    """
    if words.startswith('"'):
        return Party(None, words.strip('" '))
    folded = words.casefold()
    for party in present:
        names = (party.id or "", party.name, party.label.en, party.label.ko)
        if folded in (name.casefold() for name in names):
            return party
    return _known(words, language)


def _known(words: str, language: str) -> Party:
    from pledgebook.knowledge.gazetteer import gazetteer
    from pledgebook.resolution.naming import by_id, named

    names = gazetteer()
    for id in (words, words.upper(), words.lower()):
        if names.party(id):
            return by_id(id, names, language)
    mentions = names.find(words)
    if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(words)):
        return named(mentions[0], words, names, language)
    raise RuleError(
        f"nobody is known as {words!r}",
        "Give an id (KR, EU, kr-msit) or a name that is known; put the name of a group in quotes: "
        '"many countries".',
    )


_READERS: Final[dict[str, Callable[[str, Record], Any]]] = {
    "kind": _kind,
    "strength": _strength,
    "actors": _parties,
    "partners": _parties,
    "said_by": _parties,
    "action": _action,
    "topics": _topics,
    "date": _edtf,
    "due": _edtf,
    "due_trigger": _words,
}
