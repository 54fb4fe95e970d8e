"""Blocks to sentences: languages, lists, what was told before."""

from datetime import date

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.model.document import Document
from pledgebook.reading.read import analyser
from pledgebook.reading.segment import Segments, segment, stretches


def document(text: str) -> Document:
    return read_bytes(text.encode(), "x.md", Given(date(2024, 5, 22)))


def segments(made: Document) -> Segments:
    return segment(made, {language: analyser(language) for language in ("ko", "en")})


def words(made: Document, language: str) -> list[str]:
    found = segments(made).sentences[language]
    return [" ".join(sentence.span.of(made.text).split()) for sentence in found]


def test_a_paragraph_in_two_languages_falls_into_two_stretches() -> None:
    text = (
        "정부는 12월까지 인공지능 안전 연구소를 설립하기로 했다. 협력도 넓힌다. "
        "The government will establish an AI safety institute by December. "
        "It will also widen cooperation with its partners in the region."
    )
    made = document(text)
    assert len(words(made, "ko")) == 2
    assert len(words(made, "en")) == 2
    told = [language for block in made.blocks for language, _ in stretches(text, block.span)]
    assert told == ["ko", "en"]


def test_names_in_latin_letters_do_not_make_a_korean_sentence_english() -> None:
    text = (
        "과학기술정보통신부는 International Network of AI Safety Institutes 회의에서 "
        "GPT(Generative Pre-trained Transformer) 평가 결과를 공유했다고 밝혔다."
    )
    assert words(document(text), "en") == []


def test_items_know_the_sentence_that_heads_them() -> None:
    text = "We commit to:\n\n- sharing results;\n- funding research.\n\nWe met in May.\n"
    made = document(text)
    found = segments(made).sentences["en"]
    assert [sentence.head for sentence in found] == [None, 0, 0, None]
    assert all(sentence.cued for sentence in found[1:3])


def test_an_item_may_head_a_list_of_its_own() -> None:
    text = "We commit to:\n\n- work on health:\n    - fund research;\n- open our data.\n"
    found = segments(document(text)).sentences["en"]
    assert [sentence.head for sentence in found] == [None, 0, 1, 0]


def test_a_sentence_without_a_cue_needs_no_parse() -> None:
    found = segments(document("The weather was fine. Kenya will publish a plan.")).sentences["en"]
    assert [sentence.cued for sentence in found] == [False, True]


def test_a_block_told_before_is_not_read_again() -> None:
    told = "정부는 인공지능 안전 연구소를 설립하고 국제 협력을 넓히겠다고 14일 밝혔다."
    found = segments(document(f"{told}\n\n{told}\n"))
    assert len(found.sentences["ko"]) == 1
    assert [len(others) for others in found.repeated.values()] == [1]
