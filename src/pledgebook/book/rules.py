"""What an entry may say, and what it makes of the rows: the book's rules, without any I/O.

The same function judges an entry before it is written and replays it when views are rebuilt, so
that a book whose entries break a rule cannot pass for one that follows them.

1.  The first entry founds the book, in a format this program knows; no later one does.
2.  Each entry has an author.
3.  A document's id is the hash of its text; its blocks lie in the text, in order; it was published
    on a day or nobody knows when. An origin that already shows a document does not add it again;
    one that shows another text revises it.
4.  Records are proposed for a document of the book, and every piece of evidence is verbatim there.
    The ids of records and parties are of the form that readers give.
5.  A decision names a record of the book and the change of it that the reviewer saw last.
6.  An amendment changes what may be changed, to another valid record.
7.  With four eyes on, a decision waits until a reviewer other than its author accepts it.
8.  Only the latest decision in force can be undone.
9.  Records that are merged are of one kind and not merged yet; a record that is split off was.
10. A merge that is refused names two records that are not merged and were not refused.
11. What belongs to a summit is numbered by it, and a number is never given twice.
12. Progress is noted of accepted records only: a wrong extraction is no broken promise.
13. A setting and its value are known.
14. A correction names an earlier entry.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from pledgebook.book import grouping, proposing, reviewing
from pledgebook.book.entries import (
    FORMAT,
    BookFounded,
    CommitmentsMerged,
    CommitmentsSplit,
    CorrectionMade,
    DecisionUndone,
    DocumentAdded,
    Entry,
    MergeRefused,
    ProgressNoted,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    RecordsProposed,
    SettingChanged,
    SummitAssigned,
)
from pledgebook.book.rows import DocumentRow, Progress, RecordRow, SettingRow, Status
from pledgebook.book.sheet import Sheet
from pledgebook.errors import FormatError, RuleError
from pledgebook.model.decision import Stage

SETTINGS: Final = {"four-eyes": ("on", "off")}


def apply(entry: Entry, sheet: Sheet) -> None:
    """Check an entry against the rules and put what it makes of the rows on the sheet.

    Raises `RuleError` with the rule that is broken, `ConflictError` where a record changed after
    the reviewer saw it, and `FormatError` for a book of an unknown format.
    """
    founded = sheet.get(SettingRow, "format") is not None
    if founded == isinstance(entry.body, BookFounded):
        hint = "" if founded else "`pledgebook book init` founds it."
        raise RuleError("a book is founded once, by its first entry", hint)
    if not entry.author.strip():
        raise RuleError("an entry needs an author", "Give --author NAME.")
    _APPLY[type(entry.body)](entry, entry.body, sheet)


def _found(entry: Entry, body: BookFounded, sheet: Sheet) -> None:
    if body.format != FORMAT:
        raise FormatError(
            f"the book is of format {body.format}, and this program knows format {FORMAT}",
            "Upgrade Pledgebook.",
        )
    sheet.put(SettingRow("format", str(body.format)))
    sheet.put(SettingRow("name", body.name))
    sheet.put(SettingRow("origin", body.origin))


def _assign(entry: Entry, body: SummitAssigned, sheet: Sheet) -> None:
    grouping.check_summit(body.summit)
    document = sheet.get(DocumentRow, body.subject)
    record = sheet.get(RecordRow, body.subject)
    if document:
        sheet.put(replace(document, summit=body.summit, changed=entry.sequence))
        records = document.records
    elif record:
        records = (record.key,)
    else:
        raise RuleError(f"the book holds no document or record {body.subject}")
    for key in records:
        grouping.assign(key, body.summit, entry.sequence, sheet)


def _note(entry: Entry, body: ProgressNoted, sheet: Sheet) -> None:
    row = grouping.present(body.record, sheet)
    if body.stage not in [*Stage]:
        raise RuleError(f"no stage: {body.stage!r}", f"Stages: {', '.join(Stage)}.")
    if row.status is not Status.ACCEPTED:
        raise RuleError(
            f"{row.key} is not accepted, so nothing can have become of it",
            "Accept it first; reject it where the extraction is wrong.",
        )
    progress = (*row.progress, Progress(entry.sequence, body.stage))
    sheet.put(replace(row, progress=progress, changed=entry.sequence))


def _set(entry: Entry, body: SettingChanged, sheet: Sheet) -> None:
    if body.value not in SETTINGS.get(body.name, ()):
        known = "; ".join(f"{name}: {' or '.join(values)}" for name, values in SETTINGS.items())
        raise RuleError(f"no setting: {body.name} = {body.value}", f"What there is: {known}.")
    sheet.put(SettingRow(body.name, body.value))


def _correct(entry: Entry, body: CorrectionMade, sheet: Sheet) -> None:
    if not 0 < body.entry < entry.sequence:
        raise RuleError(f"there is no earlier entry {body.entry}")


_APPLY: Final[dict[type, Callable[[Entry, Any, Sheet], None]]] = {
    BookFounded: _found,
    DocumentAdded: proposing.add_document,
    RecordsProposed: proposing.propose,
    RecordAccepted: reviewing.accept,
    RecordAmended: reviewing.amend,
    RecordRejected: reviewing.reject,
    DecisionUndone: reviewing.undo,
    CommitmentsMerged: grouping.merge,
    CommitmentsSplit: grouping.split,
    MergeRefused: grouping.refuse,
    SummitAssigned: _assign,
    ProgressNoted: _note,
    SettingChanged: _set,
    CorrectionMade: _correct,
}
