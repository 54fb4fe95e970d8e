from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.model.record import Kind
from pledgebook.model.span import Span
from pledgebook.publish.segments import Mark, by_block, segments


def mark(start: int, end: int, name: str) -> Mark:
    return Mark(Span(start, end), Kind.COMMITMENT, f"r{name}", f"e{name}")


def test_nested_and_overlapping_marks_become_a_row() -> None:
    row = list(segments(Span(0, 20), [mark(2, 10, "a"), mark(5, 8, "b"), mark(7, 15, "c")]))

    assert [(s.span.start, s.span.end, [m.record for m in s.marks]) for s in row] == [
        (0, 2, []),
        (2, 5, ["ra"]),
        (5, 7, ["rb", "ra"]),
        (7, 8, ["rb", "ra", "rc"]),
        (8, 10, ["ra", "rc"]),
        (10, 15, ["rc"]),
        (15, 20, []),
    ]
    assert [[m.anchor for m in s.opens] for s in row] == [
        [], ["ea"], ["eb"], ["ec"], [], [], [],
    ]  # fmt: skip


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))


@given(SPANS, st.lists(SPANS, max_size=8))
def test_segments_tile_the_block(within: tuple[int, int], spans: list[tuple[int, int]]) -> None:
    marks = [mark(start, end, str(index)) for index, (start, end) in enumerate(spans)]
    row = list(segments(Span(*within), marks))

    assert row[0].span.start == within[0]
    assert row[-1].span.end == within[1]
    assert all(one.span.end == other.span.start for one, other in pairwise(row))
    for piece in row:
        assert set(piece.marks) == {m for m in marks if m.span.overlaps(piece.span)}


def test_a_mark_is_found_in_every_block_it_touches() -> None:
    marks = [mark(3, 12, "a"), mark(0, 2, "b"), mark(30, 31, "c")]

    touched = by_block([Span(0, 5), Span(6, 10), Span(11, 20)], marks)

    assert [[m.record for m in own] for own in touched] == [["ra", "rb"], ["ra"], ["ra"]]
