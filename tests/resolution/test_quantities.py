"""Amounts and counts mean the same in Korean and in English; dates are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.resolution.quantities import Quantity, quantities


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1억 달러를", "USD", 1e8),
        ("$100 million", "USD", 1e8),
        ("US$1.5bn", "USD", 1.5e9),
        ("1억5천만 달러", "USD", 1.5e8),
        ("1억 5,000만 달러", "USD", 1.5e8),
        ("5천만 유로", "EUR", 5e7),
        ("50 million euros", "EUR", 5e7),
        ("€20 billion", "EUR", 2e10),
        ("2조 3,000억 원", "KRW", 2.3e12),
        ("3 천 명", "", 3000),
        ("1만8천 장", "", 18000),
        ("18,000 GPUs", "", 18000),
        ("교원 2만명을", "", 20000),
        ("500명에게", "", 500),
        ("12.5%", "%", 12.5),
        ("30 per cent", "%", 30),
        ("3백만 달러", "USD", 3e6),
    ],
)
def test_a_quantity_is_read(text: str, unit: str, value: float) -> None:
    assert quantities(f"정부는 {text} 내기로") == (Quantity(unit, value),)


@pytest.mark.parametrize(
    "text",
    [
        "2027년까지",
        "by March 2027",
        "18 September 2026",
        "May 3",
        "3월 2일",
        "지난 1~2일",
        "in 6 months",
        "90 days",
        "6개월 안에",
        "제3차 회의",
        "the 21st century",
        "상반기 2분기",
    ],
)
def test_dates_and_ordinals_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


def test_rounding_is_no_difference() -> None:
    assert Quantity("USD", 1e8).is_about(Quantity("USD", 1.01e8))
    assert not Quantity("USD", 1e8).is_about(Quantity("USD", 1.5e8))
    assert not Quantity("USD", 1e8).is_about(Quantity("EUR", 1e8))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.value >= 0


@given(st.integers(1, 9999), st.sampled_from([("만", 10**4), ("억", 10**8), ("조", 10**12)]))
def test_korean_units_multiply(number: int, unit: tuple[str, int]) -> None:
    assert quantities(f"{number}{unit[0]} 달러") == (Quantity("USD", number * unit[1]),)
