"""Where the words of a query stand, and the piece of a text that shows them."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pledgebook.book.snippets import matches, snippet
from pledgebook.book.terms import index_terms, query_terms

WORDS = st.sampled_from(
    [
        "안전", "연구소를", "국회", "담당", "정상회담을", "회담", "북핵", "핵", "회", "담",
        "AI안전", "합의", "한·미", "ㆍ", "-", "“인용”", '"', "'s", ",", "安全", "ｶﾞ", "ガ",
        "\u1112\u1161\u11ab", "agreements", "Agreement", "U.S.", "G7", "2,500", "2500", "café",
        "CAFE\u0301", "Kenya's", "GPT-4", "👩\u200d🚀", "🇰🇷", "\ud83d", "\U00020000", "𝐀𝐈",
        "\u0301", "\u200b", "ﬁ", "㈠", "İ", "ß",
    ]
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(WORDS, st.sampled_from(["", " ", " ", "\n", "\n\n", "·", "  ", ", "])), max_size=14
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@st.composite
def texts_and_queries(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and a query that mostly comes out of it, more or less changed."""
    text = draw(st.one_of(TEXTS, st.text(max_size=30)))
    if draw(st.integers(0, 4)) == 0:
        return text, draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    query = text[start : start + draw(st.integers(1, 12))]
    change = draw(st.sampled_from(["", "quoted", "joined", "parted", "upper"]))
    if change == "quoted":
        query = f'"{query}"'
    elif change == "joined":
        query = "".join(query.split())
    elif change == "parted":
        query = " ".join(query)
    elif change == "upper":
        query = query.upper()
    return text, query


@given(texts_and_queries())
def test_the_index_never_loses_a_true_match(case: tuple[str, str]) -> None:
    text, query = case
    wanted, terms = query_terms(query), index_terms(text)
    if matches(text, query):
        assert wanted.terms <= terms
        for prefix in wanted.prefixes:
            assert any(term.startswith(prefix) for term in terms)


@given(texts_and_queries())
def test_matches_are_apart_in_order_and_within_the_text(case: tuple[str, str]) -> None:
    text, query = case
    found = matches(text, query)
    assert all(span.start < span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS, st.data())
def test_quoting_words_of_a_text_finds_them(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quoted = " ".join(words[start:end])
    if query_terms(f'"{quoted}"').terms and not set('"“”') & set(quoted):
        assert matches(text, f'"{quoted}"')


def found(text: str, query: str) -> list[str]:
    return [span.of(text) for span in matches(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("정상회담을 열고 회담장에 들다", "회담", ["회담", "회담"]),
        ("AI 안전 연구소를 세운다", "안전연구소", ["안전 연구소"]),
        ("AI안전연구소를 세운다", "안전 연구소", ["안전", "연구소"]),
        ("AI안전연구소를 세운다", '"안전 연구소"', ["안전연구소"]),
        ("AI-안전 기본법", "AI안전", ["AI-안전"]),
        ("한·미 정상과 한-일 정상", "한미 한일", ["한·미", "한-일"]),
        ("할 수 있다", "할수있다", ["할 수 있다"]),
        ("합의 문을 냈다", "합의문", ["합의 문"]),
        ("북핵을 둘러싸고", "핵", ["핵"]),
        ("새 협정 agreements를 맺다", "AGREEMENT", ["agreements"]),
        ("A café at Kenya’s stand", "CAFE KENYA", ["café", "Kenya"]),
        ("cafe\u0301s and U.S. stands", "cafés us", ["cafe\u0301s", "U.S."]),
        ("some 2,500 places", "2500", ["2,500"]),
        ("\U0001f600\U0001f600 안전", "안전", ["안전"]),
        ("\ud83d 안전", "안전", ["안전"]),
        ("\u110b\u1161\u11ab전한 길", "안전", ["\u110b\u1161\u11ab전"]),
        ("safety first, safety second", '"safety second"', ["safety second"]),
    ],
)
def test_words_are_found_where_they_stand(text: str, query: str, words: list[str]) -> None:
    assert found(text, query) == words


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("국회 담당자가 말했다", "회담"),
        ("합의 문서를 냈다", "합의문"),
        ("안전한 연구소", '"안전 연구소"'),
        ("안전\n\n연구소", "안전연구소"),
        ("안전한 길", "안전 회담"),
        ("disagreement", "agreement"),
        ("safety comes second", '"safety second"'),
        ("GPT 3 and 4", "GPT-4"),
        ("2,500,000 places", "2500"),
        ("anything", ""),
        ("anything", '"!"'),
        ("", "anything"),
    ],
)
def test_what_only_looks_alike_is_not_found(text: str, query: str) -> None:
    assert matches(text, query) == []


def test_words_torn_by_a_quotation_are_found_as_quoted() -> None:
    assert found("국회 담당자가 말했다", '"회 담당"') == ["회 담당"]


@given(texts_and_queries(), st.integers(1, 40))
@example(("안전 " + "👩\u200d🚀" * 9, "안전"), 4)
@example((" \u0301 안전", "안전"), 3)
def test_a_snippet_is_a_piece_of_the_text_with_its_marks(case: tuple[str, str], width: int) -> None:
    text, query = case
    piece = snippet(text, query, width)
    assert piece.text == text[piece.start : piece.end]
    assert bool(piece.marks) is bool(matches(text, query))
    assert all(piece.start <= m.start < m.end <= piece.end for m in piece.marks)


CLUSTERS = ["가", "e\u0301", "👩\u200d🚀", "\u1112\u1161\u11ab", "👍🏽", "x", "क\u094dष", "安"]


@given(st.lists(st.sampled_from([*CLUSTERS, " ", "pact"]), max_size=40), st.integers(8, 20))
def test_a_snippet_never_cuts_a_grapheme_cluster(clusters: list[str], width: int) -> None:
    text = "".join(clusters)
    borders, at = {0}, 0
    for cluster in clusters:
        borders |= {at + n for n in range(len(cluster))} if cluster == "pact" else {at}
        at += len(cluster)
    borders.add(at)
    piece = snippet(text, "pact", width)
    assert {piece.start, piece.end} <= borders
    assert len(piece.text) <= width


def test_a_snippet_shows_most_words_nearest_together() -> None:
    filler = "and then there was a long lunch for all of them. " * 20
    text = f"An institute. {filler}A safety net. {filler}The safety institute of Nairobi. {filler}"
    piece = snippet(text, "institute safety", 60)
    assert [mark.of(text) for mark in piece.marks] == ["safety", "institute"]
    assert len(piece.text) <= 60
    assert len(piece.text) > 40


@given(st.integers(20, 60))
def test_a_snippet_is_cut_between_words(width: int) -> None:
    text = (
        " ".join(f"어느{n}나라가 약속한{n} 것은" for n in range(9))
        + " 회담이다 "
        + "그리고 또 " * 20
    )
    piece = snippet(text, "회담", width)
    assert piece.start == 0 or text[piece.start - 1] == " "
    assert piece.end == len(text) or text[piece.end] == " "
    assert width - 14 <= len(piece.text) <= width


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    text = "안" * 500 + "회담" + "전" * 500
    piece = snippet(text, "회담", 30)
    assert len(piece.text) == 30
    assert [mark.of(text) for mark in piece.marks] == ["회담"]


def test_a_match_longer_than_the_snippet_is_cut_with_its_mark() -> None:
    text = "안전" + " " * 200 + "연구소"
    piece = snippet(text, "안전연구소", 20)
    assert piece.text == "안전"
    assert piece.marks[0].of(text) == "안전"


def test_where_nothing_matches_the_snippet_is_the_beginning() -> None:
    assert snippet("  One by one they came to the table", "회담", 14).text == "One by one"
    assert snippet("", "회담").text == ""


def test_a_snippet_has_to_have_a_width() -> None:
    with pytest.raises(ValueError, match="width"):
        snippet("anything", "any", 0)


@pytest.mark.parametrize(
    "unit",
    [
        "안 ", "안\n\n", "회", "a.", "1,", "'s", "\u0301", "\u1100", "\U0001f1f0", "\u200d", '"',
        "가\u200b", "· ",
    ],
)  # fmt: skip
def test_monotony_is_no_burden(unit: str) -> None:
    """What would take hours were any step quadratic."""
    text = unit * (300_000 // len(unit)) + " 회담 agreements"
    piece = snippet(text, "회담 agreement", 40)
    assert len(piece.marks) == 2
