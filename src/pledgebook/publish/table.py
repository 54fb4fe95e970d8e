"""Readings for people at a terminal: a table where there is room, cards where there is not."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pledgebook.model.document import Document
from pledgebook.model.finding import Finding, Severity
from pledgebook.model.record import Kind, Party, Record
from pledgebook.publish.words import (
    KINDS,
    LANGUAGES,
    STRENGTHS,
    Language,
    count_of_records,
    label,
    party_name,
    told_finding,
)

if TYPE_CHECKING:
    from pledgebook.reading.read import Reading

_WIDE_ENOUGH = 112
_LONGEST_QUOTE = 400
_COLOURS = {
    Kind.COMMITMENT: "green",
    Kind.REQUEST: "yellow",
    Kind.MEETING: "cyan",
    Kind.MILESTONE: "magenta",
    Kind.POSITION: "blue",
}
_SEVERITIES = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
# Controls and marks of direction in a document must not steer the terminal.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def print_reading(console: Console, reading: "Reading", language: Language) -> None:
    """Print one document: its title, its records, its findings."""
    console.print(_header(reading.document, len(reading.records), language))
    if not reading.records:
        console.print(Padding(Text(label("no_records", language), style="dim"), (0, 2)))
    elif console.width >= _WIDE_ENOUGH:
        console.print(_table(reading.records, language))
    else:
        for record in reading.records:
            console.print(Padding(_card(record, language), (0, 0, 1, 0)))
    for finding in reading.findings:
        console.print(_finding(finding, language))
    console.print()


def shown(words: str) -> str:
    """Return words on one line, without what could steer a terminal."""
    return " ".join(_UNSAFE.sub("\ufffd", words).split())


def _header(document: Document, count: int, language: Language) -> RenderableType:
    title = Text(shown(document.title or document.origin), style="bold")
    published = document.published.isoformat() if document.published else label("undated", language)
    facts = [
        shown(document.origin),
        published,
        LANGUAGES[document.language][language],
        count_of_records(count, language),
    ]
    return Group(
        Rule(style="dim"),
        Padding(Group(title, Text(" · ".join(facts), style="dim")), (0, 0, 1, 0)),
    )


def _table(records: Sequence[Record], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="dim", expand=True)
    table.add_column(label("kind", language), width=12, overflow="fold")
    table.add_column(label("parties", language), ratio=3, overflow="fold")
    table.add_column(label("what", language), ratio=6, overflow="fold")
    table.add_column(label("when", language), width=23, overflow="fold")
    for record in records:
        table.add_row(
            Group(*_kind(record, language)),
            _parties(record, language),
            Group(*_what(record, language)),
            Group(*_times(record, language)),
        )
    return table


def _card(record: Record, language: Language) -> RenderableType:
    head = Text()
    for part in _kind(record, language):
        head.append_text(part).append("  ")
    for time in _times(record, language):
        head.append_text(time).append("  ")
    body = Group(_parties(record, language), *_what(record, language))
    return Group(head, Padding(body, (0, 0, 0, 2)))


def _kind(record: Record, language: Language) -> list[Text]:
    parts = [Text(KINDS[record.kind][language], style=f"bold {_COLOURS[record.kind]}")]
    if record.strength:
        parts.append(Text(STRENGTHS[record.strength][language], style=_COLOURS[record.kind]))
    return parts


def _parties(record: Record, language: Language) -> Text:
    text = Text()
    text.append_text(_named(record.actors, language) or Text(label("nobody", language), "dim"))
    if record.partners:
        text.append(" → ", "dim").append_text(_named(record.partners, language))
    if record.said_by:
        text.append(f"  ({label('said_by', language)} ", "dim")
        text.append_text(_named(record.said_by, language)).append(")", "dim")
    return text


def _named(parties: Iterable[Party], language: Language) -> Text:
    text = Text()
    for party in parties:
        if text:
            text.append(", ", "dim")
        text.append(shown(party_name(party, language)))
        if party.via:
            text.append(f" ({shown(party.via)})", "dim")
    return text


def _what(record: Record, language: Language) -> list[Text]:
    """Return the quote, the action bold in it; before it where the quote does not hold it."""
    words, action = shown(record.evidence[0].exact), shown(record.action)
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1] + "…"
    before, held, after = words.partition(action) if action else (words, "", "")
    quote = Text.assemble("“", before, (held, "bold"), after, "”", style="italic")
    if len(record.evidence) > 1:
        times = label("more_evidence", language).format(n=len(record.evidence))
        quote.append(f"  {times}", style="not italic dim")
    return [quote] if held or not action else [Text(action, style="bold"), quote]


def _times(record: Record, language: Language) -> list[Text]:
    times = []
    if record.date:
        times.append(Text(f"{label('date', language)} {record.date}"))
    if record.due or record.due_trigger:
        due = " · ".join(filter(None, (record.due, shown(record.due_trigger or ""))))
        times.append(Text(f"{label('due', language)} {due}", style="bold red"))
    return times


def _finding(finding: Finding, language: Language) -> RenderableType:
    message, hint = told_finding(finding, language)
    text = Text()
    severity = label(finding.severity.value, language)
    text.append(f"{severity}[{finding.code}] ", _SEVERITIES[finding.severity])
    text.append(shown(message))
    if hint:
        text.append(f"\n{label('hint', language)}: {shown(hint)}", "dim")
    return Padding(text, (0, 0, 0, 2))
