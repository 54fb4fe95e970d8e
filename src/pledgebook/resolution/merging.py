"""The same thing told twice in one document is one record with several pieces of evidence."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pledgebook.model.record import Evidence, Record
from pledgebook.resolution.naming import distinct

_LETTERS = re.compile(r"[^\W_]+")
_HEADLINE_SHARE = 0.7
_COMMON = 200


def merge(records: Sequence[Record], headlines: frozenset[str]) -> list[Record]:
    """Return the records without repetition, in order of their first evidence.

    Records of one kind whose evidence has the same letters are one; so are a headline (its id is in
    `headlines`) and the sentence that holds most of its words.
    """
    merged: dict[tuple[str, str], Record] = {}
    for record in records:
        key = (record.kind.value, letters(record.evidence[0].exact))
        merged[key] = join(merged[key], record) if key in merged else record
    return _join_headlines(list(merged.values()), headlines)


def letters(words: str) -> str:
    """Return the letters and digits of some words, folded (NFKC, case), and nothing else."""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKC", words).casefold()))


def join(first: Record, second: Record) -> Record:
    """Return `first` with the evidence of `second`, and its facts where `first` lacks them."""
    return replace(
        first,
        actors=first.actors or second.actors,
        partners=first.partners or second.partners,
        date=first.date or second.date,
        due=first.due or second.due,
        due_trigger=first.due_trigger or second.due_trigger,
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
        said_by=distinct((*first.said_by, *second.said_by)),
        evidence=_in_order((*first.evidence, *second.evidence)),
    )


def _in_order(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the pieces without repetition, the first one staying first."""
    return tuple(dict.fromkeys(pieces))


def _join_headlines(records: list[Record], headlines: frozenset[str]) -> list[Record]:
    kept = [record for record in records if record.id not in headlines]
    holding = _postings(kept) if headlines else {}
    for headline in (record for record in records if record.id in headlines):
        place = _told_by(headline, kept, holding)
        if place is None:
            kept.append(headline)
        else:
            kept[place] = join(kept[place], headline)
    return sorted(kept, key=lambda r: min(piece.start for piece in r.evidence))


def _postings(records: Sequence[Record]) -> dict[str, list[int]]:
    """Return the places of the records that hold each shingle."""
    found: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        for shingle in shingles(record.evidence[0].exact):
            found.setdefault(shingle, []).append(place)
    return found


def _told_by(
    headline: Record, records: Sequence[Record], holding: Mapping[str, list[int]]
) -> int | None:
    """Return the place of the record that tells what the headline tells, if there is one.

    Shingles that very many records hold tell nothing apart and are not followed.
    """
    wanted = shingles(headline.evidence[0].exact)
    telling = (holding.get(shingle, []) for shingle in wanted)
    places = {place for posted in telling if len(posted) <= _COMMON for place in posted}
    best, found = _HEADLINE_SHARE, None
    for place in sorted(places):
        if records[place].kind is headline.kind:
            share = len(wanted & shingles(records[place].evidence[0].exact)) / len(wanted)
            if share >= best:
                best, found = share, place
    return found


def shingles(words: str) -> frozenset[str]:
    """Return pairs of Hangul syllables and the first five letters of other words."""
    found: set[str] = set()
    for word in _LETTERS.findall(unicodedata.normalize("NFKC", words).casefold()):
        if "가" <= word[0] <= "힣":
            found |= {word[i : i + 2] for i in range(len(word) - 1)}
        elif len(word) > 2:
            found.add(word[:5])
    return frozenset(found)
