"""Two reports side by side, as a reviewer sees them: what makes them alike, and what does not."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from pledgebook.book.book import Book
from pledgebook.book.merging import Likeness, MergeProposal
from pledgebook.book.rows import RecordRow
from pledgebook.cli.exhibit import facts, passage, source
from pledgebook.publish.reviewwords import SIGNS, word
from pledgebook.publish.table import shown
from pledgebook.publish.words import Language

_LONGEST = 160


def side_by_side(
    book: Book,
    pair: MergeProposal,
    rows: tuple[RecordRow, RecordRow],
    language: Language,
    console: Console,
) -> RenderableType:
    """Return two reports beside each other, and the score with its reasons and differences."""
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    cells = [list(_report(book, row, language, console)) for row in rows]
    for left, right in zip(*cells, strict=True):
        table.add_row(left, right)
    return Group(table, Text(""), *_why(pair.likeness, language))


def pairs_table(pairs: Sequence[MergeProposal], language: Language) -> Table:
    """Return a line a report, two a pair: the score, both texts, what they tell differently."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column(width=5)
    table.add_column(width=26)
    table.add_column(ratio=1, overflow="fold")
    for pair in pairs:
        score = f"{pair.likeness.score:.2f}"
        for number, row in ((score, pair.first), ("", pair.second)):
            table.add_row(number, row.key, Text(_short(row.evidence[0].exact)))
        for line in _differences(pair.likeness, language):
            table.add_row("", "", Text(f"≠ {line}", style="yellow"))
        table.add_row()
    return table


def _report(
    book: Book, row: RecordRow, language: Language, console: Console
) -> Iterator[RenderableType]:
    piece = row.evidence[0]
    number = f" · {row.number}" if row.number else ""
    count = f" · {len(row.members)}" if len(row.members) > 1 else ""
    yield Text(f"{row.key}{number}{count}", style="dim")
    yield source(book, piece, language)
    yield Text("")
    yield passage(book, piece, console)
    yield Text("")
    yield facts(row, language)


def _why(likeness: Likeness, language: Language) -> Iterator[Text]:
    verdict = word(f"merge.{likeness.verdict}", language)
    score = word("merge.score", language)
    yield Text(f"{score} {likeness.score:.2f}: {verdict}", style="bold")
    for sign in sorted(likeness.reasons, key=lambda sign: -sign.weight):
        name = SIGNS[sign.code][language] if sign.code in SIGNS else sign.code
        style = "green" if sign.weight > 0 else "red"
        yield Text.assemble(
            (f"  {sign.weight:+.1f}", style), f" {name}  ", (shown(sign.detail), "dim")
        )
    for line in _differences(likeness, language):
        yield Text(f"  ≠ {line}", style="yellow")


def _differences(likeness: Likeness, language: Language) -> Iterator[str]:
    for each in likeness.differences:
        name = SIGNS[each.field][language] if each.field in SIGNS else each.field
        yield f"{name}: {shown(each.first)} | {shown(each.second)}"


def _short(words: str) -> str:
    words = shown(words)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
