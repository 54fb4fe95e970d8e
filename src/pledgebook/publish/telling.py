"""What entries say, in one line each, in English and Korean."""

from collections.abc import Callable
from typing import Any, Final

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
from pledgebook.publish.bookwords import STAGES
from pledgebook.publish.reviewwords import REJECTION_WORDS, word
from pledgebook.publish.words import Language

_SHORT: Final = 12  # of an id, as people read and type it


def short(id: str) -> str:
    """Return the beginning of an id that people read and type; `show` understands it."""
    return id.removeprefix("sha256:")[:_SHORT]


def told_entry(entry: Entry, language: Language) -> str:
    """Return what an entry did, in words, without its time and author.

    What documents and people wrote is in it as it is: make it safe before it is shown.
    """
    words = _TOLD[type(entry.body)](entry.body, language)
    note = getattr(entry.body, "note", "")
    return f"{words} – {note}" if note else words


def _either(en: str, ko: str) -> Callable[[Any, Language], str]:
    return lambda body, language: ko if language == "ko" else en


def _founded(body: BookFounded, language: Language) -> str:
    return f"장부 시작: {body.name}" if language == "ko" else f"book founded: {body.name}"


def _added(body: DocumentAdded, language: Language) -> str:
    words = "문서 더함" if language == "ko" else "document added"
    return f"{words}: {body.title or body.origin} ({short(body.document)})"


def _proposed(body: RecordsProposed, language: Language) -> str:
    count, document = len(body.records), short(body.document)
    if language == "ko":
        return f"{body.reader}: {document}에서 기록 {count}건 제안"
    plural = "record" if count == 1 else "records"
    return f"{body.reader} proposed {count} {plural} in {document}"


def _amended(body: RecordAmended, language: Language) -> str:
    fields = ", ".join(word(f"field.{name}", language) for name in sorted(body.changes))
    return f"고쳐서 수락: {fields}" if language == "ko" else f"amended: {fields}"


def _rejected(body: RecordRejected, language: Language) -> str:
    reason = REJECTION_WORDS.get(body.reason, {language: body.reason})[language]
    return f"거부: {reason}" if language == "ko" else f"rejected: {reason}"


def _undone(body: DecisionUndone, language: Language) -> str:
    if language == "ko":
        return f"항목 {body.decision}의 결정 되돌림"
    return f"decision of entry {body.decision} undone"


def _merged(body: CommitmentsMerged, language: Language) -> str:
    ids = ", ".join(map(short, body.records))
    score = "" if body.score is None else f" ({body.score / 1000:.2f})"
    return f"같은 약속으로 합침: {ids}{score}" if language == "ko" else f"merged: {ids}{score}"


def _split(body: CommitmentsSplit, language: Language) -> str:
    key = short(body.record)
    return f"따로 나눔: {key}" if language == "ko" else f"split off: {key}"


def _refused(body: MergeRefused, language: Language) -> str:
    ids = ", ".join(map(short, body.records))
    return f"따로 두기로 함: {ids}" if language == "ko" else f"found to be different: {ids}"


def _assigned(body: SummitAssigned, language: Language) -> str:
    subject = short(body.subject)
    if language == "ko":
        return f"정상회의 {body.summit}에 넣음: {subject}"
    return f"{subject} belongs to {body.summit}"


def _noted(body: ProgressNoted, language: Language) -> str:
    stage = STAGES[body.stage][language] if body.stage in STAGES else body.stage
    sources = f" ({', '.join(body.sources)})" if body.sources else ""
    return f"이행: {stage}{sources}" if language == "ko" else f"progress: {stage}{sources}"


def _setting(body: SettingChanged, language: Language) -> str:
    word = "설정" if language == "ko" else "setting"
    return f"{word}: {body.name} = {body.value}"


def _corrected(body: CorrectionMade, language: Language) -> str:
    return f"항목 {body.entry} 정정" if language == "ko" else f"correction to entry {body.entry}"


_TOLD: Final[dict[type, Callable[[Any, Language], str]]] = {
    BookFounded: _founded,
    DocumentAdded: _added,
    RecordsProposed: _proposed,
    RecordAccepted: _either("accepted", "수락"),
    RecordAmended: _amended,
    RecordRejected: _rejected,
    DecisionUndone: _undone,
    CommitmentsMerged: _merged,
    CommitmentsSplit: _split,
    MergeRefused: _refused,
    SummitAssigned: _assigned,
    ProgressNoted: _noted,
    SettingChanged: _setting,
    CorrectionMade: _corrected,
}
