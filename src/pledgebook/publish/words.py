"""The words of DESIGN's vocabulary as they are shown, in English and Korean."""

from typing import Final, Literal

from pledgebook.model.finding import Finding
from pledgebook.model.record import Kind, Party, Strength

Language = Literal["en", "ko"]

KINDS: Final[dict[Kind, dict[str, str]]] = {
    Kind.COMMITMENT: {"en": "commitment", "ko": "약속"},
    Kind.REQUEST: {"en": "request", "ko": "요청"},
    Kind.MEETING: {"en": "meeting", "ko": "회의·면담"},
    Kind.MILESTONE: {"en": "milestone", "ko": "이행 단계"},
    Kind.POSITION: {"en": "position", "ko": "입장"},
}

STRENGTHS: Final[dict[Strength, dict[str, str]]] = {
    Strength.MANDATE: {"en": "mandate", "ko": "의무"},
    Strength.PLEDGE: {"en": "pledge", "ko": "공약"},
    Strength.AGREEMENT: {"en": "agreement", "ko": "합의"},
    Strength.INTENT: {"en": "intent", "ko": "의지"},
    Strength.PLAN: {"en": "plan", "ko": "계획"},
    Strength.TARGET: {"en": "target", "ko": "목표"},
}

LANGUAGES: Final[dict[str | None, dict[str, str]]] = {
    "ko": {"en": "Korean", "ko": "한국어"},
    "en": {"en": "English", "ko": "영어"},
    None: {"en": "unread language", "ko": "읽지 못하는 언어"},
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "kind": {"en": "Kind", "ko": "종류"},
    "parties": {"en": "Who → whom", "ko": "누가 → 누구에게"},
    "what": {"en": "What, in their words", "ko": "무엇을, 어떤 말로"},
    "when": {"en": "When · due", "ko": "언제 · 기한"},
    "date": {"en": "date", "ko": "날짜"},
    "due": {"en": "due", "ko": "기한"},
    "said_by": {"en": "said by", "ko": "발표"},
    "nobody": {"en": "nobody named", "ko": "당사자 미상"},
    "no_records": {"en": "No records.", "ko": "기록이 없습니다."},
    "undated": {"en": "undated", "ko": "날짜 없음"},
    "note": {"en": "note", "ko": "참고"},
    "warning": {"en": "warning", "ko": "주의"},
    "error": {"en": "error", "ko": "오류"},
    "hint": {"en": "hint", "ko": "도움말"},
    "more_evidence": {"en": "told {n} times", "ko": "{n}번 나옴"},
    "records": {"en": "{n} records", "ko": "기록 {n}건"},
    "record": {"en": "1 record", "ko": "기록 1건"},
}

#: Findings and errors by code in Korean; the English message follows where it holds a detail.
_FINDINGS_KO: Final = {
    "no-date": (
        "발표일을 알 수 없어 '지난달', '6개월 뒤' 같은 날짜를 정하지 못했습니다.",
        "--published 2024-05-21 또는 머리말의 published: 로 알려 주세요.",
    ),
    "bad-date": ("머리말의 날짜가 달력에 없는 날입니다.", "연-월-일로 적어 주세요: 2024-05-21."),
    "language": (
        "아직 읽지 못하는 언어가 있습니다.",
        "한국어와 영어를 읽습니다. 잘못 본 것이면 --language로 정해 주세요.",
    ),
    "decoding": (
        "글자 인코딩이 UTF-8이 아니어서 짐작해 읽었습니다.",
        "글자가 깨져 보이면 UTF-8로 저장해 주세요.",
    ),
    "front-matter": (
        "머리말이 올바른 YAML이 아닙니다.",
        "쌍점이나 따옴표가 든 값은 따옴표로 감싸 주세요.",
    ),
    "source": ("열 수 없습니다.", "경로와 권한을 확인해 주세요."),
    "unreadable": ("글로 읽을 수 없는 파일입니다.", ""),
    "date": ("달력에 없는 날짜입니다.", "연-월-일로 적어 주세요: 2024-05-21."),
    "model": ("언어 모델을 불러오지 못했습니다.", ""),
}


def label(name: str, language: Language) -> str:
    """Return the word for `name` in the language of the interface."""
    return LABELS[name][language]


def party_name(party: Party, language: Language) -> str:
    """Return how a party is shown: its label in the language, else the words of the text."""
    own = party.label.ko if language == "ko" else party.label.en
    return own or party.name or party.id or ""


def count_of_records(count: int, language: Language) -> str:
    """Return "1 record", "12 records", "기록 12건"."""
    if count == 1:
        return label("record", language)
    return label("records", language).format(n=count)


def told(code: str, message: str, hint: str, language: Language) -> tuple[str, str]:
    """Return the message and the hint of a finding or an error in the interface's language."""
    if language == "ko" and code in _FINDINGS_KO:
        general, advice = _FINDINGS_KO[code]
        return f"{general} ({message})", advice or hint
    return message, hint


def told_finding(finding: Finding, language: Language) -> tuple[str, str]:
    """Return the message and the hint of a finding in the interface's language."""
    return told(finding.code, finding.message, finding.hint, language)


# --- The book's errors (cli/book, and whatever opens a book) -----------------------------------

_FINDINGS_KO.update(
    {
        "book": ("장부를 쓸 수 없습니다.", ""),
        "book-format": ("장부가 아니거나 이 프로그램이 모르는 형식입니다.", ""),
        "conflict": ("그 사이 다른 사람이 먼저 썼습니다. 쓰인 것은 없습니다.", ""),
        "entry": ("장부의 항목이 될 수 없습니다.", ""),
        "rule": ("장부의 규칙에 어긋납니다.", ""),
        "not-found": ("장부에서 찾을 수 없습니다.", ""),
        "tampered": ("장부가 쓰인 대로가 아닙니다.", "pledgebook book verify로 확인해 주세요."),
        "import": ("들여오지 않았습니다.", ""),
        "checkpoint": ("체크포인트나 열쇠를 쓸 수 없습니다.", ""),
    }
)

# --- Merging (cli/merge) ------------------------------------------------------------------------

_FINDINGS_KO["merge-block"] = (
    "서로 닮은 기록이 너무 많아 모두 견주지는 않았습니다.",
    "저마다 가장 닮고 때가 가까운 것부터 견주었습니다.",
)
