import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.model.span import Span, cover


def test_a_span_is_half_open() -> None:
    """An offset at the end is outside."""
    assert Span(2, 4).of("한국과 영국") == "과 "


def test_a_span_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(3, 2)


@given(st.text(), st.data())
def test_trimming_keeps_the_words(text: str, data: st.DataObject) -> None:
    """Whatever the text, trimming takes off white space at the ends and nothing else."""
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    span = Span(start, end)
    trimmed = span.trimmed(text)
    assert span.covers(trimmed)
    assert trimmed.of(text) == span.of(text).strip()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_a_cover_holds_all_it_was_made_of(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(p), max(p)) for p in pairs]
    whole = cover(*spans)
    assert all(whole.covers(span) for span in spans)
