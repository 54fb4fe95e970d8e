"""Which records report one commitment, and the number that the commitment goes by."""

import re
from dataclasses import replace
from typing import Final

from pledgebook.book.entries import CommitmentsMerged, CommitmentsSplit, Entry, MergeRefused
from pledgebook.book.rows import NumberRow, RecordRow, SeriesRow, Status
from pledgebook.book.sheet import Sheet
from pledgebook.errors import RuleError
from pledgebook.model.record import Kind

#: The series of what belongs to no summit.
UNASSIGNED: Final = "unassigned"
_SUMMIT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def merge(entry: Entry, body: CommitmentsMerged, sheet: Sheet) -> None:
    """Let records, with all they were merged with before, report one commitment."""
    named = [present(key, sheet) for key in body.records]
    groups = dict.fromkeys(row.group for row in named)
    if len(groups) < 2:
        raise RuleError("the records report one commitment already, or are one record")
    if len({row.record.kind for row in named}) > 1:
        raise RuleError("records of different kinds report different things")
    if body.score is not None and not 0 <= body.score <= 1000:
        raise RuleError(f"no score in thousandths: {body.score}")
    members = [row for group in groups for row in _members(group, sheet)]
    ids = {row.key for row in members}
    freed = [
        replace(row, refused=tuple(key for key in row.refused if key not in ids)) for row in members
    ]
    _regroup(entry, freed, sheet)


def split(entry: Entry, body: CommitmentsSplit, sheet: Sheet) -> None:
    """Let a record report a commitment of its own again, and never ask to merge it back."""
    row = present(body.record, sheet)
    rest = [other for other in _members(row.group, sheet) if other.key != row.key]
    if not rest:
        raise RuleError(f"{row.key} is merged with no other record")
    refused = tuple(other.key for other in rest)
    _regroup(entry, [replace(row, refused=(*row.refused, *refused))], sheet)
    _regroup(entry, [replace(o, refused=(*o.refused, row.key)) for o in rest], sheet)


def refuse(entry: Entry, body: MergeRefused, sheet: Sheet) -> None:
    """Remember that two records report different commitments."""
    first, second = (present(key, sheet) for key in body.records)
    if first.group == second.group:
        raise RuleError("the records are merged", "Split them instead.")
    if second.key in first.refused:
        raise RuleError("that merge is refused already")
    for row, other in ((first, second), (second, first)):
        sheet.put(replace(row, refused=(*row.refused, other.key), changed=entry.sequence))


def number(group: str, sequence: int, sheet: Sheet) -> None:
    """Give a commitment its number once one of its reports is accepted."""
    lead = present(group, sheet)
    members = _members(group, sheet)
    accepted = any(row.status is Status.ACCEPTED for row in members)
    if accepted and not lead.numbers and lead.record.kind is Kind.COMMITMENT:
        _give(lead, sequence, sheet)


def assign(key: str, summit: str, sequence: int, sheet: Sheet) -> None:
    """Let a record belong to a summit; one that has a number gets one of that summit."""
    row = replace(present(key, sheet), summit=summit, changed=sequence)
    sheet.put(row)
    if row.number and row.number.rpartition("-")[0] != summit:
        _give(row, sequence, sheet)


def check_summit(name: str) -> None:
    """Raise `RuleError` for what is no name of a summit."""
    if not _SUMMIT.fullmatch(name):
        raise RuleError(
            f"no name of a summit: {name!r}", "Small letters, digits, hyphens: seoul-2024."
        )


def _regroup(entry: Entry, rows: list[RecordRow], sheet: Sheet) -> None:
    """Put rows as one group, led by the one that was numbered, or else proposed, first."""
    far = entry.sequence + 1
    rows = sorted(rows, key=lambda row: (row.numbered or far, row.first, row.place))
    lead = rows[0].key
    members = tuple(row.key for row in rows)
    for row in rows:
        own = members if row.key == lead else ()
        sheet.put(replace(row, group=lead, members=own, changed=entry.sequence))
    number(lead, entry.sequence, sheet)


def _give(row: RecordRow, sequence: int, sheet: Sheet) -> None:
    summit = row.summit or UNASSIGNED
    series = sheet.get(SeriesRow, summit)
    count = (series.count if series else 0) + 1
    given = f"{summit}-{count:02d}"
    sheet.put(SeriesRow(summit, count))
    sheet.put(NumberRow(given, row.key))
    numbers = (*row.numbers, given)
    sheet.put(replace(row, numbers=numbers, numbered=row.numbered or sequence, changed=sequence))


def _members(group: str, sheet: Sheet) -> list[RecordRow]:
    lead = present(group, sheet)
    sheet.load(RecordRow, lead.members)
    return [present(key, sheet) for key in lead.members]


def present(key: str, sheet: Sheet) -> RecordRow:
    """Return a record of the book; raises `RuleError` where there is none by that id."""
    row = sheet.get(RecordRow, key)
    if row is None:
        raise RuleError(f"the book holds no record {key}")
    return row
