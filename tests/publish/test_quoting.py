import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.publish.quoting import REACH, after, before, parts

TEXTS = st.text(st.one_of(st.sampled_from("가 a.\n🌱👩\u200d🏽\u0301🇰🇷ᄒᆞᆫ"), st.characters()))


@given(TEXTS, st.data())
def test_context_stands_where_it_says(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    left, right = before(text, at), after(text, at)

    assert text[:at].endswith(left)
    assert text[at:].startswith(right)


@given(st.text(st.sampled_from("가나다 abc\n🌱")), st.data())
def test_context_is_short_and_of_whole_words_or_characters(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    left, right = before(text, at), after(text, at)

    assert len(left) <= REACH
    assert len(right) <= REACH
    assert bool(left) == (at > 0)
    assert bool(right) == (at < len(text))


def test_words_are_not_cut() -> None:
    text = "The ministers who met in the old harbour town agreed to open a laboratory next spring."
    at = text.index("agreed")

    assert before(text, at) == "who met in the old harbour town "
    assert after(text, at + len("agreed")) == " to open a laboratory next"


def test_a_script_without_spaces_is_cut_between_characters() -> None:
    text = "가" * 50 + "합의" + "나" * 50

    assert before(text, 50) == "가" * REACH
    assert after(text, 52) == "나" * REACH


@pytest.mark.parametrize("whole", ["👩🏽\u200d🔬", "é\u0323", "🇰🇷", "ᄒᆞᆫ", "각ᇫ", "नि", "❤\ufe0f"])
def test_a_character_as_seen_is_kept_whole(whole: str) -> None:
    """Wherever the limit falls within it, all of it comes along or none does."""
    for shift in range(REACH):
        filler = "x" * shift
        right, left = filler + whole + "y" * REACH, "y" * REACH + whole + filler
        assert after(right, 0) == filler or after(right, 0).startswith(filler + whole)
        assert before(left, len(left)) == filler or before(left, len(left)).endswith(whole + filler)


def test_flags_are_parted_in_pairs() -> None:
    flags = "🇰🇷🇬🇧"

    assert [at for at in range(5) if parts(flags, at)] == [0, 2, 4]


def test_endless_marks_do_not_run_on() -> None:
    text = "o" + "\u0301" * 10_000

    assert len(after(text, 0)) < 200
    assert len(before(text, len(text))) < 200
