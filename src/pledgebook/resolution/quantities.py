"""Amounts and counts in a text, so that 1억 달러 and $100 million are the same.

Numbers of days, months, years and the like are dates and durations, and none of these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_CURRENCIES = {
    "USD": ("us$", "$", "달러", "미달러", "dollar", "dollars", "usd"),
    "EUR": ("€", "유로", "euro", "euros", "eur"),
    "GBP": ("£", "파운드", "pound", "pounds", "gbp"),
    "KRW": ("₩", "원", "won", "krw"),
    "JPY": ("¥", "엔", "yen", "jpy"),
    "CNY": ("위안", "yuan", "renminbi", "rmb"),
    "CHF": ("스위스프랑", "프랑", "franc", "francs", "chf"),
    "INR": ("₹", "루피", "rupee", "rupees", "inr"),
    "SEK": ("크로나", "크로네", "krona", "kronor", "krone", "kroner"),
    "%": ("%", "퍼센트", "percent", "per cent"),
}
_BY_NAME = {name: unit for unit, names in _CURRENCIES.items() for name in names}
_PERCENT = "%"
_COUNT = ""

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PREFIX = r"(?P<sign>us\$|[$€£₩¥₹])\s?"
_PARTS = rf"(?:{_DIGITS}\s?(?:[십백천]\s?)?(?:[만억조]\s?)?|(?<=[만억조])\s?[십백천]\s?)+"
_NUMBER = re.compile(rf"(?<![\w.-])(?:{_PREFIX})?(?P<number>{_PARTS})")
_PART = re.compile(rf"({_DIGITS})|([십백천])|([만억조])")
_SCALE = re.compile(r"-?\s?(hundred|thousand|million|billion|trillion|mn|bn|tn|[km])\b")
_UNIT = re.compile(
    r"\s?(?:us |미국? ?|australian |canadian )?("
    + "|".join(re.escape(name) for name in sorted(_BY_NAME, key=len, reverse=True))
    + r")(?![a-z]|칙|자|전)"
)
# What makes a number a date, a duration, an ordinal or a part of a name.
_NO_COUNT = re.compile(
    r"\s?(?:년|월|일(?!본)|시(?!간당)|분기|분(?!야)|초|주(?:간|일|년)?(?![가-힣])|차|호|세기|개월|반기|달(?!러)|해(?![가-힣])"
    r"|st\b|nd\b|rd\b|th\b|[-–~/.:]\s?\d|[-–~]\s?(?:year|month|day|week)"
    r"|(?:days?|weeks?|months?|years?|decades?|hours?|minutes?|quarters?)\b"
    r"|(?:of )?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b)"
)
_MONTH_BEFORE = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|article|section|annex|chapter|제)\s?(?:\d{1,2}\s?[-–]\s?)?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOSE = 0.02


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """So much of something; `unit` is an ISO 4217 code, "%", or "" for a plain count."""

    unit: str
    value: float

    @property
    def money(self) -> bool:
        """Return whether this is an amount of money."""
        return self.unit not in (_PERCENT, _COUNT)

    def is_about(self, other: "Quantity") -> bool:
        """Return whether two quantities are one, but for rounding."""
        most = max(abs(self.value), abs(other.value))
        return self.unit == other.unit and abs(self.value - other.value) <= _CLOSE * most

    def __str__(self) -> str:
        told = f"{self.value:,.2f}".removesuffix(".00")
        return f"{told} {self.unit}".strip()


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts and counts that a Korean or English text tells, in order, each once."""
    return tuple(dict.fromkeys(_found(text.casefold())))


def _found(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end("number")
        value = _value(match["number"])
        if scale := _SCALE.match(text, at):
            value *= _SCALES[scale[1]]
            at = scale.end()
        unit = _BY_NAME[match["sign"]] if match["sign"] else _unit(text, at)
        if unit is not None:
            yield Quantity(unit, value)
        elif not scale and (_dated(text, match.start("number"), at) or _is_year(match["number"])):
            continue
        else:
            yield Quantity(_COUNT, value)


def _unit(text: str, at: int) -> str | None:
    match = _UNIT.match(text, at)
    return _BY_NAME[match[1]] if match else None


def _dated(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 20) : start]
    return bool(_NO_COUNT.match(text, end) or _MONTH_BEFORE.search(before))


def _is_year(number: str) -> bool:
    return _YEAR.fullmatch(number.strip()) is not None


def _value(number: str) -> float:
    """Return the value of digits with Korean units: 1억5천만 is 150 million."""
    total = section = current = 0.0
    for digits, small, big in _PART.findall(number):
        if digits:
            section += current
            current = float(digits.replace(",", ""))
        elif small:
            section += (current or 1) * _SMALL[small]
            current = 0.0
        else:
            total += (section + current or 1) * _BIG[big]
            section = current = 0.0
    return total + section + current
