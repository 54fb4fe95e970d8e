"""One record, one document, found words and a history for people at a terminal."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgebook.book.comparing import Change
from pledgebook.book.entries import Entry
from pledgebook.book.finding import Hit
from pledgebook.book.rows import DocumentRow
from pledgebook.model.record import Kind, Strength
from pledgebook.publish import booktable
from pledgebook.publish.booktable import shown_text
from pledgebook.publish.bookwords import said
from pledgebook.publish.dossier import Dossier, Report, Why
from pledgebook.publish.reviewwords import word
from pledgebook.publish.table import shown
from pledgebook.publish.telling import short, told_entry
from pledgebook.publish.words import (
    KINDS,
    LANGUAGES,
    STRENGTHS,
    Language,
)


def print_dossier(console: Console, dossier: Dossier, language: Language) -> None:
    """Print all there is to know of a record."""
    console.print(_head(dossier, language))
    if dossier.changes:
        console.print(titled("differ", language))
        console.print(side_by_side(dossier.changes, language, ("machine", "people")))
    console.print(titled("evidence", language), _evidence(dossier.own, language))
    if dossier.reports:
        console.print(titled("reports", language))
        for report in dossier.reports:
            line = Text("  ").join(
                [
                    booktable.name(report.row),
                    booktable.status(report.row, language),
                    *booktable.kind(report.row.record, language),
                    booktable.who(report.row.record, language),
                ]
            )
            console.print(inset(line), inset(_evidence(report, language)))
    console.print(titled("why", language), _why(dossier.why, language))
    console.print(titled("history", language))
    print_history(console, dossier.history, language)


def print_document(
    console: Console, row: DocumentRow, history: Sequence[Entry], language: Language
) -> None:
    """Print what is known of a document, and its history."""
    console.print(Text(shown(row.title or row.origin), "bold"))
    tongue = LANGUAGES.get(row.language, LANGUAGES[None])[language]
    published = row.published or said("undated", language)
    facts = [published, tongue, row.publisher, said("length", language, n=row.length)]
    facts += [None if row.live else said("former", language)]
    console.print(inset(Text(" · ".join(shown(fact) for fact in facts if fact))))
    for plain in (row.key, *(row.current or (row.origin,))):
        console.print(inset(shown_text(plain)))
    rows = [("source", row.source_url), ("revises", row.revises), ("summit", row.summit)]
    for name, value in rows:
        if value:
            console.print(inset(_fact(said(name, language), value)))
    console.print(inset(_fact(said("records", language), ", ".join(map(short, row.records)))))
    console.print(titled("history", language))
    print_history(console, history, language)


def print_hits(console: Console, hits: Sequence[Hit], language: Language) -> None:
    """Print where words were found: document, offsets, the words in their context, records."""
    for hit in hits:
        document, found = hit.document, hit.snippet
        head = Text(shown(document.title or document.origin), "bold")
        head.append(f"  {document.published or said('undated', language)}", "dim")
        head.append(f"  {short(document.key)} {found.start}–{found.end}", "cyan")
        if not document.live:
            head.append(f"  ({said('former', language)})", "dim")
        words, at = Text("…", "dim"), found.start
        for mark in found.marks:
            words.append(_run(found.text[at - found.start : mark.start - found.start]), "default")
            words.append(
                _run(found.text[mark.start - found.start : mark.end - found.start]), "bold"
            )
            at = mark.end
        words.append(_run(found.text[at - found.start :]), "default").append("…", "dim")
        body: list[RenderableType] = [words]
        if hit.records:
            body.append(Text("→ " + ", ".join(map(short, hit.records)), "cyan"))
        console.print(head, inset(Group(*body)))


def print_history(console: Console, entries: Iterable[Entry], language: Language) -> None:
    """Print entries, one line each: place, time, author, what it did."""
    for entry in entries:
        console.print(inset(entry_line(entry, language)))


def entry_line(entry: Entry, language: Language) -> Text:
    """Return an entry in one line: its place, its time, its author, what it did."""
    line = Text.assemble((f"#{entry.sequence}", "cyan"), f"  {entry.time[:16]}Z  ")
    line.append(shown(entry.author), "bold")
    return line.append("  ").append(shown(told_entry(entry, language)))


def side_by_side(
    changes: Sequence[Change], language: Language, heads: tuple[str, str] = ("earlier", "later")
) -> RenderableType:
    """Return two values of each field beside one another."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(said("field", language))
    for head in heads:
        table.add_column(said(head, language), overflow="fold")
    for change in changes:
        name = word(f"field.{change.field}", language)
        values = (_value(change.field, v, language) for v in (change.before, change.after))
        table.add_row(name, *values)
    return inset(table)


def _value(field: str, value: Any, language: Language) -> Text:
    """Return a value of a field as people read it."""
    if value is None:
        return Text("–", "dim")
    if field == "kind":
        return Text(KINDS[Kind(value)][language])
    if field == "strength":
        return Text(STRENGTHS[Strength(value)][language])
    if isinstance(value, str):
        return shown_text(value)
    if field in ("actors", "partners", "said_by"):
        names = (p["label"][language] or p["name"] or p["id"] or "" for p in value)
        return shown_text(", ".join(names) or "–")
    return shown_text(", ".join(value) if value else json.dumps(value))


def _head(dossier: Dossier, language: Language) -> RenderableType:
    row, record = dossier.row, dossier.row.record
    first = Text("  ").join(
        [booktable.name(row), booktable.status(row, language), *booktable.kind(record, language)]
    )
    for time in booktable.times(record, language):
        first.append("  ").append_text(time)
    facts = [Text(shown(record.action), "bold"), booktable.who(record, language)]
    told: list[tuple[str, str | None]] = [
        ("said_by", booktable.parties(record.said_by, language).plain),
        ("topics", ", ".join(record.topics)),
        ("summit", row.summit),
        ("also", ", ".join(row.numbers[:-1])),
        ("decided", row.decision.author if row.decision else None),
        ("second", row.decision.second if row.decision else None),
    ]
    facts += [_fact(said(name, language), value) for name, value in told if value]
    return Group(first, inset(Group(*facts, Text(row.key, "dim"))))


def _evidence(report: Report, language: Language) -> RenderableType:
    pieces: list[RenderableType] = []
    for context in report.contexts:
        words = Text.assemble("…", _run(context.before), style="dim")
        words.append(_run(context.evidence.exact), "not dim bold")
        words.append(_run(context.after)).append("…")
        document, piece = context.document, context.evidence
        origin = shown(document.title or document.origin)
        place = Text(f"{origin} · {document.published or said('undated', language)} · ", "dim")
        place.append(f"{short(document.key)} {piece.start}–{piece.end}", "cyan")
        if not document.live:
            place.append(f" · {said('former', language)}", "yellow")
        pieces += [words, place]
    return inset(Group(*pieces))


def _why(why: Why, language: Language) -> RenderableType:
    makes = [KINDS[why.kind][language]] if why.kind else []
    makes += [STRENGTHS[why.strength][language]] if why.strength else []
    facts = [
        ("rule", why.basis.rule),
        ("trigger", why.basis.trigger),
        ("makes", " · ".join(makes)),
        ("example", why.example),
    ]
    return inset(Group(*(_fact(said(name, language), value) for name, value in facts if value)))


def titled(name: str, language: Language) -> Text:
    """Return a heading."""
    return Text(said(name, language), "bold underline")


def _fact(name: str, value: str) -> Text:
    return Text.assemble((f"{name}: " if name else "", "dim"), shown(value))


def _run(words: str) -> str:
    """Return words on one line as `shown` does, with the spaces at their ends kept as one."""
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() and words.strip() else ""
    return f"{before}{shown(words)}{after}"


def inset(what: RenderableType) -> Padding:
    """Return what is shown, below its heading."""
    return Padding(what, (0, 0, 0, 2))
