"""Proof that entries are in a book, and the receipt of one record, checked without the book."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from pledgebook.book import checkpoint, merkle
from pledgebook.book.amending import amended
from pledgebook.book.book import Book
from pledgebook.book.canonical import entry_hash
from pledgebook.book.checkpoint import Checkpoint, claimed
from pledgebook.book.entries import (
    CommitmentsMerged,
    Entry,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    RecordsProposed,
    read_entry,
)
from pledgebook.book.rows import RecordRow
from pledgebook.book.troubles import Trouble
from pledgebook.errors import BookError, CheckpointError, NotFoundError, PledgebookError
from pledgebook.model.record import Record

#: The version of the form of proofs and receipts.
FORM: Final = 1
_DECIDED: Final = {"accepted": (RecordAccepted, RecordAmended), "rejected": (RecordRejected,)}


def latest(book: Book) -> tuple[str, Checkpoint]:
    """Return the newest checkpoint of a book; raises `NotFoundError` where there is none."""
    notes = book.store.checkpoints()
    if not notes:
        raise NotFoundError("the book has no checkpoint", "`pledgebook book checkpoint` makes one.")
    return notes[-1], claimed(notes[-1])


def proof(
    book: Book, entries: Sequence[Entry], key: str | None = None, since: str | None = None
) -> dict[str, Any]:
    """Return proof, as JSON, that entries are in the tree of the newest checkpoint.

    `since` is an older checkpoint: that nothing before it was changed is proved too. Raises
    `NotFoundError` where there is no checkpoint, or none that reaches so far.
    """
    note, head = latest(book)
    beyond = [entry.sequence for entry in entries if entry.sequence > head.size]
    if beyond:
        raise NotFoundError(
            f"entry {beyond[0]} was written after the newest checkpoint (of {head.size} entries)",
            "`pledgebook book checkpoint` makes another.",
        )
    result: dict[str, Any] = {
        "form": FORM,
        "checkpoint": note,
        "key": _key_of(note, key),
        "entries": [_included(book, entry, head) for entry in entries],
    }
    if since is not None:
        before = claimed(since).size
        if before > head.size:
            raise NotFoundError(
                f"the older checkpoint covers {before} entries, the newest {head.size}",
                "`pledgebook book checkpoint` makes another; else the book was cut.",
            )
        steps = merkle.consistency_proof(before, head.size, book.store.node)
        result["since"] = {"checkpoint": since, "proof": [step.hex() for step in steps]}
    return result


def receipt(book: Book, row: RecordRow, key: str | None = None) -> dict[str, Any]:
    """Return the receipt of a record: value, evidence, history and proof of it, as JSON.

    It takes in all reports of the same commitment. Raises what `proof` raises.
    """
    members = book.members(row)
    about = {entry.sequence: entry for member in members for entry in book.history(member)}
    documents = {piece.document for member in members for piece in member.evidence}
    for document in sorted(documents):
        for entry in book.store.history(document):
            if entry.body.type == "document_added":
                about[entry.sequence] = entry
    proved = proof(book, [about[number] for number in sorted(about)], key)
    reports = [
        {
            "id": member.key,
            "status": member.status.value,
            "value": msgspec.to_builtins(member.record),
            "evidence": msgspec.to_builtins(member.evidence),
        }
        for member in members
    ]
    return {"record": row.key, "number": members[0].number, "reports": reports, **proved}


def check_proof(found: Mapping[str, Any], key: str | None = None) -> Iterator[Trouble]:
    """Yield what is wrong with a proof or a receipt, without the book it comes from.

    `key` is the verifier key as the book's owner publishes it; without it the one in the proof is
    taken. What cannot be told: whether entries about the record were left out, or came later.
    """
    try:
        head = checkpoint.verify(found["checkpoint"], key or found["key"] or "")
    except CheckpointError as error:
        yield _broken("the checkpoint", error.message)
        return
    except (KeyError, TypeError):
        yield _broken("the file", "it is no proof and no receipt")
        return
    entries: list[Entry] = []
    try:
        for part in found["entries"]:
            yield from _check_entry(part, head, entries)
        yield from _check_since(found.get("since"), head, key or found["key"])
        reports = found.get("reports", [])
        for report in reports:
            yield from _check_report(report, entries)
        merged = {
            id for e in entries if isinstance(e.body, CommitmentsMerged) for id in e.body.records
        }
        for id in {report["id"] for report in reports} - merged if len(reports) > 1 else ():
            yield Trouble("receipt-merged", None, {"record": id})
    except (AttributeError, KeyError, TypeError, ValueError, PledgebookError) as error:
        yield _broken("the file", f"it is not of the form of a receipt ({error})")


def _included(book: Book, entry: Entry, head: Checkpoint) -> dict[str, Any]:
    steps = merkle.inclusion_proof(entry.sequence - 1, head.size, book.store.node)
    return {
        "sequence": entry.sequence,
        "hash": entry.hash,
        "line": entry.line.decode(),
        "proof": [step.hex() for step in steps],
    }


def _key_of(note: str, key: str | None) -> str | None:
    """Return the key if it signed the note."""
    if key is None:
        return None
    try:
        checkpoint.verify(note, key)
    except CheckpointError:
        return None
    return key


def _check_entry(
    part: Mapping[str, Any], head: Checkpoint, entries: list[Entry]
) -> Iterator[Trouble]:
    line = part["line"].encode()
    entry = read_entry(line)
    steps = [bytes.fromhex(step) for step in part["proof"]]
    place, leaf = part["sequence"] - 1, merkle.leaf_hash(line)
    included = merkle.verify_inclusion(leaf, place, head.size, steps, head.root)
    if entry.sequence != part["sequence"] or entry_hash(line) != part["hash"] or not included:
        yield Trouble("proof-broken", part["sequence"])
    entries.append(entry)


def _check_since(since: Mapping[str, Any] | None, head: Checkpoint, key: str) -> Iterator[Trouble]:
    if since is None:
        return
    before = checkpoint.verify(since["checkpoint"], key)
    steps = [bytes.fromhex(step) for step in since["proof"]]
    if not merkle.verify_consistency(before.size, head.size, before.root, head.root, steps):
        yield _broken("the older checkpoint", "it is not the beginning of the newer one")


def _check_report(report: Mapping[str, Any], entries: list[Entry]) -> Iterator[Trouble]:
    """See that a report's value, evidence and status are what the proved entries say."""
    id = report["id"]
    value = msgspec.convert(report["value"], Record)
    proposed = [
        record
        for entry in entries
        if isinstance(entry.body, RecordsProposed)
        for record in entry.body.records
        if record.id == id
    ]
    if value not in [*proposed, *_amended(id, proposed, entries)]:
        yield Trouble("receipt-value", None, {"record": id})
    evidence = [msgspec.to_builtins(piece) for record in proposed for piece in record.evidence]
    if not report["evidence"] or any(piece not in evidence for piece in report["evidence"]):
        yield Trouble("receipt-evidence", None, {"record": id})
    decided = _DECIDED.get(report["status"])
    if decided and not any(
        isinstance(entry.body, decided) and entry.body.record == id for entry in entries
    ):
        yield Trouble("receipt-status", None, {"record": id, "status": report["status"]})


def _amended(id: str, proposed: Sequence[Record], entries: Sequence[Entry]) -> list[Record]:
    """Return what amendments of a record, one upon another, can have made of it."""
    made: list[Record] = []
    for entry in entries:
        if isinstance(entry.body, RecordAmended) and entry.body.record == id:
            for record in [*proposed, *made]:
                try:
                    made.append(amended(record, entry.body.changes))
                except BookError:  # it changes nothing of this one
                    continue
    return made


def _broken(what: str, reason: str) -> Trouble:
    return Trouble("receipt-broken", None, {"what": what, "reason": reason})
