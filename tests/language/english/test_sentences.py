"""Where English sentences end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.language.english.sentences import split
from pledgebook.model.span import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Baker of the U.S. Department of Energy met Dr. Cho at 5 p.m. in Rome.",
        "Section No. 4 of 50 U.S.C. 4501 applies, i.e. the part on A.I. research.",
        "Under Sec. 3 of the act, the board, cf. Art. 9, may sit.",
        "President Jane Q. Baker signed it.",
        "They agreed (a) to meet; (b) to share data; and (c) to report back.",
        "H.E. Dr. Amina Njoroge received the envoy.",
        "They spoke at length\nof trade.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We met in the U.S. The talks went well.", 2),
        ("They met in Washington, D.C. The Secretary spoke.", 2),
        ("“We will act.” The minister then left.", 2),
        ("It is done! Is it? Yes.", 3),
        ("Best Practices.  (a)  Within 90 days, the board shall meet.", 2),
    ],
)
def test_several_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_within_the_block(text: str) -> None:
    spans = split(text, Span(0, len(text)))
    assert all(span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
