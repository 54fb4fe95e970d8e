"""The bundled documents give just these records: a change of any is to be seen and meant.

After a change that is meant, run this file with --update-golden, then read the diff.
"""

from importlib.resources import files
from pathlib import Path

import pytest

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.model.record import Party, Record
from pledgebook.reading.read import read_document

GOLDEN = Path(__file__).parent / "golden"
DEMO = sorted(
    (entry for entry in files("pledgebook").joinpath("demo").iterdir() if entry.name[-3:] == ".md"),
    key=lambda entry: entry.name,
)


def told(record: Record) -> str:
    """Return a record in a few lines, as a person checks it against the text."""
    kind = f"{record.kind} {record.strength}" if record.strength else str(record.kind)
    due = " ".join(part for part in (record.due, record.due_trigger) if part) or "-"
    lines = [
        f"{kind} | {names(record.actors)} -> {names(record.partners)}",
        f"  date {record.date or '-'} | due {due} | said by {names(record.said_by)}",
        f"  {' '.join(record.topics) or '-'} | {record.basis.rule}",
        *(f"  « {' '.join(piece.exact.split())} »" for piece in record.evidence),
    ]
    return "\n".join(lines)


def names(parties: tuple[Party, ...]) -> str:
    return ", ".join(
        (party.id or f"?{party.name}") + (f" ({party.via})" if party.via else "")
        for party in parties
    ) or "-"  # fmt: skip


@pytest.mark.parametrize("entry", DEMO, ids=lambda entry: entry.name)
def test_a_bundled_document_gives_its_records(entry: Path, request: pytest.FixtureRequest) -> None:
    document = read_bytes(entry.read_bytes(), entry.name, Given())
    found = "\n\n".join(told(record) for record in read_document(document).records) + "\n"
    golden = GOLDEN / f"{entry.name}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
