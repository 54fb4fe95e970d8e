"""Lists of the book for people at a terminal: a table where there is room, cards elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgebook.book.rows import DocumentRow, FindingRow, PartyRow, RecordRow
from pledgebook.model.record import Kind, Party, Record
from pledgebook.publish.bookwords import STAGES, STATUSES, said
from pledgebook.publish.table import shown
from pledgebook.publish.telling import short
from pledgebook.publish.words import (
    KINDS,
    LANGUAGES,
    STRENGTHS,
    Language,
    count_of_records,
    party_name,
    told,
)

_WIDE_ENOUGH: Final = 112
_LONGEST_QUOTE: Final = 240
_MORE: Final = 50  # rows to ask for next, at least
COLOURS: Final = {
    Kind.COMMITMENT: "green",
    Kind.REQUEST: "yellow",
    Kind.MEETING: "cyan",
    Kind.MILESTONE: "magenta",
    Kind.POSITION: "blue",
}
_STATUS_COLOURS: Final = {
    "proposed": "yellow",
    "awaiting": "yellow",
    "accepted": "green",
    "rejected": "red",
    "lapsed": "dim",
    "amended": "green",
    "orphaned": "bold red",
}
_SEVERITY_COLOURS: Final = {"note": "dim", "warning": "yellow", "error": "bold red"}


def print_records(console: Console, rows: Sequence[RecordRow], language: Language) -> None:
    """Print records: what stands of each, and where it stands."""
    if console.width < _WIDE_ENOUGH:
        for row in rows:
            console.print(Padding(_card(row, language), (0, 0, 1, 0)))
        return
    table = _table()
    table.add_column(said("id", language), width=20, overflow="fold")
    table.add_column(said("kind", language), width=14, overflow="fold")
    table.add_column(said("who", language), ratio=3, overflow="fold")
    table.add_column(said("what", language), ratio=6, overflow="fold")
    table.add_column(said("when", language), width=21, overflow="fold")
    for row in rows:
        table.add_row(
            Group(name(row), status(row, language), *_reports(row, language)),
            Group(*kind(row.record, language)),
            who(row.record, language),
            what(row),
            Group(*times(row.record, language)),
        )
    console.print(table)


def print_timeline(console: Console, rows: Sequence[RecordRow], language: Language) -> None:
    """Print records one after another in time, a line or two each."""
    day = None
    for row in rows:
        record = row.record
        if record.date != day:
            day = record.date
            console.print(Text(day or said("undated", language), style="bold"))
        line = Text.assemble(*kind(record, language)[:1], "  ", who(record, language), "  ")
        line.append(shown(record.action)).append("  ").append_text(name(row))
        console.print(Padding(line, (0, 0, 0, 2)))


def print_documents(console: Console, rows: Sequence[DocumentRow], language: Language) -> None:
    """Print documents, one row each."""
    table = _table()
    table.add_column(said("document", language), width=12, overflow="fold")
    table.add_column(said("published", language), width=10, overflow="fold")
    table.add_column(said("language", language), width=8, overflow="fold")
    table.add_column(said("title", language), ratio=1, overflow="fold")
    table.add_column(said("records", language), justify="right")
    table.add_column(said("findings", language), justify="right")
    for row in rows:
        title = Text(shown(row.title or row.origin))
        if not row.live:
            title.append(f"  ({said('former', language)})", "dim")
        origin = [Text(shown(row.origin), "dim")] if row.title else []
        tongue = LANGUAGES.get(row.language, LANGUAGES[None])[language]
        table.add_row(
            Text(short(row.key), "cyan"),
            row.published or Text(said("undated", language), "dim"),
            tongue,
            Group(title, *origin),
            str(len(row.records)),
            str(row.findings),
        )
    console.print(table)


def print_parties(
    console: Console, rows: Iterable[tuple[PartyRow, int]], language: Language
) -> None:
    """Print parties with how many records they act in."""
    table = _table(space=0)
    table.add_column(said("id", language), overflow="fold")
    table.add_column(said("english", language), overflow="fold")
    table.add_column(said("korean", language), overflow="fold")
    table.add_column(said("records", language), justify="right")
    for party, count in rows:
        table.add_row(
            Text(shown(party.key), "cyan"), shown_text(party.en), shown_text(party.ko), str(count)
        )
    console.print(table)


def print_findings(console: Console, rows: Sequence[FindingRow], language: Language) -> None:
    """Print what was wrong or unsure in documents."""
    table = _table()
    table.add_column(said("finding", language), width=24, overflow="fold")
    table.add_column(said("document", language), width=12, overflow="fold")
    table.add_column(said("what", language), ratio=1, overflow="fold")
    for row in rows:
        message, hint = told(row.code, row.message, row.hint, language)
        colour = _SEVERITY_COLOURS.get(row.severity, "")
        table.add_row(
            Text(shown(f"{row.severity}[{row.code}]"), colour),
            Text(short(row.document), "cyan"),
            Group(shown_text(message), *([Text(shown(hint), "dim")] if hint else [])),
        )
    console.print(table)


def name(row: RecordRow) -> Text:
    """Return what a record is called: its commitment's number, else the beginning of its id."""
    return Text(shown(row.number), "bold cyan") if row.number else Text(short(row.key), "cyan")


def status(row: RecordRow, language: Language) -> Text:
    """Return where a record stands, and what became of it."""
    words = [row.status.value] if not (row.amended and row.human) else ["amended"]
    words += ["orphaned"] if row.orphaned else []
    text = Text(" · ", "dim").join(
        Text(STATUSES[word][language], _STATUS_COLOURS[word]) for word in words
    )
    if row.stage:
        text.append(f" · {STAGES[row.stage][language]}", "dim")
    return text


def kind(record: Record, language: Language) -> list[Text]:
    """Return the kind of a record, and its strength."""
    colour = COLOURS[record.kind]
    parts = [Text(KINDS[record.kind][language], f"bold {colour}")]
    if record.strength:
        parts.append(Text(STRENGTHS[record.strength][language], colour))
    return parts


def who(record: Record, language: Language) -> Text:
    """Return who acts, and towards whom."""
    text = parties(record.actors, language) or Text(said("nobody", language), "dim")
    if record.partners:
        text.append(" → ", "dim").append_text(parties(record.partners, language))
    return text


def parties(listed: Iterable[Party], language: Language) -> Text:
    """Return the names of parties, with whoever speaks for them."""
    named = Text()
    for party in listed:
        if named:
            named.append(", ", "dim")
        named.append(shown(party_name(party, language)))
        if party.via:
            named.append(f" ({shown(party.via)})", "dim")
    return named


def what(row: RecordRow) -> Text:
    """Return the words, the action bold in them; the action alone where they do not hold it."""
    record = row.record
    words, action = shown(row.evidence[0].exact), shown(record.action)
    before, held, after = words.partition(action) if action else (words, "", "")
    if not held and action:
        return Text(action, "bold")
    text = Text.assemble("“", before, (held, "bold"), after, "”")
    if len(text) > _LONGEST_QUOTE:
        text.truncate(_LONGEST_QUOTE, overflow="ellipsis")
    return text


def times(record: Record, language: Language) -> list[Text]:
    """Return when it was said or done, and by when it is due."""
    found = [Text(record.date)] if record.date else []
    if record.due or record.due_trigger:
        due = " · ".join(filter(None, (record.due, shown(record.due_trigger or ""))))
        found.append(Text(f"{said('due', language)} {due}", "bold"))
    return found


def count_line(count: int, total: int, language: Language) -> Text:
    """Return how many there are, and how to get those that are not shown."""
    if count < total:
        words = said(
            "more", language, shown=count, total=total, next=min(total, max(4 * count, _MORE))
        )
        return Text(words, "yellow")
    return Text(said("total", language, total=total), "dim")


def shown_text(words: str) -> Text:
    """Return words of a document or a person without what could steer the terminal."""
    return Text(shown(words))


def _card(row: RecordRow, language: Language) -> RenderableType:
    head = Text("  ").join([name(row), status(row, language), *kind(row.record, language)])
    for time in times(row.record, language):
        head.append("  ").append_text(time)
    body = [who(row.record, language), what(row), *_reports(row, language)]
    return Group(head, Padding(Group(*body), (0, 0, 0, 2)))


def _reports(row: RecordRow, language: Language) -> list[Text]:
    """Return how many records report the same, where there are others."""
    count = len(row.members)
    return [Text(f"× {count_of_records(count, language)}", "dim")] if count > 1 else []


def _table(space: int = 1) -> Table:
    padding = (0, 2, space, 0)
    return Table(box=None, pad_edge=False, padding=padding, header_style="dim", expand=space > 0)
