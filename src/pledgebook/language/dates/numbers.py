"""Numbers in words, as durations use them: ninety days, 두 달, 열흘."""

import re

_ENGLISH_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_ENGLISH = {"a": 1, "an": 1, **_ENGLISH_UNITS, **_ENGLISH_TENS}

ENGLISH_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
"""Ordinals up to the days of a month; 21 to 31 are twenty or thirty with one of the first nine."""

_WORD = "|".join(sorted([*_ENGLISH_UNITS, *_ENGLISH_TENS, "hundred"], key=len, reverse=True))
ENGLISH_WORDS = (*_ENGLISH_UNITS, *_ENGLISH_TENS, "hundred")
"""The words that can open such a number."""
ENGLISH_NUMBER = rf"(?:\d{{1,3}}|(?:one\s+)?(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}))*)"
"""Pattern of a number up to 999 in digits or words, lower case; hold it under (?i:…)."""


def english(words: str) -> int | None:
    """Value of an English number in digits or words ("one hundred and eighty"), None for others."""
    words = words.strip().lower()
    if words.isdecimal():
        return int(words)
    total = 0
    for word in re.findall(r"[a-z]+", words):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in _ENGLISH:
            total += _ENGLISH[word]
        elif word != "and":
            return None
    return total or None


def english_ordinal(words: str) -> int | None:
    """Value of an ordinal in words up to 31 ("twenty-third"), None for others."""
    head, _, tail = words.strip().lower().partition("-")
    if not tail:
        return ENGLISH_ORDINALS.get(head)
    unit = ENGLISH_ORDINALS.get(tail, 10)
    return _ENGLISH_TENS[head] + unit if head in _ENGLISH_TENS and unit < 10 else None


_KOREAN_NATIVE = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12,
}  # fmt: skip
_KOREAN_SINO = {
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10,
}  # fmt: skip
KOREAN_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8,
    "아흐레": 9, "열흘": 10, "보름": 15,
}  # fmt: skip
"""Words that count days by themselves."""

KOREAN_NATIVE = "|".join(sorted(_KOREAN_NATIVE, key=len, reverse=True))
"""Pattern of the native numerals that stand before 달, 해, 주."""


def korean(words: str) -> int | None:
    """Value of a Korean number: digits, native (두), Sino-Korean to ten (삼), None for others."""
    words = words.replace(",", "").strip()
    if words.isdecimal():
        return int(words)
    return _KOREAN_NATIVE.get(words) or _KOREAN_SINO.get(words)
