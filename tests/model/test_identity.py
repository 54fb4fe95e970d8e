from hypothesis import given
from hypothesis import strategies as st

from pledgebook.model.identity import document_id, record_id
from pledgebook.model.record import Kind, Party

KOREA = Party(id="KR", name="한국")
KENYA = Party(id="KE", name="케냐")


def test_white_space_has_no_part_in_a_records_id() -> None:
    """The same sentence, hard-wrapped in one file and not in the other."""
    wrapped = record_id(Kind.COMMITMENT, [KOREA], "will host\n  the next round")
    assert wrapped == record_id(Kind.COMMITMENT, [KOREA], "will host the next round")


def test_the_order_of_parties_has_no_part_in_a_records_id() -> None:
    assert record_id(Kind.MEETING, [KOREA, KENYA], "met") == record_id(
        Kind.MEETING, [KENYA, KOREA], "met"
    )


def test_kind_parties_and_words_tell_records_apart() -> None:
    ids = {
        record_id(Kind.MEETING, [KOREA], "met"),
        record_id(Kind.REQUEST, [KOREA], "met"),
        record_id(Kind.MEETING, [KENYA], "met"),
        record_id(Kind.MEETING, [KOREA], "meets"),
    }
    assert len(ids) == 4


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3), st.text())
def test_moving_a_letter_from_one_part_to_the_next_gives_another_id(
    names: list[str], words: str
) -> None:
    """Parts are length-prefixed: "ab"+"c" is not "a"+"bc"."""
    parties = [Party(id=None, name=name) for name in names]
    joined = [Party(id=None, name="".join(sorted(names)))]
    if len(set(names)) > 1:
        assert record_id(Kind.MEETING, parties, words) != record_id(Kind.MEETING, joined, words)


@given(st.text())
def test_a_documents_id_depends_on_its_text_alone(text: str) -> None:
    assert document_id(text) == document_id(text)
    assert document_id(text) != document_id(text + "x")
