from pledgebook.documents.blocks import compose
from pledgebook.documents.lines import paragraphs
from pledgebook.model.document import BlockKind
from pledgebook.model.span import Span


def test_a_notice_within_a_paragraph_is_a_block_of_its_own() -> None:
    text = "They will meet. Terms of use apply. They agreed."
    start = text.index("Terms")
    notice = (Span(start, start + len("Terms of use apply.")), "terms")

    found = compose(text, paragraphs(text), None, [notice])

    assert [(block.kind, block.span.of(text), block.note) for block in found] == [
        (BlockKind.PARAGRAPH, "They will meet.", ""),
        (BlockKind.BOILERPLATE, "Terms of use apply.", "terms"),
        (BlockKind.PARAGRAPH, "They agreed.", ""),
    ]


def test_a_notice_over_several_blocks_marks_each() -> None:
    text = "They will meet.\n\nContact us.\n\nAll rights reserved."
    start = text.index("Contact")

    found = compose(text, paragraphs(text), None, [(Span(start, len(text)), "footer")])

    assert [block.kind for block in found] == [
        BlockKind.PARAGRAPH,
        BlockKind.BOILERPLATE,
        BlockKind.BOILERPLATE,
    ]


def test_the_title_at_the_head_of_a_long_line_is_a_heading() -> None:
    text = (
        "과학부,  회의 결과 발표 - 3개국 참여 - 과학부는 3일 회의를 열고 협력하기로 했다고 밝혔다."
    )

    found = compose(text, paragraphs(text), "과학부, 회의 결과 발표")

    assert [(block.kind, block.span.of(text)) for block in found] == [
        (BlockKind.HEADING, "과학부,  회의 결과 발표"),
        (BlockKind.HEADING, "3개국 참여"),
        (BlockKind.PARAGRAPH, "과학부는 3일 회의를 열고 협력하기로 했다고 밝혔다."),
    ]
