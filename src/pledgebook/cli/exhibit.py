"""A record as a reviewer sees it: its words where they stand, and what was read in them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgebook.book.book import Book
from pledgebook.book.entries import RecordRejected
from pledgebook.book.rows import Decision, DocumentRow, RecordRow, Status, Verdict
from pledgebook.model.record import Evidence, Party, Record
from pledgebook.publish.reviewwords import REJECTION_WORDS, word
from pledgebook.publish.table import shown
from pledgebook.publish.words import KINDS, STRENGTHS, Language, label, party_name

_NEAR: Final = 350  # code points shown on either side of the words, at most
_FAR: Final = 1_200
_BREAK = re.compile(r"\n\s*\n")
_FIELDS: Final = (
    "kind", "actors", "partners", "action", "date", "due", "due_trigger", "said_by", "topics",
)  # fmt: skip
_VERDICTS: Final = {
    Verdict.ACCEPTED: "review.accepted",
    Verdict.AMENDED: "review.amended",
    Verdict.REJECTED: "review.rejected",
}


def exhibit(
    book: Book, row: RecordRow, language: Language, console: Console, far: bool = False
) -> RenderableType:
    """Return a record with its words in their context; `far` shows more, and all other words."""
    pieces = row.evidence if far else row.evidence[:1]
    parts: list[RenderableType] = []
    for piece in pieces:
        parts += [source(book, piece, language), passage(book, piece, console, far)]
    if len(row.evidence) > len(pieces):
        more = word("review.more_words", language).format(n=len(row.evidence) - 1)
        parts.append(Text(more, style="dim"))
    parts += [Text(""), facts(row, language)]
    if row.decision:
        parts += [Text(""), decided(book, row, row.decision, language)]
    return Group(*parts)


def source(book: Book, piece: Evidence, language: Language) -> Text:
    """Return which document words stand in: title, day, publisher, origin."""
    row = book.store.find(DocumentRow, [piece.document]).get(piece.document)
    if row is None:
        return Text(piece.document)
    day = row.published or label("undated", language)
    known = [day, *(shown(words) for words in (row.publisher, row.origin) if words)]
    title = shown(row.title or row.origin)
    return Text.assemble((title, "bold"), "\n", (" · ".join(known), "dim"))


def passage(book: Book, piece: Evidence, console: Console, far: bool = False) -> RenderableType:
    """Return words in the paragraph around them, set off by colour, or by ⟦ ⟧ without any."""
    text = book.text(piece.document)
    before, after = _around(text, piece.start, piece.end, far)
    words = shown(piece.exact)
    plain = console.color_system is None or console.no_color
    held = Text(f"⟦{words}⟧" if plain else words, style="bold black on yellow")
    return Padding(Text.assemble(before, held, after), (0, 0, 0, 2))


def facts(row: RecordRow, language: Language) -> Table:
    """Return what the machine read, field by field, and what a person made of it beside that."""
    machine = row.machine
    person = row.decision.value if row.decision and row.amended else None
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name in _FIELDS:
        read = told(machine, name, language)
        put = told(person, name, language) if person else read
        if read or put:
            table.add_row(word(f"field.{name}", language), _changed(read, put))
    rule = f"{machine.basis.rule} “{shown(machine.basis.trigger)}”"
    table.add_row(word("field.rule", language), Text(rule, style="dim"))
    return table


def told(record: Record, name: str, language: Language) -> str:
    """Return a field of a record in words; "" where it holds nothing."""
    match name:
        case "kind":
            strength = STRENGTHS[record.strength][language] if record.strength else ""
            return " · ".join(filter(None, (KINDS[record.kind][language], strength)))
        case "actors" | "partners" | "said_by":
            return ", ".join(_parties(getattr(record, name), language))
        case "topics":
            return ", ".join(record.topics)
        case _:
            return shown(getattr(record, name) or "")


def decided(book: Book, row: RecordRow, decision: Decision, language: Language) -> Text:
    """Return who decided what on a record, and whether it waits for a second reviewer."""
    words = word("review.decided", language).format(
        who=shown(decision.author),
        verdict=word(_VERDICTS[decision.verdict], language),
        entry=decision.sequence,
    )
    parts = [words]
    for entry in book.store.entries(decision.sequence - 1, decision.sequence):
        if isinstance(entry.body, RecordRejected):
            reason = REJECTION_WORDS[entry.body.reason][language]
            parts.append(word("review.entry_reason", language).format(reason=reason))
        note = getattr(entry.body, "note", "")
        if note:
            parts.append(f"“{shown(note)}”")
    if decision.second:
        parts.append(word("review.second", language).format(who=shown(decision.second)))
    if row.status is Status.AWAITING:
        parts.append(word("review.waits", language))
    return Text("; ".join(parts), style="yellow")


def _changed(read: str, put: str) -> Text:
    if read == put:
        return Text(read)
    return Text.assemble((read or "—", "strike"), " → ", (put or "—", "bold yellow"))


def _parties(parties: Iterable[Party], language: Language) -> Iterator[str]:
    for party in parties:
        name = shown(party_name(party, language))
        yield f"{name} ({shown(party.via)})" if party.via else name


def _around(text: str, start: int, end: int, far: bool) -> tuple[str, str]:
    """Return what stands before and behind some words: in their paragraph, or far around them."""
    if far:
        before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
        return _lines(before, start > _FAR, False), _lines(after, False, len(text) > end + _FAR)
    left, right = text[max(0, start - 2 * _FAR) : start], text[end : end + 2 * _FAR]
    before = _BREAK.split(left)[-1]
    after = _BREAK.split(right)[0]
    return (
        _line(before[-_NEAR:], len(before) > _NEAR, False),
        _line(after[:_NEAR], False, len(after) > _NEAR),
    )


def _lines(words: str, cut_before: bool, cut_behind: bool) -> str:
    """Return words of several lines as safe to show, with … where they were cut."""
    lines = words.split("\n")
    held = [
        _line(line, cut_before and at == 0, cut_behind and at == len(lines) - 1)
        for at, line in enumerate(lines)
    ]
    return "\n".join(held)


def _line(words: str, cut_before: bool, cut_behind: bool) -> str:
    """Return words on one line, with the blanks at their ends kept: others follow there."""
    folded = shown(words)
    before = "…" if cut_before else " " if folded and words[0].isspace() else ""
    behind = "…" if cut_behind else " " if folded and words[-1].isspace() else ""
    return f"{before}{folded}{behind}"
