"""The morphemes of a sentence, from kiwipiepy; loaded once, when first needed."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

_TAGS = {f"{tag}-{kind}": tag for tag in ("VV", "VA", "VX", "XSA") for kind in "IR"}


class Morpheme(NamedTuple):
    """One morpheme; `start` and `end` count code points within its sentence.

    Neighbours may share a code point: in "했", 하 and 었 are both there. `tag` is that of the
    Sejong set, without the suffix for irregular verbs.
    """

    form: str
    tag: str
    start: int
    end: int


@cache
def model() -> Any:
    """Return the tokenizer; loading takes about a second, once a process.

    The dictionary of multi-word names is left out: it doubles time and memory, and names come
    from the gazetteer.
    """
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)


def morphemes(sentences: Sequence[str]) -> Iterator[list[Morpheme]]:
    """Yield the morphemes of each sentence, in one call to the tokenizer."""
    if not sentences:
        return
    for tokens in model().tokenize(sentences):
        yield _mended([Morpheme(t.form, _TAGS.get(t.tag, t.tag), t.start, t.end) for t in tokens])


_TAILS = {"와": "JKB", "과": "JKB", "의": "JKG", "도": "JX", "에": "JKB", "은": "JX", "는": "JX"}


def part_names(found: list[Morpheme], names: Sequence[tuple[int, int]]) -> list[Morpheme]:
    """Return the morphemes with the particle parted from a known name ("캐나다와" read as one)."""
    ends = dict(names)
    parted: list[Morpheme] = []
    for morph in found:
        end = ends.get(morph.start, morph.end)
        tail = morph.form[end - morph.start :] if morph.start < end < morph.end else ""
        if morph.tag == "NNP" and tail in _TAILS:
            parted.append(Morpheme(morph.form[: -len(tail)], "NNP", morph.start, end))
            parted.append(Morpheme(tail, _TAILS[tail], end, morph.end))
        else:
            parted.append(morph)
    return parted


def _bare(morph: Morpheme, following: Morpheme) -> bool:
    """Tell whether a stem has no ending, and so is a piece of an unknown name ("홀트")."""
    return following.tag.startswith("N") and following.start > morph.end


def _is_split(before: list[Morpheme], morph: Morpheme, after: list[Morpheme]) -> bool:
    """Tell whether a copula was read into a space before a noun that begins with 자."""
    if morph.tag != "VCP" or morph.start != morph.end or len(after) < 2 or not before:
        return False
    joined = after[0].end == after[1].start and after[1].tag.startswith("NN")
    return after[0].form == "자" and before[-1].end < morph.start and joined


def _is_topic(before: list[Morpheme], morph: Morpheme, following: Morpheme | None) -> bool:
    """Tell whether 는 behind a Latin name was read as a verb ("EU는" as EU + 늘 + ㄴ)."""
    if morph.form != "늘" or not before or before[-1].end != morph.start:
        return False
    return before[-1].tag == "SL" and following is not None and following.form == "ᆫ"


def _leans(before: list[Morpheme], morph: Morpheme) -> bool:
    """Tell whether `morph` follows a noun without a space."""
    return bool(before) and before[-1].tag in ("NNG", "XSN", "XR") and before[-1].end == morph.start


def _mended(found: list[Morpheme]) -> list[Morpheme]:
    """Return the morphemes with the headline's short form -키로 (for -하기로) taken apart."""
    mended: list[Morpheme] = []
    for place, morph in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        short = morph.form == "키로" or (
            morph.form == "키" and following is not None and following.form == "로"
        )
        verbal = (
            mended[-1].tag in ("NNG", "XSN", "XR") and mended[-1].end == morph.start
            if mended
            else False
        )
        if morph.tag in ("VV", "VA") and following is not None and _bare(morph, following):
            mended.append(Morpheme(morph.form, "NNP", morph.start, morph.end))
            continue
        if _is_topic(mended, morph, following):
            mended.append(Morpheme("는", "JX", morph.start, morph.end))
            continue
        if morph.form == "ᆫ" and mended and mended[-1].form == "는" and morph.end == mended[-1].end:
            continue  # the other half of that particle
        if _is_split(mended, morph, found[place + 1 : place + 3]):
            continue  # "보고서 자문단" is no "보고서이자 문단"
        if morph.form == "자" and morph.tag == "EC" and mended and mended[-1].end < morph.start:
            mended.append(Morpheme("자", "XPN", morph.start, morph.end))
            continue
        if short and verbal and morph.tag.startswith("NN"):
            mended.append(Morpheme("하", "XSV", morph.start, morph.start + 1))
            mended.append(Morpheme("기", "ETN", morph.start, morph.start + 1))
            if morph.form == "키로":
                mended.append(Morpheme("로", "JKB", morph.start + 1, morph.end))
        elif morph.tag == "VV" and morph.form in ("드리", "받") and _leans(mended, morph):
            mended.append(Morpheme(morph.form, "XSV", morph.start, morph.end))
        else:
            mended.append(morph)
    return mended
