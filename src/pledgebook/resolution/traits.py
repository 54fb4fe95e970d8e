"""What of a record can be held against another, whatever the languages of the two."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pledgebook.knowledge.acts import bundled_acts
from pledgebook.knowledge.concepts import bundled_concepts
from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.model.record import Party, Record
from pledgebook.resolution.home import state_of
from pledgebook.resolution.merging import letters
from pledgebook.resolution.quantities import Quantity, quantities

# "…하겠다고 발표했다", "…하기로 했다고 밝혔다": the verb of saying is no act.
_SAID = re.compile(r"(?<=[다라])고\s+\S+(?:\s\S+)?$|(?:계획|방침|의지|뜻)[을를]\s*\S+$")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![a-z])")
_NO_NAMES = frozenset(("AI", "IT", "ICT", "PR"))
_ORDINAL = re.compile(r"(?<!\d)(\d{1,3})(?:st|nd|rd|th)\b|제\s?(\d{1,3})\s?(?:차|회|기)")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}


@dataclass(frozen=True, slots=True)
class Traits:
    """What one record tells, in terms that hold in any language.

    `actors` and `parties` are ids, or the folded names of unnamed groups. `main` are the acts that
    the governing predicate may mean, `acts` all of them. `topics` leave out nothing; `specific` are
    those that have a concept above them. `event` tells that something is named that comes round
    again, `recurs` that the same at another time is another thing, `hedged` that the act is only
    thought about.
    """

    record: Record
    actors: frozenset[str]
    parties: frozenset[str]
    main: frozenset[str]
    acts: frozenset[str]
    things: frozenset[str]
    topics: frozenset[str]
    specific: frozenset[str]
    names: frozenset[str]
    quantities: frozenset[Quantity]
    ordinals: frozenset[int]
    event: bool
    recurs: bool
    hedged: bool


@lru_cache(maxsize=8192)
def traits(record: Record) -> Traits:
    """Return what a record tells; kept for the records asked about last."""
    told = record.evidence[0].exact
    parties = (*record.actors, *record.partners)
    known = bundled_acts()
    main, acts = _acts(record)
    things = frozenset(name for ids in known.in_things.find(told) for name in ids)
    amounts = frozenset(quantities(told))
    if any(amount.money for amount in amounts):
        acts |= {"fund"}
    events = {thing for thing in things if known.things[thing].event}
    topics = frozenset(record.topics)
    above = bundled_concepts().by_id
    return Traits(
        record=record,
        actors=_keys(record.actors),
        parties=_keys(parties),
        main=main,
        acts=acts,
        things=things,
        topics=topics,
        specific=frozenset(t for t in topics if t in above and above[t].broader is not None),
        names=_names(told, parties),
        quantities=amounts,
        ordinals=_ordinals(told),
        event=bool(events),
        recurs=bool(events) or any(known.acts[act].recurs for act in main),
        hedged=bool(known.in_hedges.find(told)),
    )


def _keys(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.id or f"~{letters(party.name)}" for party in parties)


def _acts(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the predicate does, and all acts of the action.

    A Korean predicate comes last, an English one first.
    """
    find = bundled_acts().in_acts.find
    found = find(_SAID.sub("", record.action)) or find(record.evidence[0].exact)
    if not found:
        return frozenset(), frozenset()
    main = found[-1] if record.language == "ko" else found[0]
    return frozenset(main), frozenset(name for ids in found for name in ids)


def _names(told: str, parties: tuple[Party, ...]) -> frozenset[str]:
    """Return who and what else is named: ids of the gazetteer, and words in capitals."""
    own = {state_of(party.id) for party in parties if party.id}
    named = {mention.party for mention in gazetteer().find(told)}
    capitals = {word.removesuffix("s") for word in _ACRONYM.findall(told)}
    known = {letters(name) for name in own | named}
    return frozenset(
        [name for name in named if state_of(name) not in own]
        + [word for word in capitals - _NO_NAMES if letters(word) not in known]
    )


def _ordinals(told: str) -> frozenset[int]:
    digits = {int(latin or korean) for latin, korean in _ORDINAL.findall(told)}
    words = {_ORDINALS[word] for word in told.casefold().split() if word in _ORDINALS}
    return frozenset(digits | words)
