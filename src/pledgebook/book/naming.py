"""The ids that records and parties go by, and the parties that records name."""

import re
from collections.abc import Iterable, Iterator

from pledgebook.book.rows import PartyRow
from pledgebook.book.sheet import Sheet
from pledgebook.errors import RuleError
from pledgebook.model.record import Party, Record

_RECORD = re.compile(r"r-[0-9a-f]{24}")
_PARTY = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,99}")


def check_ids(record: Record) -> None:
    """Raise `RuleError` for an id that no reader gives: databases and URLs are to hold them."""
    if not _RECORD.fullmatch(record.id):
        raise RuleError(f"no id of a record: {record.id!r}")
    for party in _parties(record):
        if party.id is not None and not _PARTY.fullmatch(party.id):
            raise RuleError(f"no id of a party: {party.id!r}", "As in KR, kr-msit, G7.")


def put_parties(records: Iterable[Record], sequence: int, sheet: Sheet) -> None:
    """Put the parties on the sheet that no record named before."""
    named = [(party.id, party) for record in records for party in _parties(record) if party.id]
    sheet.load(PartyRow, (id for id, _ in named))
    for id, party in named:
        if sheet.get(PartyRow, id) is None:
            sheet.put(PartyRow(id, party.label.en, party.label.ko, sequence))


def _parties(record: Record) -> Iterator[Party]:
    yield from record.actors
    yield from record.partners
    yield from record.said_by
