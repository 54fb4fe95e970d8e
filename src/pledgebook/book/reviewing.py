"""What reviewers decide on records, beside what the machine proposed."""

from dataclasses import replace

from pledgebook.book import grouping
from pledgebook.book.amending import amended
from pledgebook.book.entries import (
    DecisionUndone,
    Entry,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
)
from pledgebook.book.naming import check_ids, put_parties
from pledgebook.book.rows import Decision, RecordRow, SettingRow, Status, Verdict
from pledgebook.book.sheet import Sheet
from pledgebook.errors import ConflictError, RuleError
from pledgebook.model.decision import Rejection
from pledgebook.model.record import Record


def accept(entry: Entry, body: RecordAccepted, sheet: Sheet) -> None:
    """Let the machine's value stand; or confirm what another reviewer decided."""
    row = _seen(body.record, body.seen, sheet)
    waiting = row.decision if row.status is Status.AWAITING else None
    if waiting and waiting.author == entry.author:
        raise RuleError(
            f"{row.key} was decided by {entry.author}, and the book asks for four eyes",
            "Another reviewer confirms it.",
        )
    if waiting:
        confirmed = replace(waiting, waits=False, second=entry.author)
        _settle(entry, replace(row, decisions=(*row.decisions[:-1], confirmed)), sheet)
    elif row.status is Status.ACCEPTED and row.human == row.machine:
        raise RuleError(f"{row.key} is accepted already")
    else:
        _decide(entry, row, Verdict.ACCEPTED, row.machine, sheet)


def amend(entry: Entry, body: RecordAmended, sheet: Sheet) -> None:
    """Let a value stand that a person gave; fields that are not named keep what they had."""
    row = _seen(body.record, body.seen, sheet)
    decided = row.decision.value if row.decision else None
    value = amended(decided or row.machine, body.changes)
    check_ids(value)
    put_parties([value], entry.sequence, sheet)
    _decide(entry, row, Verdict.AMENDED, value, sheet)


def reject(entry: Entry, body: RecordRejected, sheet: Sheet) -> None:
    """Let no value stand: the words do not say what was read."""
    row = _seen(body.record, body.seen, sheet)
    if body.reason not in [*Rejection]:
        raise RuleError(f"no reason: {body.reason!r}", f"Reasons: {', '.join(Rejection)}.")
    if row.status is Status.REJECTED:
        raise RuleError(f"{row.key} is rejected already")
    _decide(entry, row, Verdict.REJECTED, None, sheet)


def undo(entry: Entry, body: DecisionUndone, sheet: Sheet) -> None:
    """Take the latest decision back; what was decided before it stands again."""
    row = grouping.present(body.record, sheet)
    if row.decision is None or row.decision.sequence != body.decision:
        raise RuleError(
            f"entry {body.decision} is not the latest decision on {row.key}",
            f"`pledgebook history {row.key}` lists them.",
        )
    _settle(entry, replace(row, decisions=row.decisions[:-1]), sheet)


def _seen(key: str, seen: int, sheet: Sheet) -> RecordRow:
    row = grouping.present(key, sheet)
    if row.changed != seen:
        raise ConflictError(
            f"{key} changed with entry {row.changed}, after you saw it (at entry {seen})",
            "Look at it again, and decide anew.",
        )
    return row


def _decide(
    entry: Entry, row: RecordRow, verdict: Verdict, value: Record | None, sheet: Sheet
) -> None:
    four_eyes = sheet.get(SettingRow, "four-eyes")
    waits = four_eyes is not None and four_eyes.value == "on"
    decision = Decision(entry.sequence, entry.author, verdict, value, waits)
    _settle(entry, replace(row, decisions=(*row.decisions, decision)), sheet)


def _settle(entry: Entry, row: RecordRow, sheet: Sheet) -> None:
    sheet.put(replace(row, changed=entry.sequence))
    grouping.number(row.group, entry.sequence, sheet)
