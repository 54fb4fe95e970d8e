from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.errors import UnreadableError
from pledgebook.model.document import BlockKind, Document


def read(text: str, **given: object) -> Document:
    return read_bytes(text.encode(), "x.txt", Given(**given))  # type: ignore[arg-type]


def blocks(text: str) -> list[tuple[str, int, str]]:
    document = read(text)
    return [
        (block.kind.value, block.level, block.span.of(document.text)) for block in document.blocks
    ]


def words_of(text: str) -> list[str]:
    return [words for _, _, words in blocks(text)]


def test_korean_news_puts_one_paragraph_on_a_line() -> None:
    first = "과학부는 3일 서울에서 연 회의의 결과를 발표하며 이같이 밝혔다. " * 4
    second = "두 나라는 내년 초까지 공동 연구를 시작하기로 했다. " * 5
    text = f"과학부, 회의 결과 발표…영국과 협력\n내년 초 공동 연구 시작\n{first}\n{second}"

    assert blocks(text) == [
        ("heading", 1, "과학부, 회의 결과 발표…영국과 협력"),
        ("heading", 2, "내년 초 공동 연구 시작"),
        ("paragraph", 0, first.strip()),
        ("paragraph", 0, second.strip()),
    ]
    assert read(text).title == "과학부, 회의 결과 발표…영국과 협력"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministers welcomed the report that the institutes published in the\n"
        "spring. They agreed to widen the network and to meet twice a year. A\n"
        "first joint test is to begin before the summer.\n"
        "\n"
        "Each institute will name a contact, and a shared site will list the\n"
        "tests that are open to others.\n"
    )

    kinds = [(kind, words.count("\n")) for kind, _, words in blocks(text)]

    assert kinds == [("paragraph", 2), ("paragraph", 1)]


def test_a_list_of_names_stays_a_list_of_lines() -> None:
    text = (
        "The countries represented were:\n\nAustralia\nBrazil\nCanada\nRepublic of Korea\nKenya\n"
    )

    assert words_of(text)[1:] == ["Australia", "Brazil", "Canada", "Republic of Korea", "Kenya"]


@pytest.mark.parametrize(
    "mark",
    [
        "-",
        "*",
        "•",
        "–",
        "□",
        "ㅇ",
        "○",
        "▲",
        "△",
        "※",
        "①",
        "1.",
        "1)",
        "(1)",
        "(a)",
        "a.",
        "(i)",
        "가.",
        "o",
        "❍",
        "‣",
    ],
)
def test_marks_of_items_are_left_out_of_the_block(mark: str) -> None:
    text = f"They agreed on two points:\n{mark} share the results\n{mark} train the staff\n"

    assert blocks(text)[1:] == [("item", 1, "share the results"), ("item", 1, "train the staff")]


@pytest.mark.parametrize(
    "line", ["○○군은 이를 지원한다.", "-5도까지 내려갔다", "2024. 5. 21. 서울", "3.5% 늘었다"]
)
def test_what_only_looks_like_a_mark(line: str) -> None:
    assert words_of(f"앞 문단이다.\n{line}")[-1] == line


def test_levels_follow_marks_and_indentation() -> None:
    text = (
        "□ 정부는 세 가지를 추진한다.\n"
        " ㅇ 연구소를 세운다.\n"
        "  - 올해 안에 연다.\n"
        " ㅇ 인력을 기른다.\n"
        "□ 회의도 연다.\n"
    )

    assert [level for _, level, _ in blocks(text)] == [1, 2, 3, 2, 1]


def test_letters_roman_numbers_and_capitals_nest() -> None:
    text = (
        "(a) Within 90 days of this order, the head of the agency shall, with the others:\n"
        "(i) publish a plan;\n"
        "(A) with dates; and\n"
        "(B) with names;\n"
        "(ii) report on it.\n"
        "(b) Within 180 days of this order, the head of the agency shall report on progress.\n"
    )

    assert [(kind, level) for kind, level, _ in blocks(text)] == [
        ("paragraph", 0),
        ("item", 1),
        ("item", 2),
        ("item", 2),
        ("item", 1),
        ("paragraph", 0),
    ]


def test_the_letter_i_after_h_is_a_letter() -> None:
    text = "".join(
        f"({letter}) The term “{letter}{letter}” means what the first section says that it means.\n"
        for letter in "ghij"
    )

    assert {kind for kind, _, _ in blocks(text)} == {"paragraph"}


def test_an_indented_line_goes_on_with_its_item() -> None:
    text = "We will:\n- share the results of\n  every test\n- meet again\n"

    assert words_of(text) == ["We will:", "share the results of\n  every test", "meet again"]


def test_lower_case_paragraphs_after_a_colon_are_items() -> None:
    text = (
        "Our work will focus on:\n\nmapping the risks that we share;\n\n"
        "building rules in each country.\n\nWe will meet again next year.\n"
    )

    assert [kind for kind, _, _ in blocks(text)] == ["paragraph", "item", "item", "paragraph"]


def test_a_list_that_runs_on_is_split() -> None:
    listed = "(i) share tests; (ii) train staff; and (iii) meet yearly."
    text = f"The parties will: {listed} They met today."

    assert blocks(text) == [
        ("paragraph", 0, "The parties will:"),
        ("item", 1, "share tests;"),
        ("item", 1, "train staff;"),
        ("item", 1, "meet yearly."),
        ("paragraph", 0, "They met today."),
    ]


def test_marks_within_one_line_of_a_korean_release() -> None:
    text = (
        "- 3개국 참여, 공동 시험 착수 - □ 과학부는 3일 회의를 열었다. "
        "ㅇ (목적) 안전 시험을 함께 하기 위함이다. "
        "- 올해 안에 첫 시험을 한다. * 시험 항목은 추후 공개 □ 회의는 매년 열 예정이다."
    )

    assert blocks(text) == [
        ("heading", 2, "3개국 참여, 공동 시험 착수"),
        ("item", 1, "과학부는 3일 회의를 열었다."),
        ("item", 2, "(목적) 안전 시험을 함께 하기 위함이다."),
        ("item", 3, "올해 안에 첫 시험을 한다."),
        ("item", 4, "시험 항목은 추후 공개"),
        ("item", 1, "회의는 매년 열 예정이다."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "행사에서는 △연구 발표 △시험 공개 △인력 양성 등을 논의하였다.",
        "한-미 정상은 2024-2025년 계획을 논의했다. 서울 - 부산 구간도 다뤘다.",
        "The US-UK agreement covers 2024 - 2026 and state-of-the-art models.",
    ],
)
def test_marks_within_a_sentence_do_not_split_it(text: str) -> None:
    assert words_of(f"첫 문장이다.\n\n{text}")[-1] == text


def test_headings_of_a_plain_text() -> None:
    body = "Risk assessments should inform decisions and be repeated at regular times by all."
    text = f"Preamble\n\nChapter I\n\n1. Scope\n{body}\n2. Openness\n{body}\n"

    assert [(kind, words) for kind, _, words in blocks(text) if kind == "heading"] == [
        ("heading", "Preamble"),
        ("heading", "Chapter I"),
        ("heading", "Scope"),
        ("heading", "Openness"),
    ]


def test_front_matter_and_given_values() -> None:
    text = "---\ntitle: 제목\ndate: 2024-05-21\n---\n\n정부는 연구소를 세운다.\n"

    assert read(text).text == "정부는 연구소를 세운다.\n"
    assert read(text).title == "제목"
    assert read(text).published == date(2024, 5, 21)
    assert read(text, published=date(2025, 1, 1)).published == date(2025, 1, 1)
    assert read(text, language="en").language == "en"


def test_no_date_is_a_finding_and_none_is_made_up() -> None:
    document = read("정부는 연구소를 세운다.")

    assert document.published is None
    assert "no-date" in {finding.code for finding in document.findings}


def test_an_unread_language_is_a_finding() -> None:
    document = read("Стороны договорились провести встречу в следующем году.")

    assert document.language is None
    assert document.findings[0].code == "language"
    assert document.findings[0].severity == "error"


def test_a_passage_in_an_unread_language_is_a_finding_with_its_place() -> None:
    russian = "Стороны договорились провести встречу в следующем году и продолжить работу."
    korean = "정부는 회의를 열기로 했다. 여러 나라가 함께한다. " * 5
    document = read(f"{korean}\n\n{russian}\n", published=date(2024, 1, 1))
    (finding,) = document.findings

    assert document.language == "ko"
    assert finding.span is not None
    assert finding.span.of(document.text) == russian


def test_the_same_text_has_the_same_id_whatever_its_encoding() -> None:
    text = "정부는 올해 안에 연구소를 세우겠다고 밝혔다. 두 나라는 협력하기로 했다."
    one, other = (read_bytes(text.encode(name), "x.txt") for name in ("utf-8", "cp949"))

    assert one.id == other.id
    assert one.raw_sha256 != other.raw_sha256


def test_empty_is_an_error() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read("")


@pytest.mark.parametrize(
    "unit",
    [
        "정부는 이를 지원한다. ",
        "a line\n",
        "- x\n",
        "□ 가 ",
        ": (a) x; ",
        "- 가나다라 - ",
        "a" + " " * 999,
    ],
)
def test_a_long_text_of_one_mark_is_read_to_its_end(unit: str) -> None:
    raw = (unit * (100_000 // len(unit))).encode()

    document = read_bytes(raw, "x.txt")

    assert document.text.split() == raw.decode().split()


LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        st.sampled_from(
            [
                "- item",
                "□ 가 나다. ㅇ 라",
                "1. One",
                "(a) x: (i) y; (ii) z. W",
                "",
                "# H",
                "제목",
                "Short title",
                "a" * 200,
                "① 가 ② 나",
                "> q",
                "| a | b |",
                "끝.",
                "**b** [t](u) <u>x</u>",
                "\u1100\u1161",
                "👩‍💻",
            ]
        ),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["x.txt", "x.md"]))
def test_blocks_are_in_order_trimmed_and_apart(lines: list[str], name: str) -> None:
    try:
        document = read_bytes("\n".join(lines).encode(), name)
    except UnreadableError:
        return
    end = 0
    for block in document.blocks:
        words = block.span.of(document.text)
        assert block.span.start >= end
        assert words
        assert words == words.strip()
        assert (block.level > 0) == (block.kind in (BlockKind.HEADING, BlockKind.ITEM))
        end = block.span.end
