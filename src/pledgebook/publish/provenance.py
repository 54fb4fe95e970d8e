"""Where all that a book holds comes from, as PROV-JSON: told from its entries, in one walk.

Each entry is an activity (`entry:12`), with the hash it has in the chain. A document is an entity
by its hash. What a reader proposes from a document at an entry, and what a reviewer decides on it
at a later one, are entities of their own (`record:r-….3`, `record:r-….12`): a decision derives
from the proposals it was made on, and revises the decision before it. What a new reading no longer
says, and a decision that is taken back, are invalidated; a rejection is a decision like others,
because it may be undone.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from pledgebook.book.entries import Entry, RecordsProposed
from pledgebook.book.rows import RecordRow, SettingRow
from pledgebook.book.store import Store
from pledgebook.errors import NotFoundError
from pledgebook.publish.provjson import ProvJson
from pledgebook.publish.provtelling import Teller

#: What the names that are the book's own mean: docs/reference/interchange.md lists them.
TERMS: Final = "urn:pledgebook:terms:"


def provenance_chunks(
    store: Store, record: str | None = None, at: int | None = None
) -> Iterator[str]:
    """Yield the pieces of a PROV-JSON document of a whole book, or of one record by its id.

    Of one record, its documents and the other reports of its commitment are told too. The book is
    told up to the entry `at`, or to its head. Memory does not grow with the book, but for one name
    for each person, reader and merged record. Raises `NotFoundError` for a record not there.
    """
    until = at if at is not None else store.head().sequence
    with ProvJson(_prefixes(store)) as told:
        if record is None:
            teller = Teller(store, told, None)
            entries: Iterable[Entry] = store.entries(0, until)
        else:
            wanted = _commitment(store, record, until)
            teller = Teller(store, told, frozenset(wanted))
            entries = _histories(store, wanted, until)
        for entry in entries:
            teller.tell(entry)
        yield from told.chunks()


def _prefixes(store: Store) -> dict[str, str]:
    setting = store.find(SettingRow, ["origin"]).get("origin")
    base = f"urn:pledgebook:{quote(setting.value if setting else '', safe='')}:"
    own = {name: f"{base}{name}:" for name in ("entry", "record", "commitment", "person")}
    reader = "urn:pledgebook:reader:"
    progress = f"{base}progress:"
    return {"pb": TERMS, "sha256": "urn:sha256:", **own, "progress": progress, "reader": reader}


def _commitment(store: Store, record: str, at: int) -> tuple[str, ...]:
    """Return the ids of all reports of the commitment that a record reports."""
    row = store.find(RecordRow, [record], at).get(record)
    if row is None:
        raise NotFoundError(f"the book holds no record {record}")
    lead = row if row.leads else store.find(RecordRow, [row.group], at)[row.group]
    return lead.members


def _histories(store: Store, records: Iterable[str], until: int) -> list[Entry]:
    """Return the entries about records and about the documents they were read in, in order."""
    found: dict[int, Entry] = {}
    documents: dict[str, None] = {}
    for key in records:
        for entry in store.history(key):
            found[entry.sequence] = entry
            if isinstance(entry.body, RecordsProposed) and entry.sequence <= until:
                documents[entry.body.document] = None
    for document in documents:
        found.update((entry.sequence, entry) for entry in store.history(document))
    return [found[sequence] for sequence in sorted(found) if sequence <= until]
