import pytest

from pledgebook.documents.read import read_bytes
from pledgebook.model.document import Document


def read(text: str) -> Document:
    return read_bytes(text.encode(), "x.md")


def blocks(text: str) -> list[tuple[str, int, str]]:
    document = read(text)
    return [
        (block.kind.value, block.level, block.span.of(document.text)) for block in document.blocks
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("They **agreed** to *meet* in _May_ and `June`.", "They agreed to meet in May and June."),
        ("The [joint\nplan](https://example.org/a_b) was adopted.", "The joint\nplan was adopted."),
        ("A picture ![of them](x.png) stands here.", "A picture  stands here."),
        ("> They said that they will meet.", "They said that they will meet."),
        ("<u>The ministers</u> will<sup>1</sup> meet.", "The ministers will1 meet."),
        ("See <https://example.org> for the plan.", "See https://example.org for the plan."),
        ("AT&amp;T will share 5 &lt; 6 tests.", "AT&T will share 5 < 6 tests."),
        ("3\\. We will meet \\*soon\\*, all\\_of\\_us.", "We will meet *soon*, all_of_us."),
        ("The **Partnership **will meet.", "The Partnership will meet."),
        ("Text before <!-- a comment --> and after it.", "Text before  and after it."),
        ("The parties will share a < b and c > d.", "The parties will share a < b and c > d."),
    ],
)
def test_markup_is_gone_and_words_stay(source: str, words: str) -> None:
    assert [found for _, _, found in blocks(f"Opening words of the text.\n\n{source}")][1:] == [
        words
    ]


def test_rules_and_stars_are_no_blocks() -> None:
    assert [words for _, _, words in blocks("They met.\n\n\\*\\*\\*\n\n---\n\n\\###\n")] == [
        "They met."
    ]


def test_lists_keep_their_levels() -> None:
    bullets = "-   share tests,\n    all of them\n    -   in May\n-   meet\n"
    text = f"We will:\n\n{bullets}\n1.  one\n2.  two\n"

    assert blocks(text) == [
        ("paragraph", 0, "We will:"),
        ("item", 1, "share tests,\nall of them"),
        ("item", 2, "in May"),
        ("item", 1, "meet"),
        ("item", 1, "one"),
        ("item", 1, "two"),
    ]
    assert read(text).text.endswith("- meet\n\n1. one\n2. two")


def test_headings_with_hashes_and_in_bold() -> None:
    bold = "**<u>Safety and testing:</u>**  \nThey agreed to meet.\n\n**They will meet.**\n"
    text = f"# The summit\n\n{bold}"

    assert blocks(text) == [
        ("heading", 1, "The summit"),
        ("heading", 2, "Safety and testing:"),
        ("paragraph", 0, "They agreed to meet."),
        ("paragraph", 0, "They will meet."),
    ]
    assert read(text).title == "The summit"


def test_a_bold_line_that_heads_a_list_is_no_heading() -> None:
    assert blocks("**The leaders will:**\n\n- meet\n")[0][0] == "paragraph"


def test_hard_breaks_end_a_paragraph_but_not_a_sentence() -> None:
    text = "They met in Seoul.  \nThey will meet again.\n\nThey agreed to  \nshare the tests.\n"

    assert [words for _, _, words in blocks(text)] == [
        "They met in Seoul.",
        "They will meet again.",
        "They agreed to\nshare the tests.",
    ]


def test_cells_of_a_table_are_apart() -> None:
    text = "| Country | Plan |\n|---|---|\n| Korea | an institute |\n"

    assert [words for _, _, words in blocks(text)] == ["Country", "Plan", "Korea", "an institute"]
    assert "Korea\tan institute" in read(text).text


def test_indented_paragraphs_are_no_code() -> None:
    text = "     By the power vested in me, it is ordered:\n\n     Section 1.  We will meet.\n"

    assert [words for _, _, words in blocks(text)] == [
        "By the power vested in me, it is ordered:",
        "Section 1.  We will meet.",
    ]


def test_numbered_paragraphs_with_bullets_between() -> None:
    numbered = "We reaffirm that the work on safety has to go on and will report on it each year."
    text = f"1\\. {numbered} We will:\n\n-   test models\n-   share data\n\n2\\. {numbered}\n"

    assert [(kind, level) for kind, level, _ in blocks(text)] == [
        ("paragraph", 0),
        ("item", 1),
        ("item", 1),
        ("paragraph", 0),
    ]


def test_a_wrapped_paragraph_stays_one() -> None:
    text = (
        "We welcome the progress that was made on [the\nframework](https://example.org/very/long) "
        "and ask\nMinisters to finish it. We will\nreview it.\n"
    )

    assert len(blocks(text)) == 1


def test_a_link_may_be_defined_far_below() -> None:
    filler = "They met and agreed to meet again next year.\n\n" * 4000
    text = f"The [plan][p] was adopted.\n\n{filler}[p]: https://example.org\n"

    assert read(text).text.startswith("The plan was adopted.")


def test_long_text_is_read_in_pieces_alike() -> None:
    item = "-   share the tests that were made\n    with the others\n"
    text = f"We will:\n\n{item * 5000}"

    assert len(blocks(text)) == 5001


@pytest.mark.parametrize(
    "unit", ["[", "*a **b _c ", "<!-- ", "> ", "- x\n", "<a ", "![", "`", "**"]
)
def test_hostile_markup_is_read_to_its_end(unit: str) -> None:
    raw = ("text " + unit * (20_000 // len(unit))).encode()

    assert read_bytes(raw, "x.md").text.startswith("text")


def test_standard_input_is_sniffed() -> None:
    assert read_bytes(b"# Title\n\nThey **agreed**.\n", "-").text == "Title\n\nThey agreed."
    assert read_bytes("세계 21개국* 참여** 확대".encode(), "-").text == "세계 21개국* 참여** 확대"
