"""Drafts to records: phrases become parties, expressions dates, words topics."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pledgebook.extraction.draft import Draft
from pledgebook.knowledge.concepts import Concepts
from pledgebook.language.clause import Link, Mood, Tense, Voice
from pledgebook.language.dates.edtf import edtf_of, parse
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.model.identity import record_id
from pledgebook.model.record import Basis, Evidence, Kind, Party, Record, Strength
from pledgebook.resolution.cast import Cast

_TOLD_IN_PASSING = (Link.MODIFIER, Link.NOMINAL)
_UNSPOKEN = frozenset(["ko"])  # languages that leave out who is understood
_TOGETHER = (Kind.MEETING, Kind.MILESTONE)  # what those named as partners did with the actors
_STATING = frozenset(("-다고 비판하다", "-다고 규탄하다", "-다고 지적하다", "-다고 우려하다"))
_SHARED = "-음을 공감하다"
_AT_ONCE = re.compile(  # what is done at the meeting told before, or right after it
    r"(?:회담|회의|면담|행사|본회의|정상회담)(?:을|를)?\s?(?:종료 |마친 )?(?:직후|계기|에서|후|뒤)"
    r"|이 자리에서|같은 날|폐막일|폐회식|폐막식"
)
_SAID = (Kind.COMMITMENT, Kind.REQUEST, Kind.POSITION)


def resolve(
    drafts: Iterable[tuple[str, Draft]], cast: Cast, concepts: Concepts, reader: str
) -> Iterator[Record]:
    """Yield a record a draft; drafts come as (language, draft) in the order of the text.

    What is agreed in the sentence that tells of a meeting is agreed by those who met.
    """
    met: tuple[int, tuple[Party, ...]] = (-1, ())
    held: tuple[int, TimeExpression | None] = (-1, None)
    for language, draft in drafts:
        said_by = cast.resolve(draft.said_by, language, keep_unnamed=False)
        actors = cast.resolve(draft.actors, language, said_by)
        if not draft.actors and language in _UNSPOKEN and draft.clause.link not in _TOLD_IN_PASSING:
            actors = said_by[-1:] or cast.unspoken()
        elif not draft.actors and _promised_by_nobody(draft):
            actors = cast.speaker(said_by)
        if said_by and _is_held_by_speaker(draft):
            actors = cast.resolve(draft.said_by[-1:], language)
        partners = _others(cast.resolve(draft.partners, language, said_by), actors)
        if draft.strength is Strength.AGREEMENT and not partners and met[0] == draft.sentence:
            partners = _others(met[1], actors)
        if draft.kind is Kind.REQUEST and not draft.partners and language in _UNSPOKEN:
            partners = cast.other_side(actors)
        if draft.kind is Kind.MEETING:
            met = (draft.sentence, (*actors, *partners))
            if draft.date and _is_over(draft.date, cast.document.published):
                held = (draft.sentence, draft.date)
        elif draft.kind is Kind.MILESTONE and language in _UNSPOKEN and not draft.date:
            draft = _done_when_met(draft, held, cast.document.text)
        together = draft.kind in _TOGETHER or draft.strength is Strength.AGREEMENT
        cast.note(actors, partners if together else ())
        yield _record(draft, language, cast, concepts, reader, (actors, partners, said_by))


def _done_when_met(draft: Draft, held: tuple[int, TimeExpression | None], text: str) -> Draft:
    """Give what was done at a meeting the meeting's date, where it tells none of its own.

    It is told in the meeting's sentence, or says so ("회담 직후", "이 자리에서").
    """
    sentence, when = held
    same = sentence == draft.sentence
    if when is None or not (same or _AT_ONCE.search(draft.clause.sentence.of(text))):
        return draft
    return replace(draft, date=when)


def _is_held_by_speaker(draft: Draft) -> bool:
    """Tell whether a view is that of who states it: "A는 B가 …해야 한다고 강조했다"."""
    if draft.kind is not Kind.POSITION:
        return False
    names = {marker.name for marker in draft.clause.markers}
    owed = draft.clause.mood is Mood.OBLIGED and any(n.startswith("-다고 ") for n in names)
    return (owed and _SHARED not in names) or bool(names & _STATING)


def _is_over(when: TimeExpression, published: date | None) -> bool:
    """Tell whether a time does not lie ahead of the document."""
    return bool(when.edtf and published and parse(when.edtf)[0] <= published)


def _is_done_by_saying(draft: Draft) -> bool:
    """Tell whether the document is the deed itself: "we declare", "we convened" in a statement."""
    if draft.kind is Kind.MILESTONE:
        return draft.clause.tense is Tense.PRESENT
    return (
        draft.kind is Kind.MEETING
        and draft.clause.tense is Tense.PAST
        and any(actor.head == "we" for actor in draft.actors)
    )


def _promised_by_nobody(draft: Draft) -> bool:
    return draft.kind is Kind.COMMITMENT and draft.clause.voice is Voice.PASSIVE


def _others(parties: tuple[Party, ...], taken: tuple[Party, ...]) -> tuple[Party, ...]:
    keys = {party.id or party.name for party in taken}
    return tuple(party for party in parties if (party.id or party.name) not in keys)


def _record(
    draft: Draft,
    language: str,
    cast: Cast,
    concepts: Concepts,
    reader: str,
    who: tuple[tuple[Party, ...], tuple[Party, ...], tuple[Party, ...]],
) -> Record:
    actors, partners, said_by = who
    document = cast.document
    exact = draft.evidence.of(document.text)
    published = document.published
    told_now = draft.kind in _SAID or _is_done_by_saying(draft)
    said = edtf_of(published, published) if published and told_now else None
    return Record(
        id=record_id(draft.kind, (*actors, *partners), exact),
        kind=draft.kind,
        strength=draft.strength,
        actors=actors,
        partners=partners,
        action=" ".join(draft.action.of(document.text).split()),
        topics=tuple(concepts.find(exact)),
        date=draft.date.edtf if draft.date else said,
        due=draft.due.edtf if draft.due else None,
        due_trigger=draft.due.trigger if draft.due else None,
        said_by=said_by,
        language=language,
        evidence=(Evidence(document.id, draft.evidence.start, draft.evidence.end, exact),),
        basis=Basis(draft.rule, draft.trigger.of(document.text)),
        reader=reader,
    )
