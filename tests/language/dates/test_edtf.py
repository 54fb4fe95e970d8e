"""Calendar arithmetic and the strings it is carried in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.language.dates import edtf

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("string", "first", "last"),
    [
        ("2023-11-07", "2023-11-07", "2023-11-07"),
        ("2023-11", "2023-11-01", "2023-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-11-01/2023-11-02", "2023-11-01", "2023-11-02"),
        ("2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("2023/2025", "2023-01-01", "2025-12-31"),
        ("2023-11-20/2024", "2023-11-20", "2024-12-31"),
    ],
)
def test_parse(string: str, first: str, last: str) -> None:
    assert edtf.parse(string) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "string",
    [
        "", "2023-13", "2023-02-30", "23-11-07", "2023-1", "2023-11-0X", "2023?", "2023-11-07/..",
        "../2023", "2024/2023", "2023/2024/2025", "2023-21", "20231107", "２０２３", "2023 ",
    ],
)  # fmt: skip
def test_what_is_no_level_0_date(string: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        edtf.parse(string)


def test_an_interval_that_runs_backwards_has_no_string() -> None:
    with pytest.raises(ValueError, match="backwards"):
        edtf.edtf_of(date(2024, 1, 2), date(2024, 1, 1))


@given(DAYS, st.integers(0, 1200))
def test_the_string_of_a_stretch_reads_back_as_that_stretch(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert edtf.parse(edtf.edtf_of(first, last)) == (first, last)


@given(DAYS, st.integers(-1200, 1200), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_adding_keeps_the_order_of_time(day: date, count: int, unit: str) -> None:
    moved = edtf.add(day, count % 80 - 40, unit)
    assert (moved > day) == (count % 80 - 40 > 0)
    first, last = edtf.around(moved, unit)
    assert first <= moved <= last


@given(DAYS, DAYS, st.sampled_from(["early", "mid", "late", "start", "end"]))
def test_a_part_lies_in_its_whole(one: date, other: date, part: str) -> None:
    whole = min(one, other), max(one, other)
    first, last = edtf.part_of(whole, part)
    assert first <= last
    if part in ("start", "end") and (whole[1] - whole[0]).days >= 360:
        return  # the outermost month, which may begin before a stretch of odd days
    if (whole[1] - whole[0]).days > 366 or (whole[1] - whole[0]).days >= 2:
        assert first.year >= whole[0].year
        assert last.year <= whole[1].year


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("2023-12", "early", "2023-12-01/2023-12-10"),
        ("2024-02", "mid", "2024-02-11/2024-02-20"),
        ("2024-02", "late", "2024-02-21/2024-02-29"),
        ("2025", "early", "2025-01/2025-03"),
        ("2025", "mid", "2025-05/2025-08"),
        ("2025", "late", "2025-10/2025-12"),
        ("2025", "start", "2025-01"),
        ("2024", "end", "2024-12"),
        ("2040/2049", "early", "2040/2043"),
        ("2040/2049", "late", "2047/2049"),
    ],
)
def test_parts(whole: str, part: str, expected: str) -> None:
    assert edtf.edtf_of(*edtf.part_of(edtf.parse(whole), part)) == expected


def test_periods_of_a_year() -> None:
    assert edtf.edtf_of(*edtf.quarter_of(2027, 1)) == "2027-01/2027-03"
    assert edtf.edtf_of(*edtf.half_of(2025, 2)) == "2025-07/2025-12"
    assert edtf.edtf_of(*edtf.season_of(2024, "winter")) == "2024-12/2025-02"
    assert edtf.edtf_of(*edtf.decade_of(2030)) == "2021/2030"
    assert edtf.edtf_of(*edtf.week_of(date(2024, 5, 21))) == "2024-05-20/2024-05-26"


def test_a_month_is_cut_to_the_shorter_one() -> None:
    assert edtf.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert edtf.add(date(2024, 2, 29), 1, "year") == date(2025, 2, 28)


def test_the_nearest_year_is_rather_ones_own() -> None:
    november = date(2023, 11, 7)
    own = edtf.year_of(2023)

    def year_of_month(month: int, lean: int = 0) -> int:
        options = [edtf.month_of(year, month) for year in (2022, 2023, 2024)]
        return edtf.nearest(options, november, own, lean)[0].year

    assert year_of_month(3) == 2023
    assert year_of_month(1) == 2024
    assert year_of_month(3, lean=1) == 2024
    assert year_of_month(12, lean=-1) == 2022
