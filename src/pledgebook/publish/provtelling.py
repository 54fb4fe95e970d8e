"""What each entry of a book says of where things come from, in the terms of PROV."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from pledgebook.book.canonical import canonical
from pledgebook.book.entries import (
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
from pledgebook.book.rows import DocumentRow, OriginRow, RecordRow
from pledgebook.book.store import Store
from pledgebook.model.record import Evidence
from pledgebook.publish.provjson import ProvJson, qualified

_REVISION: Final = {"prov:type": qualified("prov:Revision")}
_Deciding = RecordAccepted | RecordAmended | RecordRejected


class Teller:
    """Tells entries in their order, and looks at the rows as they stood before each."""

    def __init__(self, store: Store, told: ProvJson, wanted: frozenset[str] | None) -> None:
        self._store = store
        self._told = told
        self._wanted = wanted
        self._agents: set[str] = set()
        self._merged: dict[str, int] = {}  # record -> the entry that made its commitment

    def tell(self, entry: Entry) -> None:
        """Tell what an entry did."""
        body = entry.body
        match body:
            case DocumentAdded():
                self._add(entry, body)
            case RecordsProposed():
                self._propose(entry, body)
            case RecordAccepted() | RecordAmended() | RecordRejected():
                self._decide(entry, body)
            case DecisionUndone():
                self._activity(entry, "Undoing", {"pb:note": body.note})
                self._told.relate(
                    "wasInvalidatedBy", _version(body.record, body.decision), _entry(entry),
                    {"prov:time": entry.time},
                )  # fmt: skip
            case CommitmentsMerged():
                score = body.score  # thousandths, where the machine proposed it
                self._activity(entry, "Merge", {"pb:note": body.note, "pb:score": score})
                self._regroup(entry, body.records)
            case CommitmentsSplit():
                self._activity(entry, "Split", {"pb:note": body.note})
                self._regroup(entry, (body.record,))
            case MergeRefused():
                self._activity(entry, "MergeRefusal", {"pb:note": body.note})
                self._use(entry, body.records)
            case ProgressNoted():
                self._note(entry, body)
            case SummitAssigned():
                self._assign(entry, body)
            case SettingChanged():
                self._activity(entry, "Setting", {"pb:name": body.name, "pb:value": body.value})
            case CorrectionMade():
                self._activity(entry, "Correction", {"pb:note": body.note})
                self._told.relate("wasInformedBy", _entry(entry), f"entry:{body.entry}")
            case BookFounded():
                self._activity(entry, "Founding", {"pb:name": body.name})

    # Documents and readings

    def _add(self, entry: Entry, body: DocumentAdded) -> None:
        self._activity(entry, "Addition", {"pb:origin": body.origin})
        before = self._store.find(OriginRow, [body.origin], entry.sequence - 1).get(body.origin)
        keys = [body.document, before.document] if before else [body.document]
        rows = self._store.find(DocumentRow, keys, entry.sequence - 1)
        known = rows.get(body.document)
        if before:
            old = rows[before.document]
            self._told.relate("used", _entry(entry), old.key)
            if known is None or known.added > old.added:  # else an old text is shown again
                self._told.relate("wasDerivedFrom", body.document, old.key, _REVISION)
        if known:
            self._told.relate("used", _entry(entry), body.document)
            return
        published = body.published
        self._told.declare("entity", body.document, {
            "prov:type": qualified("pb:Document"),
            "prov:label": body.title or body.origin,
            "pb:publisher": body.publisher,
            "pb:published": {"$": published, "type": "xsd:date"} if published else None,
            "pb:language": body.language,
            "pb:source_url": body.source_url,
            "pb:raw_sha256": body.raw_sha256,
        })  # fmt: skip
        self._generate(entry, body.document)

    def _propose(self, entry: Entry, body: RecordsProposed) -> None:
        reader = self._agent("reader", body.reader, "prov:SoftwareAgent")
        self._activity(entry, "Reading", {})
        self._told.relate("wasAssociatedWith", _entry(entry), reader)
        person = self._person(entry.author)
        self._told.relate("actedOnBehalfOf", reader, person, {"prov:activity": _entry(entry)})
        self._told.relate("used", _entry(entry), body.document)
        before = self._proposed_before(entry, body.document)
        read = {record.id: record for record in body.records}
        for key, (sequence, record) in before.items():
            if self._wants(key) and read.get(key) != record:
                self._told.relate(
                    "wasInvalidatedBy", _version(key, sequence), _entry(entry),
                    {"prov:time": entry.time},
                )  # fmt: skip
        for key, record in read.items():
            old = before.get(key)
            if not self._wants(key) or (old and old[1] == record):
                continue
            version = _version(key, entry.sequence)
            self._told.declare("entity", version, {
                "prov:type": qualified("pb:Proposal"),
                "prov:label": record.action,
                "pb:record": key,
                "pb:kind": record.kind.value,
                "pb:rule": record.basis.rule,
            })  # fmt: skip
            self._generate(entry, version)
            self._told.relate("wasAttributedTo", version, reader)
            for piece in record.evidence:
                self._stand(version, piece)
            if old:
                self._told.relate("wasDerivedFrom", version, _version(key, old[0]), _REVISION)

    def _proposed_before(self, entry: Entry, document: str) -> dict[str, tuple[int, object]]:
        """Return what was proposed from a document so far: by record, the entry and the value."""
        at = entry.sequence - 1
        row = self._store.find(DocumentRow, [document], at).get(document)
        rows = self._store.find(RecordRow, list(row.records), at) if row and row.records else {}
        return {
            key: (proposal.sequence, proposal.record)
            for key, found in rows.items()
            for proposal in found.proposals
            if proposal.document == document
        }

    def _stand(self, version: str, piece: Evidence) -> None:
        place = {"pb:start": piece.start, "pb:end": piece.end}
        self._told.relate("wasDerivedFrom", version, piece.document, place)

    # Decisions

    def _decide(self, entry: Entry, body: _Deciding) -> None:
        row = self._row(body.record, entry)
        if row and row.decision and row.decision.waits and isinstance(body, RecordAccepted):
            self._confirm(entry, row, body)
            return
        self._activity(entry, "Review", {"pb:note": body.note})
        version = _version(body.record, entry.sequence)
        verdict = type(body).type.removeprefix("record_")
        changes = body.changes if isinstance(body, RecordAmended) else None
        self._told.declare("entity", version, {
            "prov:type": qualified("pb:Decision"),
            "pb:record": body.record,
            "pb:verdict": verdict,
            "pb:reason": body.reason if isinstance(body, RecordRejected) else None,
            "pb:changes": canonical(changes).decode() if changes else None,
        })  # fmt: skip
        self._generate(entry, version)
        self._told.relate("wasAttributedTo", version, self._person(entry.author))
        for proposal in row.proposals if row else ():
            proposed = _version(body.record, proposal.sequence)
            self._told.relate("used", _entry(entry), proposed)
            self._told.relate("wasDerivedFrom", version, proposed)
        if row and row.decision:
            earlier = _version(body.record, row.decision.sequence)
            self._told.relate("wasDerivedFrom", version, earlier, _REVISION)

    def _confirm(self, entry: Entry, row: RecordRow, body: RecordAccepted) -> None:
        assert row.decision is not None
        waiting = _version(row.key, row.decision.sequence)
        self._activity(entry, "Confirmation", {"pb:note": body.note})
        self._told.relate("used", _entry(entry), waiting)
        self._told.relate("wasInformedBy", _entry(entry), f"entry:{row.decision.sequence}")
        self._told.relate("wasAttributedTo", waiting, self._person(entry.author))

    def _note(self, entry: Entry, body: ProgressNoted) -> None:
        self._activity(entry, "Noting", {"pb:note": body.note})
        name = f"progress:{entry.sequence}"
        kind = qualified("pb:Progress")
        self._told.declare("entity", name, {"prov:type": kind, "pb:stage": body.stage})
        self._generate(entry, name)
        self._told.relate("wasAttributedTo", name, self._person(entry.author))
        for version in self._use(entry, (body.record,)):
            self._told.relate("wasDerivedFrom", name, version)

    def _assign(self, entry: Entry, body: SummitAssigned) -> None:
        self._activity(entry, "Assignment", {"pb:summit": body.summit})
        if body.subject.startswith("sha256:"):
            self._told.relate("used", _entry(entry), body.subject)
        else:
            self._use(entry, (body.subject,))

    # Commitments that several records report

    def _regroup(self, entry: Entry, records: Iterable[str]) -> None:
        """Tell the commitments that a merge or a split leaves, and end those that it found."""
        keys = list(records)
        touched = [*keys, *(k for k in self._beside(keys) if k not in keys)]
        ended = dict.fromkeys(self._merged.pop(key) for key in touched if key in self._merged)
        self._use(entry, touched)
        for sequence in ended:
            self._told.relate(
                "wasInvalidatedBy", f"commitment:{sequence}", _entry(entry),
                {"prov:time": entry.time},
            )  # fmt: skip
        rows = self._store.find(RecordRow, touched, entry.sequence)
        for row in rows.values():
            if row.leads and len(row.members) > 1:
                self._gather(entry, row, ended)

    def _beside(self, records: Iterable[str]) -> list[str]:
        """Return the records that were merged with some of these so far."""
        groups = {self._merged[key] for key in records if key in self._merged}
        return [key for key, sequence in self._merged.items() if sequence in groups]

    def _gather(self, entry: Entry, lead: RecordRow, ended: Iterable[int]) -> None:
        name = f"commitment:{entry.sequence}"
        self._told.declare("entity", name, {
            "prov:type": qualified("prov:Collection"),
            "pb:number": lead.number,
            "pb:records": " ".join(lead.members),
        })  # fmt: skip
        self._generate(entry, name)
        for sequence in ended:
            self._told.relate("wasDerivedFrom", name, f"commitment:{sequence}", _REVISION)
        rows = self._store.find(RecordRow, list(lead.members), entry.sequence)
        for key in lead.members:
            self._merged[key] = entry.sequence
            for version in _current(rows[key]):
                self._told.relate("hadMember", name, version)

    # What all have in common

    def _activity(self, entry: Entry, kind: str, attributes: dict[str, str | int | None]) -> None:
        self._told.declare("activity", _entry(entry), {
            "prov:startTime": entry.time,
            "prov:endTime": entry.time,
            "prov:type": qualified(f"pb:{kind}"),
            "pb:hash": entry.hash,
            **{name: value for name, value in attributes.items() if value != ""},
        })  # fmt: skip
        self._told.relate("wasAssociatedWith", _entry(entry), self._person(entry.author))

    def _generate(self, entry: Entry, name: str) -> None:
        self._told.relate("wasGeneratedBy", name, _entry(entry), {"prov:time": entry.time})

    def _use(self, entry: Entry, records: Iterable[str]) -> list[str]:
        """Tell that an activity went by records as they stood, and return their versions."""
        rows = self._store.find(RecordRow, list(records), entry.sequence - 1)
        versions = [version for row in rows.values() for version in _current(row)]
        for version in versions:
            self._told.relate("used", _entry(entry), version)
        return versions

    def _row(self, key: str, entry: Entry) -> RecordRow | None:
        return self._store.find(RecordRow, [key], entry.sequence - 1).get(key)

    def _wants(self, record: str) -> bool:
        return self._wanted is None or record in self._wanted

    def _person(self, name: str) -> str:
        return self._agent("person", name, "prov:Person")

    def _agent(self, prefix: str, name: str, kind: str) -> str:
        agent = f"{prefix}:{_spelled(name)}"
        if agent not in self._agents:
            self._agents.add(agent)
            self._told.declare("agent", agent, {"prov:type": qualified(kind), "prov:label": name})
        return agent


def _entry(entry: Entry) -> str:
    return f"entry:{entry.sequence}"


def _spelled(name: str) -> str:
    """Return a name as the local part of a qualified name, which ends in no dot."""
    plain = quote(name, safe="").replace("~", "%7E")
    return "".join(
        f"%{ord(mark):02X}" if mark in "-." and place in (0, len(plain) - 1) else mark
        for place, mark in enumerate(plain)
    )


def _version(record: str, sequence: int) -> str:
    """Return the name of a record as an entry proposed it, or decided on it."""
    return f"record:{record}.{sequence}"


def _current(row: RecordRow) -> list[str]:
    """Return the versions that a record stands by: the decision in force, else the proposals."""
    if row.decision:
        return [_version(row.key, row.decision.sequence)]
    return [_version(row.key, proposal.sequence) for proposal in row.proposals]
