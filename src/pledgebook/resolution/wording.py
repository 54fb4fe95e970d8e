"""The words of a record, without those in which any promise is put."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pledgebook.knowledge.acts import bundled_acts
from pledgebook.knowledge.concepts import bundled_concepts
from pledgebook.model.record import Party, Record
from pledgebook.resolution.merging import shingles
from pledgebook.resolution.sounds import sounds

# The words in which promises are put, whatever is promised: they make no two of them alike.
_KOREAN_FRAME = """
    하기로 했다 하였다 하겠다고 밝혔다 말했다 약속했다 합의했다 발표했다 설명했다
    할 계획이다 계획이라고 예정이다 방침이다 것이다 정부는 정부가 위한 위해 대한 대해
    관한 통해 있도록 나갈 이를 함께 공동으로 우리는 양국은 추진 노력
    달러 유로 파운드 올해 내년 연말까지 상반기 하반기 다음 이번
"""
_ENGLISH_FRAME = """
    will shall would that this with from into they their them have been which also each our ours the
    and for its his her how what when where who whose would much many more very both plans planned
    planning commit commits committed pledge pledged agree agreed intend intends announced said
    government together jointly joint shared common between among about within use used using end
    next year years month months january february march april may june july august september
    october november december people dollars euros pounds won yen million billion two three
    countries set up put place make made take part ahead before after during
"""
_FRAME = shingles(f"{_KOREAN_FRAME} {_ENGLISH_FRAME}")
_FRAME_SOUNDS = sounds(f"{_KOREAN_FRAME} {_ENGLISH_FRAME}")
# One word in two spellings, or in full and short.
_SPELLINGS = (
    (re.compile(r"인공지능|artificial intelligence", re.IGNORECASE), "AI"),
    (re.compile(r"(?<=[Cc]ent)re(?=s?\b)"), "er"),
    (re.compile(r"(?<=[a-z]{3})our(?=\b|s\b|i|ed|a)"), "or"),
)
_LETTERED = re.compile(r"[^\s,.;:()‘’“”\"']+")
_PREDICATE = re.compile(r"(?:다|고|며|면서|는|기로|할|한|된|될|하기|되기|해|하여)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of what is told: its shingles, and the ids of the concepts and things it names."""

    shingles: frozenset[str]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one record tells what it tells.

    `parts` are its shingles. `words` are the same words whole, without acts, predicates and
    numbers. `sounds` are skeletons of words, for loanwords and names.
    """

    parts: frozenset[str]
    words: frozenset[Word]
    sounds: frozenset[str]


@lru_cache(maxsize=8192)
def wording(record: Record) -> Wording:
    """Return the words of a record; kept for the records asked about last."""
    told = record.evidence[0].exact
    for spelling, plain in _SPELLINGS:
        told = spelling.sub(plain, told)
    parties = (*record.actors, *record.partners)
    named = " ".join(_names(parties))
    frame = _FRAME | shingles(named)
    return Wording(
        parts=shingles(told) - frame,
        words=frozenset(_words(told, frame)),
        sounds=sounds(told) - sounds(named) - _FRAME_SOUNDS,
    )


def _words(told: str, frame: frozenset[str]) -> set[Word]:
    found: set[Word] = set()
    for word in _LETTERED.findall(told):
        parts = shingles(word) - frame
        plain = not _PREDICATE.search(word) and not any(c.isdigit() for c in word)
        if parts and plain and not bundled_acts().in_acts.find(word):
            things = (name for ids in bundled_acts().in_things.find(word) for name in ids)
            found.add(Word(parts, frozenset([*things, *bundled_concepts().find(word)])))
    return found


def _names(parties: tuple[Party, ...]) -> list[str]:
    return [name for p in parties for name in (p.name, p.label.en, p.label.ko)]
