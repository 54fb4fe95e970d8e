"""The words of the book as they are shown, in English and Korean."""

from typing import Final

from pledgebook.publish.words import Language

_Words = dict[str, dict[str, str]]

STATUSES: Final[_Words] = {
    "proposed": {"en": "proposed", "ko": "제안됨"},
    "awaiting": {"en": "awaiting a second", "ko": "확인 대기"},
    "accepted": {"en": "accepted", "ko": "수락"},
    "amended": {"en": "amended", "ko": "수정 수락"},
    "rejected": {"en": "rejected", "ko": "거부"},
    "lapsed": {"en": "lapsed", "ko": "소멸"},
    "orphaned": {"en": "words gone", "ko": "근거 사라짐"},
}

VERDICTS: Final[_Words] = {
    "accepted": {"en": "accepted", "ko": "수락"},
    "confirmed": {"en": "confirmed", "ko": "확인"},
    "amended": {"en": "amended", "ko": "수정"},
    "rejected": {"en": "rejected", "ko": "거부"},
    "undone": {"en": "decision undone", "ko": "결정 되돌림"},
}

STAGES: Final[_Words] = {
    "not-started": {"en": "not started", "ko": "시작 전"},
    "announced": {"en": "announced", "ko": "발표됨"},
    "under-way": {"en": "under way", "ko": "진행 중"},
    "achieved": {"en": "achieved", "ko": "이행됨"},
    "not-kept": {"en": "not kept", "ko": "지키지 않음"},
    "superseded": {"en": "superseded", "ko": "다른 약속으로 대체"},
    "withdrawn": {"en": "withdrawn", "ko": "철회"},
    "contested": {"en": "contested", "ko": "이견 있음"},
    "no-public-evidence": {"en": "no public evidence", "ko": "공개 근거 없음"},
}

_SAID: Final[_Words] = {
    "id": {"en": "Id", "ko": "번호"},
    "status": {"en": "Status", "ko": "상태"},
    "who": {"en": "Who → whom", "ko": "누가 → 누구에게"},
    "what": {"en": "What", "ko": "무엇을"},
    "when": {"en": "When · due", "ko": "언제 · 기한"},
    "date": {"en": "Date", "ko": "날짜"},
    "due": {"en": "due", "ko": "기한"},
    "kind": {"en": "Kind", "ko": "종류"},
    "published": {"en": "Published", "ko": "발표일"},
    "language": {"en": "Language", "ko": "언어"},
    "title": {"en": "Title · origin", "ko": "제목 · 출처"},
    "document": {"en": "Document", "ko": "문서"},
    "records": {"en": "Records", "ko": "기록"},
    "findings": {"en": "Findings", "ko": "점검 결과"},
    "english": {"en": "English", "ko": "영어 이름"},
    "korean": {"en": "Korean", "ko": "한국어 이름"},
    "finding": {"en": "Finding", "ko": "점검 결과"},
    "undated": {"en": "undated", "ko": "날짜 없음"},
    "nobody": {"en": "nobody named", "ko": "당사자 미상"},
    "none": {"en": "Nothing found.", "ko": "찾은 것이 없습니다."},
    "more": {
        "en": "{shown} of {total} shown. For the others: --all, or --limit {next}.",
        "ko": "{total}건 가운데 {shown}건입니다. 나머지는 --all 또는 --limit {next}(으)로 봅니다.",
    },
    "total": {"en": "{total} in all.", "ko": "모두 {total}건."},
    "hits_full": {
        "en": "{shown} places shown; there may be more: --limit {next}.",
        "ko": "{shown}곳입니다. 더 있을 수 있습니다: --limit {next}.",
    },
    "former": {"en": "revised since", "ko": "개정 전 글"},
    "machine": {"en": "machine", "ko": "기계"},
    "people": {"en": "people", "ko": "사람"},
    "differ": {"en": "Machine and people", "ko": "기계와 사람의 값"},
    "earlier": {"en": "before", "ko": "이전"},
    "later": {"en": "after", "ko": "이후"},
    "field": {"en": "Field", "ko": "항목"},
    "evidence": {"en": "Evidence", "ko": "근거"},
    "reports": {"en": "Reports of the same commitment", "ko": "같은 약속의 다른 보도"},
    "why": {"en": "Why it was read", "ko": "읽은 까닭"},
    "rule": {"en": "rule", "ko": "규칙"},
    "trigger": {"en": "on the words", "ko": "걸린 말"},
    "makes": {"en": "makes", "ko": "결과"},
    "example": {"en": "for instance", "ko": "예"},
    "reader": {"en": "read by", "ko": "읽은 도구"},
    "history": {"en": "History", "ko": "이력"},
    "topics": {"en": "topics", "ko": "주제"},
    "summit": {"en": "summit", "ko": "정상회의"},
    "also": {"en": "formerly numbered", "ko": "이전 번호"},
    "decided": {"en": "decided by", "ko": "결정한 사람"},
    "second": {"en": "confirmed by", "ko": "확인한 사람"},
    "stage": {"en": "progress", "ko": "이행"},
    "said_by": {"en": "said by", "ko": "발표"},
    "source": {"en": "source", "ko": "원문"},
    "revises": {"en": "revises", "ko": "개정한 글"},
    "length": {"en": "{n} characters", "ko": "{n}자"},
    "added": {"en": "Documents added", "ko": "더한 문서"},
    "revised": {"en": "Documents revised", "ko": "고쳐진 문서"},
    "proposed": {"en": "New records", "ko": "새 기록"},
    "reread": {"en": "Read otherwise by the machine", "ko": "기계가 달리 읽은 기록"},
    "lapsed": {"en": "No longer read by the machine", "ko": "기계가 더는 읽지 않는 기록"},
    "decisions": {"en": "Decisions", "ko": "결정"},
    "numbers": {"en": "Numbers given", "ko": "붙인 번호"},
    "others": {"en": "Merges, progress, settings", "ko": "합침·이행·설정"},
    "touched": {
        "en": "in the changed lines, their own words unchanged",
        "ko": "바뀐 줄에 있으나 근거는 그대로인 기록",
    },
    "orphaned": {"en": "records whose words are gone", "ko": "근거가 사라진 기록"},
    "unchanged": {"en": "Nothing changed.", "ko": "바뀐 것이 없습니다."},
    "span": {
        "en": "From entry {before} to entry {after}",
        "ko": "항목 {before}에서 항목 {after}까지",
    },
    "and_more": {
        "en": "… and {n} more; --format json has them all",
        "ko": "… 그 밖에 {n}건 (--format json에는 모두 있습니다)",
    },
}  # fmt: skip


def said(name: str, language: Language, **values: object) -> str:
    """Return a heading or a phrase of the book in the language of the interface."""
    words = _SAID[name][language]
    return words.format(**values) if values else words
