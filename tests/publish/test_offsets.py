import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.publish.offsets import Utf16Index, code_point_offset, utf16_offset

# much of what a release holds, and more astral characters than it ever does
TEXTS = st.text(
    st.one_of(st.sampled_from("가나 ab\n🌱𠮷👩🏽"), st.characters(exclude_categories=["Cs"]))
)


def units(text: str) -> int:
    """Return how many UTF-16 code units a text takes, as the encoder says."""
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.data())
def test_an_offset_counts_the_code_units_before_a_position(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))

    assert utf16_offset(text, position) == units(text[:position])


@given(TEXTS)
def test_all_positions_come_back(text: str) -> None:
    index = Utf16Index(text)

    assert [index.code_point(index.utf16(at)) for at in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


@given(TEXTS)
def test_every_offset_is_a_position_or_within_a_pair(text: str) -> None:
    index = Utf16Index(text)
    positions = {index.utf16(at) for at in range(len(text) + 1)}

    for offset in range(units(text) + 1):
        if offset in positions:
            assert index.utf16(index.code_point(offset)) == offset
        else:
            with pytest.raises(ValueError, match="surrogate pair"):
                index.code_point(offset)


def test_a_known_text() -> None:
    text = "🌱새싹 🇰🇷 AI"

    assert utf16_offset(text, text.index("AI")) == 10
    assert code_point_offset(text, 10) == text.index("AI") == 7


@pytest.mark.parametrize("position", [-1, 4])
def test_a_position_outside_the_text_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="no position"):
        utf16_offset("a🌱b", position)


@pytest.mark.parametrize("offset", [-1, 5])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="no offset"):
        code_point_offset("a🌱b", offset)
