"""The acts and things are found in both languages, by their labels and in their examples."""

import pytest

from pledgebook.knowledge.acts import Act, Words, bundled_acts, stem

ACTS = bundled_acts()
LISTS = [
    *((act, ACTS.in_acts) for act in ACTS.acts.values()),
    *((thing, ACTS.in_things) for thing in ACTS.things.values()),
]


def found(words: Words, text: str) -> set[str]:
    return {name for ids in words.find(text) for name in ids}


@pytest.mark.parametrize(("entry", "words"), LISTS, ids=[entry.id for entry, _ in LISTS])
def test_each_entry_is_found_in_its_examples(entry: Act, words: Words) -> None:
    assert set(entry.example) == {"en", "ko"}
    assert all(entry.id in found(words, text) for text in entry.example.values())


@pytest.mark.parametrize(("entry", "words"), LISTS, ids=[entry.id for entry, _ in LISTS])
def test_each_label_is_found_by_itself(entry: Act, words: Words) -> None:
    labels = [label for of_language in entry.labels.values() for label in of_language]
    assert [label for label in labels if entry.id not in found(words, label)] == []


def test_endings_of_regular_words_are_found() -> None:
    text = "setting up, establishes, shared, bans, financing, studies"
    assert {"found", "share", "prohibit", "fund"} <= found(ACTS.in_acts, text)


def test_a_longer_label_wins_over_the_one_inside_it() -> None:
    assert found(ACTS.in_things, "data centres") == {"data-centre"}
    assert found(ACTS.in_things, "데이터센터를") == {"data-centre"}


def test_words_are_found_in_the_order_of_the_text() -> None:
    first, second = ACTS.in_acts.find("교육하고 금지한다")
    assert ("train" in first, "prohibit" in second) == (True, True)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("banning", "ban"), ("policies", "policy"), ("class", "class"), ("red", "red")],
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_things_are_nouns() -> None:
    assert found(ACTS.in_things, "two funds") == {"fund"}
    assert found(ACTS.in_things, "more funding") == set()
