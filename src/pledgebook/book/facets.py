"""What a record can be filtered by, as terms that an index of any store can hold."""

import re
from collections.abc import Iterator
from datetime import date

from pledgebook.book.rows import RecordRow
from pledgebook.model.edtf import bounds
from pledgebook.model.record import Party

#: A record that stands for its commitment; the other reports of it lack this.
LEADS = "leads"
#: What every record has.
ANY = "any"
_STATE = re.compile(r"([a-z]{2})-")


def facets(row: RecordRow) -> set[str]:
    """Return the terms a record is found by; a ministry's record is found by its state too."""
    record = row.record
    terms = {ANY, f"kind:{record.kind}", f"language:{record.language}"}
    terms |= {f"status:{status}" for status in statuses(row)}
    terms |= {f"party:{id}" for id in _ids(record.actors)}
    terms |= {f"partner:{id}" for id in _ids(record.partners)}
    terms |= {f"topic:{topic}" for topic in record.topics}
    terms |= {f"document:{proposal.document}" for proposal in row.proposals}
    if record.strength:
        terms.add(f"strength:{record.strength}")
    if row.summit:
        terms.add(f"summit:{row.summit}")
    if row.leads:
        terms.add(LEADS)
    return terms


def statuses(row: RecordRow) -> set[str]:
    """Return the names by which a record's standing can be asked for."""
    names = {row.status.value}
    if row.amended:
        names.add("amended")
    if row.orphaned:
        names.add("orphaned")
    return names


def said_day(row: RecordRow) -> date | None:
    """Return the first day that the record's date can mean."""
    found = bounds(row.record.date) if row.record.date else None
    return found[0] if found else None


def due_day(row: RecordRow) -> date | None:
    """Return the last day that the record's deadline can mean."""
    found = bounds(row.record.due) if row.record.due else None
    return found[1] if found else None


def words(row: RecordRow) -> str:
    """Return the words of a record that a search looks through."""
    record = row.record
    exact = "\n\n".join(dict.fromkeys(piece.exact for piece in row.evidence))
    parties = (*record.actors, *record.partners)
    said = (record.action, *(p.name for p in parties), *(p.via or "" for p in parties))
    return "\n\n".join([exact, *(words for words in dict.fromkeys(said) if words not in exact)])


def _ids(parties: tuple[Party, ...]) -> Iterator[str]:
    for party in parties:
        if party.id:
            yield party.id
            if state := _STATE.match(party.id):
                yield state[1].upper()
