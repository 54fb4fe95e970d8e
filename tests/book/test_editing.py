"""The line diff of two texts: what it tells is enough to make the one text from the other."""

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.book import editing
from pledgebook.book.editing import Edit, edited

LINES = st.lists(st.sampled_from(["가나", "다", "any", "", "plan to act"]), max_size=12)


def applied(text: str, edits: list[Edit]) -> str:
    """Make the new text from the old one: take out what went, put in what came."""
    made, at = [], 0
    for edit in edits:
        if edit.mark == "-":
            made.append(text[at : edit.old.start])
            at = edit.old.end
        elif edit.mark == "+":
            made.append(text[at : edit.old.start])
            at = edit.old.start
            made.append(edit.line + "\n")
    return "".join(made) + text[at:]


def marked(edits: list[Edit]) -> list[str]:
    return [edit.mark + edit.line for edit in edits]


def test_a_changed_line_stands_between_its_neighbours() -> None:
    edits = edited("하나\n둘\n셋\n넷\n", "하나\n둘\n삼\n넷\n")

    assert marked(edits) == [" 둘", "-셋", "+삼", " 넷"]
    assert [edit.first for edit in edits] == [True, False, False, False]


def test_spans_are_those_of_the_texts() -> None:
    before, after = "하나\n둘\n셋\n", "하나\n새 줄\n둘\n셋\n"

    for edit in edited(before, after):
        if edit.mark != "+":
            assert edit.old.of(before).rstrip("\n") == edit.line
        if edit.mark != "-":
            assert edit.new.of(after).rstrip("\n") == edit.line


def test_the_same_text_has_no_edits() -> None:
    assert edited("같은 글\n", "같은 글\n") == []
    assert edited("", "") == []


def test_changes_far_apart_are_stretches_of_their_own() -> None:
    before = "".join(f"{n}\n" for n in range(20))
    edits = edited(before, before.replace("\n3\n", "\nthree\n").replace("\n15\n", "\nfifteen\n"))

    assert [edit.line for edit in edits if edit.first] == ["2", "14"]


def test_too_many_changed_lines_count_as_replaced() -> None:
    count = editing.LONGEST + 1
    edits = edited("a\n" * count, "b\n" * count)

    assert [edit.mark for edit in edits] == ["-"] * count + ["+"] * count


@given(LINES, LINES)
def test_the_edits_make_the_new_text(old: list[str], new: list[str]) -> None:
    before = "".join(f"{line}\n" for line in old)
    after = "".join(f"{line}\n" for line in new)

    assert applied(before, edited(before, after)) == after
