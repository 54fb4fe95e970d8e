"""What stands before and after a quotation, cut where a reader would cut it.

A cut goes between words; where no word ends within reach (long words, scripts without spaces) it
goes between characters as a reader sees them, never inside one: the rules of UAX #29's grapheme
clusters, but for the conjuncts of Indic scripts.
"""

import unicodedata
from collections.abc import Callable
from typing import Final

#: How many code points of context a quotation is given, at most, but for a character's own tail.
REACH: Final = 32

_JOINER: Final = "\u200d"
_LONGEST: Final = 64  # code points of one character as seen; more is no writing, and is cut


def before(text: str, start: int, reach: int = REACH) -> str:
    """Return what stands before `start`: whole words, about `reach` code points at most."""
    far = max(0, start - reach)
    cut = _next(text, far, start, _opens_word)
    return text[cut if cut is not None else _back(text, far) : start]


def after(text: str, end: int, reach: int = REACH) -> str:
    """Return what stands behind `end`: whole words, about `reach` code points at most."""
    far = min(len(text), end + reach)
    cut = _previous(text, far, end, _closes_word)
    return text[end : cut if cut is not None else _on(text, far)]


def parts(text: str, at: int) -> bool:
    """Tell whether a text may be cut at a position without cutting a character as seen."""
    if not 0 < at < len(text):
        return True
    left, right = text[at - 1], text[at]
    if left == "\r" and right == "\n":
        return False
    if _extends(right) or left == _JOINER:
        return False
    if _is_flag(left) and _is_flag(right):
        return _flags_before(text, at) % 2 == 0
    return not _joins_jamo(left, right)


def _opens_word(text: str, at: int) -> bool:
    return at == 0 or (text[at - 1].isspace() and not text[at : at + 1].isspace())


def _closes_word(text: str, at: int) -> bool:
    return at == len(text) or (text[at].isspace() and not text[at - 1 : at].isspace())


def _next(text: str, at: int, stop: int, fits: Callable[[str, int], bool]) -> int | None:
    return next((cut for cut in range(at, stop) if fits(text, cut)), None)


def _previous(text: str, at: int, stop: int, fits: Callable[[str, int], bool]) -> int | None:
    return next((cut for cut in range(at, stop, -1) if fits(text, cut)), None)


def _back(text: str, at: int) -> int:
    return next((cut for cut in range(at, max(0, at - _LONGEST), -1) if parts(text, cut)), at)


def _on(text: str, at: int) -> int:
    ends = range(at, min(len(text), at + _LONGEST) + 1)
    return next((cut for cut in ends if parts(text, cut)), at)


def _extends(character: str) -> bool:
    """Tell whether a character belongs to the one before: marks, joiners, skin tones, tags."""
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in (_JOINER, "\u200c", "\uff9e", "\uff9f")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_flag(character: str) -> bool:
    """Tell whether a character is half a flag (a regional indicator)."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    start = at
    while start > 0 and at - start < _LONGEST and _is_flag(text[start - 1]):
        start -= 1
    return at - start


def _joins_jamo(left: str, right: str) -> bool:
    """Tell whether two letters are written as one Korean syllable (old Hangul, in NFC)."""
    leads, vowels, tails = ("ᄀ", "ᅟ"), ("ᅠ", "ᆧ"), ("ᆨ", "ᇿ")
    if leads[0] <= left <= leads[1]:
        return leads[0] <= right <= vowels[1] or "가" <= right <= "힣"
    if vowels[0] <= left <= vowels[1]:
        return vowels[0] <= right <= tails[1]
    if "가" <= left <= "힣":
        open_syllable = (ord(left) - 0xAC00) % 28 == 0
        return (tails if not open_syllable else vowels)[0] <= right <= tails[1]
    return tails[0] <= left <= tails[1] and tails[0] <= right <= tails[1]
