"""Mentions to parties: who is meant, and through which person or office."""

from collections.abc import Iterable

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.model.record import Party


def named(mention: Mention, text: str, gazetteer: Gazetteer, language: str) -> Party:
    """Return the party that a mention names, called as the text calls it.

    Where the words name a person, an office or a seat of power, they go into `via` and the party
    is called by its own name in `language`.
    """
    words = " ".join(text[mention.start : mention.end].split())
    known = gazetteer.party(mention.party)
    english, korean = (known.label_en, known.label_ko) if known else (words, words)
    own = korean if language == "ko" else english
    speaks_for = mention.person is not None or mention.kind in ("metonym", "surname-title")
    return Party(
        id=mention.party,
        name=(own or words) if speaks_for or mention.kind != "name" else words,
        label_en=english,
        label_ko=korean,
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
