"""What days a date in the book can mean."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.language.dates.edtf import edtf_of, parse
from pledgebook.model.edtf import bounds, is_edtf

DAYS = st.dates()


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023-11-07", "2023-11-07", "2023-11-07"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-11-07T10:00", "2023-11-07", "2023-11-07"),
        ("2023-11-07T23:59:59+09:00", "2023-11-07", "2023-11-07"),
        ("2023-11-07T10:00Z/2023-11-09", "2023-11-07", "2023-11-09"),
        ("2023-11/2024", "2023-11-01", "2024-12-31"),
        ("../2024", "0001-01-01", "2024-12-31"),
        ("/2024-05", "0001-01-01", "2024-05-31"),
        ("2024/..", "2024-01-01", "9999-12-31"),
        ("2024-05-21/", "2024-05-21", "9999-12-31"),
    ],
)
def test_dates_times_and_intervals(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("XXXX", "0001-01-01", "9999-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-1X", "2023-10-01", "2023-12-31"),
        ("2023-02-XX", "2023-02-01", "2023-02-28"),
        ("2023-XX-31", "2023-01-31", "2023-12-31"),
        ("202X-02-29", "2020-02-29", "2028-02-29"),
        ("2023-XX-XX/202X", "2023-01-01", "2029-12-31"),
    ],
)
def test_unspecified_digits_reach_as_far_as_they_can(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2024-22", "2024-06-01", "2024-08-31"),
        ("2024-23", "2024-09-01", "2024-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("2024-30", "2024-12-01", "2025-02-28"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2024-36", "2024-10-01", "2024-12-31"),
        ("2024-38", "2024-05-01", "2024-08-31"),
        ("2024-40", "2024-01-01", "2024-06-30"),
        ("2024-41~", "2024-07-01", "2024-12-31"),
        ("202X-34", "2020-04-01", "2029-06-30"),
    ],
)
def test_seasons_quarters_and_halves(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "..", "../..", "2023/2024/2025", "2024/2023", "2023-11-08/2023-11-07",
        "2023-13", "2023-00", "2023-02-29", "2023-02-3X", "XXXX-02-30", "2023-21-01", "2023-42",
        "0000", "23", "2023-1-7", "2023-11-07 ", "2023.11.07", "２０２３", "202x", "next year",
        "2023-11-07T25:00", "2023-11-07T10:00+99:00", "2023-02-30T10:00", "2023-11T10:00",
        "[2023,2024]", "~", "2023~~", "2023" * 1000, "2023\n",
    ],
)  # fmt: skip
def test_what_is_no_edtf_means_no_days(text: str) -> None:
    assert bounds(text) is None
    assert not is_edtf(text)


@given(DAYS, DAYS)
def test_what_the_readers_write_means_the_days_they_meant(one: date, other: date) -> None:
    first, last = sorted((one, other))
    edtf = edtf_of(first, last)
    assert bounds(edtf) == parse(edtf) == (first, last)


@given(DAYS, st.sets(st.sampled_from([0, 1, 2, 3, 5, 6, 8, 9])))
def test_leaving_digits_open_never_loses_the_day(day: date, open_at: set[int]) -> None:
    exact = day.isoformat()
    masked = "".join("X" if at in open_at else digit for at, digit in enumerate(exact))
    found = bounds(masked)
    assert found is not None
    assert found[0] <= day <= found[1]
    if not open_at:
        assert found == (day, day)


@given(DAYS, st.sampled_from("~?%"), st.sampled_from([0, 4, 7, 10]))
def test_a_qualifier_changes_no_bounds(day: date, qualifier: str, at: int) -> None:
    exact = day.isoformat()
    assert bounds(exact[:at] + qualifier + exact[at:]) == bounds(exact)


@given(st.integers(1, 9998), st.sampled_from([range(21, 25), range(29, 33), range(33, 37)]))
def test_four_groupings_of_a_year_share_no_day_and_leave_none_out(year: int, codes: range) -> None:
    stretches = sorted(found for code in codes if (found := bounds(f"{year:04d}-{code}")))
    assert len(stretches) == 4
    for (_, last), (following, _) in pairwise(stretches):
        assert following == last + timedelta(days=1)
    for first, last in stretches:
        assert first.day == 1
        assert last.day == monthrange(last.year, last.month)[1]


@given(st.text(alphabet="0123456789X-/.~?%TZ:+", max_size=24))
def test_bounds_are_in_order_for_whatever_is_typed(text: str) -> None:
    found = bounds(text)
    assert is_edtf(text) is (found is not None)
    if found:
        assert found[0] <= found[1]
