"""Loanwords and names that sound alike in Korean and English: 드론 and drone, 제네바 and Geneva.

A word is brought down to its consonants, in classes that Hangul does not keep apart (b and v, l and
r, p and f). Only skeletons of three consonants or more say something.
"""

import re
import unicodedata
from itertools import pairwise

_LEADS = (
    *("k", "k", "n", "t", "t", "r", "m", "p", "p", "s"),
    *("s", "", "j", "j", "j", "k", "t", "p", "h"),
)
_TAILS = {
    1: "k", 2: "k", 4: "n", 7: "t", 8: "r", 16: "m", 17: "p", 19: "t", 20: "t", 21: "nk", 22: "t",
    23: "t", 24: "k", 25: "t", 26: "p",
}  # fmt: skip
_FIRST, _PER_LEAD, _PER_VOWEL = 0xAC00, 588, 28
_HANGUL = re.compile(r"[가-힣]{2,}")
_LATIN = re.compile(r"[a-z]{4,}")
_PARTICLE = re.compile(r"(?:으로|에서|에게|까지|부터|이라|[을를이가은는의에와과도로])$")
_ENGLISH = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "p"),
        (r"t?ch|tsch", "j"),
        (r"sh|sch|th", "s"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])|dg", "j"),
        (r"gh", ""),
        (r"g", "k"),
        (r"d", "t"),
        (r"[bvf]", "p"),
        (r"z", "j"),
        (r"l", "r"),
        (r"[aeiouwy]|(?<=[aeiou])h", ""),
    )
]
# An r that English may leave silent: "platform" is 플랫폼, though "Heidelberg" is 하이델베르크.
_SILENT = re.compile(
    r"(?<=[aeiou])r(?![aeiouyr])"
)  # "platform" is 플랫폼, but "Heidelberg" 하이델베르크
_LEAST = 3


def sounds(text: str) -> frozenset[str]:
    """Return the skeletons of the words of a text, Korean and Latin, without the short ones."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    korean = (_of_hangul(_PARTICLE.sub("", word)) for word in _HANGUL.findall(folded))
    apart = unicodedata.normalize("NFKD", folded)  # so that ú is u and an accent
    words = _LATIN.findall("".join(c for c in apart if not unicodedata.combining(c)))
    latin = (_of_latin(form) for word in words for form in (word, _SILENT.sub("", word)))
    return frozenset(skeleton for skeleton in (*korean, *latin) if len(skeleton) >= _LEAST)


def _of_hangul(word: str) -> str:
    found = ""
    for syllable in word:
        place = ord(syllable) - _FIRST
        found += _LEADS[place // _PER_LEAD] + _TAILS.get(place % _PER_VOWEL, "")
    return _once(found)


def _of_latin(word: str) -> str:
    plain = re.sub(r"(?<=[^s])s$", "", word)
    for pattern, sound in _ENGLISH:
        plain = pattern.sub(sound, plain)
    return _once(plain)


def _once(letters: str) -> str:
    """Return letters with doubled ones written once."""
    return letters[:1] + "".join(b for a, b in pairwise(letters) if a != b)
