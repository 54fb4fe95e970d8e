from datetime import date

import pytest

from pledgebook.documents.frontmatter import read_front_matter


def test_fields_are_read_and_the_text_begins_after_them() -> None:
    text = (
        "---\ntitle: A  declaration\ndate: '2024-05-21'\npublisher: The ministry\n"
        "source_url: https://example.org/a\nlanguage: en\n---\n\nThe text.\n"
    )

    front = read_front_matter(text)

    assert text[front.body :] == "The text.\n"
    assert front.title == "A declaration"
    assert front.published == date(2024, 5, 21)
    assert front.publisher == "The ministry"
    assert front.source_url == "https://example.org/a"
    assert front.language == "en"
    assert front.findings == ()


@pytest.mark.parametrize("words", [
    "published: 2024-05-21", "date: 2024-05-21 17:05:39-04:00", "date: '2024. 5. 21.'",
    "date: 2024년 5월 21일", "date: 21 May 2024", "date: May 21, 2024", "date: 20240521",
    "published_time: 2024-05-21T09:00:00+09:00",
])  # fmt: skip
def test_dates(words: str) -> None:
    assert read_front_matter(f"---\n{words}\n---\nx").published == date(2024, 5, 21)


def test_published_wins_over_date() -> None:
    front = read_front_matter("---\ndate: 2024-01-01\npublished: 2024-05-21\n---\nx")

    assert front.published == date(2024, 5, 21)


@pytest.mark.parametrize("value", ["2023-02-30", "sometime", "2024-13-01"])
def test_an_impossible_date_is_a_finding(value: str) -> None:
    front = read_front_matter(f"---\ntitle: T\ndate: {value}\n---\nx")

    assert front.published is None
    assert front.title == "T"
    assert [finding.code for finding in front.findings] == ["bad-date"]


def test_lines_with_a_stray_quote_are_read_one_by_one() -> None:
    front = read_front_matter('---\ntitle: "첫걸음" 책자 배포\ndate: 2026-07-22\n---\n\n본문')

    assert front.title == '"첫걸음" 책자 배포'
    assert front.published == date(2026, 7, 22)
    assert [finding.code for finding in front.findings] == ["front-matter"]


@pytest.mark.parametrize("text", [
    "No front matter.", "---\n\nA rule, then text.\n\n---\nmore", "---\ntitle: never closed\n",
])  # fmt: skip
def test_text_without_one(text: str) -> None:
    assert read_front_matter(text).body == 0


def test_broken_yaml_stays_text_with_a_finding() -> None:
    front = read_front_matter("---\ntitle: [a\n  b: {c\n---\ntext")

    assert front.body == 0
    assert [finding.code for finding in front.findings] == ["front-matter"]


def test_a_script_is_no_source_url() -> None:
    assert read_front_matter("---\nurl: javascript:alert(1)\n---\nx").source_url is None


def test_nested_and_repeated_yaml_does_no_harm() -> None:
    deep = "[" * 5000
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert read_front_matter(f"---\ntitle: {deep}\n---\nx").title in (None, deep)
    assert read_front_matter(f"---\n{bomb}title: T\n---\nx").title == "T"
