"""What English time expressions mean, told on 7 November 2023 (a Tuesday) unless said otherwise."""

from datetime import date

import pytest

from pledgebook.language.dates.english import find_english
from pledgebook.language.dates.expression import Use

TOLD = date(2023, 11, 7)

AT = [
    ("The ministers met today in Oslo.", "today", "2023-11-07"),
    ("They dined tonight.", "tonight", "2023-11-07"),
    ("Yesterday both sides signed.", "Yesterday", "2023-11-06"),
    ("Talks resume tomorrow.", "tomorrow", "2023-11-08"),
    ("Earlier today, she called him.", "Earlier today", "2023-11-07"),
    ("The envoys spoke this morning.", "this morning", "2023-11-07"),
    ("It opened on November 1.", "on November 1", "2023-11-01"),
    ("It was held on November 1 and 2.", "on November 1 and 2", "2023-11-01/2023-11-02"),
    ("Held November 1-2, 2022 in Rome.", "November 1-2, 2022", "2022-11-01/2022-11-02"),
    ("The forum (12–13 October 2023)", "12–13 October 2023", "2023-10-12/2023-10-13"),
    ("It ran from 3 to 5 June.", "from 3 to 5 June", "2023-06-03/2023-06-05"),
    (
        "From October 31 to November 2, 2024, we meet.",
        "From October 31 to November 2, 2024",
        "2024-10-31/2024-11-02",
    ),
    (
        "From 30 December to 2 January 2025",
        "From 30 December to 2 January 2025",
        "2024-12-30/2025-01-02",
    ),
    (
        "between June 3 and June 7, 2024",
        "between June 3 and June 7, 2024",
        "2024-06-03/2024-06-07",
    ),
    ("On Friday, October 25, 2024, they met.", "On Friday, October 25, 2024", "2024-10-25"),
    ("On Friday, 27 October they met.", "On Friday, 27 October", "2023-10-27"),
    ("On Sunday they met.", "On Sunday", "2023-11-05"),
    ("He left last Tuesday.", "last Tuesday", "2023-10-31"),
    ("She arrives this Thursday.", "this Thursday", "2023-11-09"),
    ("They meet next Monday.", "next Monday", "2023-11-13"),
    ("Launched in August 2023.", "in August 2023", "2023-08"),
    ("Launched in April of this year.", "in April of this year", "2023-04"),
    ("Launched in June last year.", "in June last year", "2022-06"),
    ("Agreed on May 4 of last year.", "on May 4 of last year", "2022-05-04"),
    ("Signed in March.", "in March", "2023-03"),
    ("It will open in January.", "in January", "2024-01"),
    ("The 7th of May was a Sunday.", "7th of May", "2023-05-07"),
    ("Dated 7 Nov. 2023", "7 Nov. 2023", "2023-11-07"),
    ("Sept. 5, 2023", "Sept. 5, 2023", "2023-09-05"),
    ("Published 2023-09-05.", "2023-09-05", "2023-09-05"),
    ("Updated 9/23/2023", "9/23/2023", "2023-09-23"),
    ("Order 77 of February 16, 2021", "February 16, 2021", "2021-02-16"),
    ("in July and August 2024", "in July and August 2024", "2024-07/2024-08"),
    ("from January 2020 to June 2021", "from January 2020 to June 2021", "2020-01/2021-06"),
    ("He saw it last November.", "last November", "2022-11"),
    ("He sees it next March.", "next March", "2024-03"),
    ("It happened last month.", "last month", "2023-10"),
    ("It happens next week.", "next week", "2023-11-13/2023-11-19"),
    ("It happened last year.", "last year", "2022"),
    ("We meet again in 2025.", "in 2025", "2025"),
    ("the plan for 2024-2026", "for 2024-2026", "2024/2026"),
    ("between 2023 and 2025", "between 2023 and 2025", "2023/2025"),
    ("in the first half of 2025", "in the first half of 2025", "2025-01/2025-06"),
    ("in the second half of next year", "in the second half of next year", "2024-07/2024-12"),
    ("in the third quarter of 2024", "in the third quarter of 2024", "2024-07/2024-09"),
    ("in Q1 2027", "in Q1 2027", "2027-01/2027-03"),
    ("at the end of 2024", "at the end of 2024", "2024-12"),
    ("two years ago", "two years ago", "2021"),
    ("Six months ago it began.", "Six months ago", "2023-05"),
    ("ten days ago", "ten days ago", "2023-10-28"),
    ("during the week of May 6, 2024", "during the week of May 6, 2024", "2024-05-06/2024-05-12"),
    (
        "this sixth day of June, in the year of our Lord two thousand twenty-two",
        "sixth day of June, in the year of our Lord two thousand twenty-two",
        "2022-06-06",
    ),
    ("In March 2022 it grew and in May it fell.", "in May", "2022-05"),
    ("today’s meeting", "today", "2023-11-07"),
    ("its October 2022 session", "October 2022", "2022-10"),
    ("by the May 2024 gathering's hosts", "May 2024", "2024-05"),
]

VAGUE = [
    ("Earlier this year it rose.", "Earlier this year", "2023-01-01/2023-11-07"),
    ("They convene later this year.", "later this year", "2023-11-07/2023-12-31"),
    ("in the summer of 2024", "in the summer of 2024", "2024-06/2024-08"),
    ("this fall", "this fall", "2023-09/2023-11"),
    ("early next year", "early next year", "2024-01/2024-03"),
    ("in late 2024", "in late 2024", "2024-10/2024-12"),
    ("in mid-May", "in mid-May", "2023-05-11/2023-05-20"),
    ("early December", "early December", "2023-12-01/2023-12-10"),
    ("the FY2025 request", "FY2025", "2025"),
    ("in fiscal year 2024", "in fiscal year 2024", "2024"),
    ("the FY 2022-2023 budget", "FY 2022-2023", "2022/2023"),
    ("since the 1990s", "since the 1990s", "1990/1999"),
    ("this decade", "this decade", "2021/2030"),
    ("the 2024 Coastal Towns Conference", "2024", "2024"),
    ("at the 2023 G20 gathering", "2023", "2023"),
    ("We meet again in six months.", "in six months", "2024-05"),
    ("in two weeks", "in two weeks", "2023-11-20/2023-11-26"),
]

BY = [
    ("by the end of this year", "by the end of this year", "2023-12-31"),
    ("by the end of the month", "by the end of the month", "2023-11-30"),
    ("by the end of 2024", "by the end of 2024", "2024-12-31"),
    ("by year-end", "by year-end", "2023-12-31"),
    ("by December", "by December", "2023-12-31"),
    ("by February", "by February", "2024-02-29"),
    ("by May 2024", "by May 2024", "2024-05-31"),
    ("by 1 July 2025", "by 1 July 2025", "2025-07-01"),
    ("By January 15, report.", "By January 15", "2024-01-15"),
    ("by early December", "by early December", "2023-12-01/2023-12-10"),
    ("by mid-2025", "by mid-2025", "2025-05/2025-08"),
    ("by 2030", "by 2030", "2030"),
    ("no later than 2050", "no later than 2050", "2050"),
    ("not later than March 31, 2024", "not later than March 31, 2024", "2024-03-31"),
    ("on or before 30 June", "on or before 30 June", "2024-06-30"),
    ("by Q1 2027", "by Q1 2027", "2027-01/2027-03"),
    ("before the end of next year", "before the end of next year", "2024-12-31"),
    ("before June 2024", "before June 2024", "2024-05-31"),
    ("by Friday", "by Friday", "2023-11-10"),
    ("within this decade", "within this decade", "2030-12-31"),
    ("by the end of the decade", "by the end of the decade", "2030-12-31"),
    ("within six months", "within six months", "2024-05-07"),
    ("within one year", "within one year", "2024-11-07"),
    ("within the next 90 days", "within the next 90 days", "2024-02-05"),
    ("within 48 hours", "within 48 hours", "2023-11-09"),
    (
        "Within 180 days of the date of this order, the Board shall act.",
        "Within 180 days of the date of this order",
        "2024-05-05",
    ),
    (
        "within one hundred and twenty (120) days of the date of this memorandum",
        "within one hundred and twenty (120) days of the date of this memorandum",
        "2024-03-06",
    ),
    ("within 60 days from today", "within 60 days from today", "2024-01-06"),
    (
        "no later than 30 days after publication of this notice, the office",
        "no later than 30 days after publication of this notice",
        "2023-12-07",
    ),
    (
        "within 30 days after the deadline of 1 May 2024, file it",
        "within 30 days after the deadline of 1 May 2024",
        "2024-05-31",
    ),
]

OTHER = [
    ("since 2022", "since 2022", "2022", Use.SINCE),
    ("Since December it rose.", "Since December", "2022-12", Use.SINCE),
    ("starting 1 July 2024", "starting 1 July 2024", "2024-07-01", Use.SINCE),
    ("beginning in January 2025", "beginning in January 2025", "2025-01", Use.SINCE),
    ("effective January 1, 2025", "effective January 1, 2025", "2025-01-01", Use.SINCE),
    ("as early as 2024", "as early as 2024", "2024", Use.SINCE),
    ("from 2024 onwards", "from 2024 onwards", "2024", Use.SINCE),
    ("until 2027", "until 2027", "2027", Use.UNTIL),
    ("through the end of 2026", "through the end of 2026", "2026-12-31", Use.UNTIL),
    (
        "over the next five years",
        "over the next five years",
        "2023-11-07/2028-11-07",
        Use.FOR,
    ),
    ("over the past 15 months", "over the past 15 months", "2022-08-07/2023-11-07", Use.FOR),
    ("over the coming year", "over the coming year", "2023-11-07/2024-11-07", Use.FOR),
    ("during the past decade", "during the past decade", "2013-11-07/2023-11-07", Use.FOR),
    ("in the coming months", "in the coming months", None, Use.FOR),
    ("in the months and years ahead", "in the months and years ahead", None, Use.FOR),
    ("in recent weeks", "in recent weeks", None, Use.FOR),
    ("over the next few years", "over the next few years", None, Use.FOR),
    ("within weeks", "within weeks", None, Use.BY),
]

TRIGGERS = [
    ("We report by the next summit.", "by the next summit"),
    ("done ahead of the Harbour Summit in Lima", "ahead of the Harbour Summit"),
    ("before the upcoming ministerial meeting", "before the upcoming ministerial meeting"),
    ("by the time of our next meeting", "by the time of our next meeting"),
    ("ready in advance of the Oceans Conference", "in advance of the Oceans Conference"),
    ("by the end of her term", "by the end of her term"),
    (
        "Within 180 days of the establishment of the registry, the Board",
        "Within 180 days of the establishment of the registry",
    ),
    (
        "no later than 60 days after the guidance is issued, agencies",
        "no later than 60 days after the guidance is issued",
    ),
]  # fmt: skip

TRAPS = [
    "May we remind you that many may march.",
    "A second look at the first draft is fine.",
    "A 24-hour hotline and a 10-day course",
    "the 2030 Agenda for Sustainable Development",
    "Agenda 2030, Horizon 2020 and the 2030 Sustainable Development Goals",
    "a limit of 1.5 degrees",
    "Call +1 202-456-1414 or see section 2023.",
    "It cost $2023 or 2,023 dollars and 2030 MW.",
    "Resolution 2015 was adopted.",
    "for the first time in 50 years",
    "in over 40 years of service",
    "See example.org/2023/05/01/notes and covid-19-this-fall.",
    "Minister April Ludgate spoke.",
    "at 10:30 a.m. in room 12",
    "Directive 2014/53/EU",
    "the three-month review every year",
    "a five-year plan",
    "two of the 28 countries",
    "In less than two years it doubled.",
]


@pytest.mark.parametrize(("text", "words", "edtf"), AT)
def test_at(text: str, words: str, edtf: str) -> None:
    found = {text[e.start : e.end]: e for e in find_english(text, TOLD)}
    assert words in found
    assert (found[words].edtf, found[words].use) == (edtf, Use.AT)


@pytest.mark.parametrize(("text", "words", "edtf"), VAGUE)
def test_vague(text: str, words: str, edtf: str) -> None:
    [found] = find_english(text, TOLD)
    assert (text[found.start : found.end], found.edtf, found.fuzzy) == (words, edtf, True)


@pytest.mark.parametrize(("text", "words", "edtf"), BY)
def test_deadlines(text: str, words: str, edtf: str) -> None:
    [found] = find_english(text, TOLD)
    assert (text[found.start : found.end], found.edtf, found.use) == (words, edtf, Use.BY)


@pytest.mark.parametrize(("text", "words", "edtf", "use"), OTHER)
def test_other_uses(text: str, words: str, edtf: str | None, use: Use) -> None:
    [found] = find_english(text, TOLD)
    assert (text[found.start : found.end], found.edtf, found.use) == (words, edtf, use)


@pytest.mark.parametrize(("text", "words"), TRIGGERS)
def test_events_in_place_of_dates(text: str, words: str) -> None:
    [found] = find_english(text, TOLD)
    assert (found.trigger, found.edtf, found.use) == (words, None, Use.TRIGGER)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert find_english(text, TOLD) == []


def test_a_deadline_with_an_alternative_keeps_the_event() -> None:
    text = (
        "within 270 days of the date of this order or 180 days after the Survey appears, "
        "whichever comes later"
    )
    [found] = find_english(text, TOLD)
    assert (found.edtf, found.use) == ("2024-08-03", Use.BY)
    assert found.trigger == "180 days after the Survey appears"


def test_an_event_that_names_its_year_gives_it() -> None:
    [found] = find_english("by next year's summit", TOLD)
    assert (found.edtf, found.use, found.fuzzy) == ("2024", Use.TRIGGER, True)


def test_words_may_be_wrapped_over_lines() -> None:
    text = "Within 180\n    days of the date\n    of this order, or by early\n  December 2024"
    first, second = find_english(text, TOLD)
    assert (first.edtf, second.edtf) == ("2024-05-05", "2024-12-01/2024-12-10")


def test_without_a_publication_date_only_named_years_count() -> None:
    text = "Today, last year, on Friday, by May 3 and within six months; in June 2024, by 2030."
    found = find_english(text, None)
    assert [e.edtf for e in found] == [None] * 5 + ["2024-06", "2030"]
    assert all(e.fuzzy for e in found[:5])


def test_a_weekday_decides_between_years() -> None:
    [found] = find_english("on Saturday, 7 November", TOLD)
    assert found.edtf == "2020-11-07"


def test_the_offset_moves_the_spans() -> None:
    [found] = find_english("in 2025", TOLD, offset=100)
    assert (found.start, found.end) == (100, 107)
