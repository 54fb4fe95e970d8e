"""What a text is found by, and what a query asks of an index."""

import re
import sqlite3
import string
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.book import terms
from pledgebook.book.terms import Sought, index_terms, query_terms

MIXED = st.text(
    alphabet=st.one_of(
        st.characters(),  # lone surrogates and the astral planes with them
        st.sampled_from("안전연구소회담핵의를 \n·-"),
        st.sampled_from("AGgés’'s7,2500. "),
        st.sampled_from("\u0301\u200b\u200d\u1112\u1161\u11abｶﾞＡ安全ガ"),
    ),
    max_size=40,
)


def sought(*terms: str, prefixes: tuple[str, ...] = ()) -> Sought:
    return Sought(frozenset(terms), frozenset(prefixes))


def answers(terms: set[str], wanted: Sought) -> bool:
    """Tell what an index would: all terms, and for each prefix some term."""
    begun = all(any(term.startswith(prefix) for term in terms) for prefix in wanted.prefixes)
    return wanted.terms <= terms and begun


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    """A full-text index as the book has it in SQLite, with a list of its tokens."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'unicode61')")
    connection.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab(found, 'instance')")
    yield connection
    connection.close()


def test_a_run_of_syllables_is_indexed_as_its_pairs_and_its_last() -> None:
    assert index_terms("안전연구") == {"안전", "전연", "연구", "구"}
    assert index_terms("핵") == {"핵"}


@pytest.mark.parametrize(
    "text", ["안전 연구", "안전\n연구", "안전·연구", "안전ㆍ연구", "안전-연구"]
)
def test_gaps_within_a_chain_change_no_terms(text: str) -> None:
    assert index_terms(text) == index_terms("안전연구")


@pytest.mark.parametrize(
    "text", ["안전, 연구", "안전\n\n연구", "안전 AI 연구", "안전(연구)", "안전1연구"]
)
def test_other_gaps_end_a_chain(text: str) -> None:
    assert "전연" not in index_terms(text)


@pytest.mark.parametrize("particle", ["은", "이", "을", "에서", "으로부터", "이었다"])
def test_a_word_of_two_syllables_is_a_term_whatever_sticks_to_it(particle: str) -> None:
    text = f"어제 열린 정상회담{particle} 모두 지켜보았다"
    assert query_terms("회담").terms <= index_terms(text)


@pytest.mark.parametrize("text", ["핵 문제", "북핵", "비핵화를", "북핵을", "핵"])
def test_a_single_syllable_is_the_beginning_of_a_term(text: str) -> None:
    assert query_terms("핵") == sought(prefixes=("핵",))
    assert answers(index_terms(text), query_terms("핵"))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Two agreements were signed", "Agreement"),
        ("It signs an agreement", "AGREEMENTS"),
        ("the institutes’ networks", "institute network"),
        ("Kenya's pledge", "kenya"),
        ("a café in São Paulo", "CAFE sao"),
        ("2,500 places", "2500"),
        ("some 2500 places", "2,500"),
        ("약 2,500만 달러", "2500"),
        ("Ｇ７ １，２００", "G7 1200"),
        ("the U.S. and the U.K.", "us UK"),
        ("US-led", "U.S."),
        ("caf\u0065\u0301", "café"),
        ("ﬁnancing", "financed"),
        ("an AI\u00adbody", "aibody"),
        (unicodedata.normalize("NFD", "안전 연구소"), "안전연구소"),
        ("ﾄﾞｲﾂ", "ドイツ"),
        ("AI안전", "안전 ai"),
        ("𝐀𝐈 안전", "AI"),
    ],
)
def test_what_is_written_otherwise_has_the_same_terms(text: str, query: str) -> None:
    wanted = query_terms(query)
    assert wanted.terms
    assert answers(index_terms(text), wanted)


def test_scripts_part_a_word_and_digits_do_not() -> None:
    assert index_terms("AI안전G20") == {"ai", "안전", "전", "g20"}
    assert index_terms("2024년") == {"2024", "년"}


def test_kana_keep_their_voice() -> None:
    assert index_terms("ほん").isdisjoint(index_terms("ぼん") - {"ん"})


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("안전 연구소", sought("안전", "연구", "구소")),
        ('"안전 연구소"', sought("안전", "전연", "연구", "구소")),
        ("“safety institutes” 핵", sought("safeti", "institut", prefixes=("핵",))),
        ("GPT-4", sought("gpt", "4")),
        ("한국,영국", sought("한국", "영국")),
        ('"open', sought("open")),
        ("AI법", sought("ai", prefixes=("법",))),
    ],
)
def test_queries_ask_for_all_their_words(query: str, wanted: Sought) -> None:
    assert query_terms(query) == wanted


@pytest.mark.parametrize("query", ["", "  ", '""', "?!", "\ud83d", "\u0301"])
def test_a_query_without_words_asks_for_nothing(query: str) -> None:
    assert query_terms(query) == sought()


@given(MIXED)
def test_terms_are_letters_and_digits(text: str) -> None:
    for term in index_terms(text):
        assert term.isalnum()
        assert len(term.encode()) <= 2046  # PostgreSQL's longest lexeme


@given(MIXED)
def test_a_text_has_the_terms_of_itself_as_a_query(text: str) -> None:
    assert answers(index_terms(text), query_terms(text))


def test_sqlite_takes_every_letter_there_is_for_one_token(index: sqlite3.Connection) -> None:
    letters = [c for c in map(chr, range(0x110000)) if c.isalnum()]
    terms = [term for letter in letters for term in index_terms(letter)]
    index.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", enumerate(terms))
    tokens = [row for (row,) in index.execute("SELECT doc FROM tokens ORDER BY doc")]
    assert tokens == list(range(len(terms)))
    assert len(terms) > 100_000


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(MIXED, min_size=1, max_size=5))
def test_sqlite_finds_a_text_by_itself(texts: list[str]) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'unicode61')")
        for row, text in enumerate(texts):
            words = " ".join(sorted(index_terms(text)))
            connection.execute("INSERT INTO found (rowid, words) VALUES (?, ?)", (row, words))
        for row, text in enumerate(texts):
            wanted = query_terms(text)
            asked = [f'"{term}"' for term in wanted.terms] + [f'"{p}"*' for p in wanted.prefixes]
            if asked:
                rows = connection.execute(
                    "SELECT rowid FROM found WHERE found MATCH ?", (" AND ".join(asked),)
                )
                assert (row,) in rows.fetchall()
    connection.close()


def test_a_word_without_end_is_cut_to_a_term() -> None:
    (term,) = index_terms("x" * 100_000)
    assert len(term) < 100
    assert query_terms("x" * 100_000).terms == {term}


def test_words_of_ascii_need_no_quoting() -> None:
    text = "".join(map(chr, range(128))) + string.printable * 2
    assert all(re.fullmatch("[a-z0-9]+", term) for term in index_terms(text))


@given(
    st.text(st.sampled_from("aBsS'’.,019 \n\t-·–가나회담안전AI_()“”…○"), max_size=40).filter(
        terms._PLAIN.fullmatch
    )
)
@settings(max_examples=500)
def test_plain_texts_have_the_terms_that_folding_them_gives(text: str) -> None:
    """The short way round for plain Korean and English leads to the same place."""
    assert terms._plain_terms(text) == terms._folded_terms(text)
