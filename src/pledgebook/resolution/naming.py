"""Mentions to parties: who is meant, and through which person or office."""

from collections.abc import Iterable

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.model.record import Label, Party
from pledgebook.resolution.references import references

_SPEAKING = ("metonym", "surname-title", "office")


def by_id(party: str, gazetteer: Gazetteer, language: str) -> Party:
    """Return the party with an id, called by its name in `language`."""
    known = gazetteer.party(party)
    if known is None:
        return Party(id=party, name=party, label=Label(party, party))
    name = known.label_ko if language == "ko" else known.label_en
    return Party(id=party, name=name, label=Label(known.label_en, known.label_ko))


def named(mention: Mention, text: str, gazetteer: Gazetteer, language: str) -> Party:
    """Return the party that a mention names, called as the text calls it.

    Where the words name a person, an office or a seat of power, they go into `via` and the party
    is called by its own name in `language`.
    """
    words = " ".join(text[mention.start : mention.end].split())
    known = gazetteer.party(mention.party)
    english, korean = (known.label_en, known.label_ko) if known else (words, words)
    own = korean if language == "ko" else english
    speaks_for = (
        mention.person is not None
        or mention.kind in _SPEAKING
        or (mention.kind == "name" and references(language).ends_in_title(words))
    )
    return Party(
        id=mention.party,
        name=(own or words) if speaks_for or mention.kind != "name" else words,
        label=Label(english, korean),
        via=words if speaks_for else None,
    )


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties without repetition, a party known with its person before one without."""
    found: dict[str, Party] = {}
    for party in parties:
        key = party.id or party.name
        if key not in found or (party.via and not found[key].via):
            found[key] = party
    return tuple(found.values())
