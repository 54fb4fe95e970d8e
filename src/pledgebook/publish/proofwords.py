"""The words of `pledgebook book`: what a book holds, and what is wrong with it."""

from typing import Final

from pledgebook.book.troubles import Trouble
from pledgebook.publish.words import Language

_SAID: Final[dict[str, dict[str, str]]] = {
    "begun": {"en": "Began the book {place}.", "ko": "장부 {place}을(를) 시작했습니다."},
    "place": {"en": "Place", "ko": "위치"},
    "name": {"en": "Name", "ko": "이름"},
    "origin": {"en": "Origin", "ko": "출처 이름"},
    "format": {"en": "Format", "ko": "형식"},
    "entries": {"en": "Entries", "ko": "항목"},
    "head": {"en": "Head", "ko": "마지막 해시"},
    "last": {"en": "Last entry", "ko": "마지막 항목 시각"},
    "documents": {"en": "Documents", "ko": "문서"},
    "records": {"en": "Records", "ko": "기록"},
    "checkpoints": {"en": "Checkpoints", "ko": "체크포인트"},
    "settings": {"en": "Settings", "ko": "설정"},
    "size": {"en": "Size on disk", "ko": "디스크 크기"},
    "sound": {
        "en": "Sound. Entries: {entries}; checkpoints: {checkpoints}.",
        "ko": "이상 없음: 항목 {entries}개, 체크포인트 {checkpoints}개.",
    },
    "sound_quick": {
        "en": "Sound, but for the views, which were left out. Entries: {entries}; "
        "checkpoints: {checkpoints}.",
        "ko": "조회표를 빼고 이상 없음: 항목 {entries}개, 체크포인트 {checkpoints}개.",
    },
    "troubles": {"en": "Not sound. Troubles: {n}.", "ko": "이상 {n}건을 찾았습니다."},
    "troubles_more": {
        "en": "Not sound. Troubles: more than {n}.",
        "ko": "이상이 더 있습니다. {n}건만 보여 드립니다.",
    },
    "unsigned": {
        "en": "Signatures were not checked: name the key with --key.",
        "ko": "서명은 확인하지 않았습니다. --key로 열쇠를 알려 주세요.",
    },
    "rebuilt": {
        "en": "The views of {entries} entries are derived anew.",
        "ko": "항목 {entries}개에서 조회표를 새로 만들었습니다.",
    },
    "backed_up": {
        "en": "Backed up to {file}, and verified.",
        "ko": "{file}에 백업하고 확인했습니다.",
    },
    "restored": {"en": "Restored to {place}.", "ko": "{place}에 되살렸습니다."},
    "exported": {
        "en": "Exported {entries} entries to {file}. Anyone can check it: python verify.py",
        "ko": "항목 {entries}개를 {file}에 내보냈습니다. 확인하는 법: python verify.py",
    },
    "imported": {
        "en": "Imported {added} entries; {known} were there already.",
        "ko": "항목 {added}개를 들여왔습니다. {known}개는 이미 있었습니다.",
    },
    "new_key": {
        "en": "Made a key in {file}. Keep it safe, and publish its other half: {key}",
        "ko": "열쇠를 {file}에 만들었습니다. 잘 간수하고 공개 열쇠를 알리세요: {key}",
    },
    "written": {"en": "Wrote {file}.", "ko": "{file}에 썼습니다."},
    "receipt_sound": {
        "en": "Sound: {n} entries, of {size} that {origin} signed.",
        "ko": "이상 없음: {origin}이(가) 서명한 항목 {size}개 가운데 {n}개.",
    },
    "receipt_whose": {
        "en": "The key came with the file itself: compare it with the one that the book's owner "
        "publishes, or give that with --key. {key}",
        "ko": "파일에 든 열쇠입니다. 장부 주인이 공개한 것과 견주거나 --key로 주세요. {key}",
    },
    "work.entries": {"en": "entries", "ko": "항목"},
    "work.contents": {"en": "contents", "ko": "내용"},
    "work.rules": {"en": "rules", "ko": "규칙"},
    "work.views": {"en": "views", "ko": "조회표"},
    "work.copying": {"en": "copying", "ko": "복사"},
    "work.checking": {"en": "checking", "ko": "점검"},
    "work.importing": {"en": "importing", "ko": "들여오기"},
}  # fmt: skip

#: The troubles of `book.troubles` in Korean.
TROUBLES_KO: Final = {
    "entry-missing": "항목 {entry}이(가) 없습니다. 그 자리에 항목 {found}이(가) 있습니다",
    "entry-line": "항목 {entry}이(가) 바뀌었습니다. 해시가 가리키는 글이 아닙니다",
    "entry-hash": "항목 {entry} 옆에 적힌 해시가 바뀌었습니다",
    "entry-time": "항목 {entry} 옆에 적힌 시각이 항목 안의 시각과 다릅니다",
    "entry-link": "항목 {entry}이(가) 항목 {before}의 해시를 가리키지 않습니다. 둘 가운데 하나가 "
    "바뀌었습니다",
    "entry-order": "항목 {entry}의 시각이 없거나 앞 항목보다 이릅니다",
    "entry-broken": "항목 {entry}을(를) 읽을 수 없습니다: {reason}",
    "content-missing": "항목 {entry}이(가) 가리키는 {content}이(가) 장부에 없습니다",
    "content-changed": "{content}(으)로 보관한 내용이 바뀌었습니다",
    "node-changed": "해시 나무가 항목 {entry}과(와) 맞지 않습니다 ({level}층 {position}번)",
    "node-count": "해시 나무가 항목 {entries}개의 것이 아닙니다. 항목이 잘렸거나 나무가 "
    "바뀌었습니다 (마디 {found}개, 맞는 수 {expected}개)",
    "checkpoint-broken": "{place}은(는) 체크포인트가 아닙니다: {reason}",
    "checkpoint-unsigned": "{place}: {reason}",
    "checkpoint-foreign": "{place}은(는) 다른 장부의 것입니다: {origin}",
    "checkpoint-cut": "{place}에는 항목이 {size}개인데 장부에는 {entries}개입니다. 끝이 잘렸거나 "
    "장부가 두 가지로 보였습니다",
    "checkpoint-root": "{place}이(가) 항목 {size}개의 다른 나무를 가리킵니다. 항목이 바뀌었거나 "
    "장부가 두 가지로 보였습니다",
    "rule-broken": "장부의 규칙을 어긴 항목이 있습니다: {reason}",
    "view-changed": "조회표 {view}이(가) 바뀌었습니다. {thing}이(가) 항목에서 나온 것과 다릅니다",
    "view-missing": "조회표 {view}에 {thing}이(가) 없습니다",
    "view-added": "조회표 {view}의 {thing}은(는) 어느 항목에서도 나오지 않습니다",
    "views-unchecked": "항목에 이상이 있어 조회표는 견주지 않았습니다",
    "proof-broken": "항목 {entry}은(는) 체크포인트에 든 것이 아닙니다",
    "receipt-broken": "{what}: {reason}",
    "receipt-value": "{record}의 값이 어느 항목에서도 나오지 않습니다",
    "receipt-evidence": "{record}의 근거가 항목에 적힌 것과 다릅니다",
    "receipt-status": "{record}이(가) {status} 상태라는 항목이 없습니다",
    "receipt-merged": "{record}이(가) 같은 약속이라는 항목이 없습니다",
    "unreadable": "장부를 더 읽을 수 없습니다: {reason}",
}


def said(name: str, language: Language, **values: object) -> str:
    """Return a phrase in the language of the interface."""
    words = _SAID[name][language]
    return words.format(**values) if values else words


def trouble_told(trouble: Trouble, language: Language) -> str:
    """Return what a trouble says in the language of the interface."""
    return trouble.said(TROUBLES_KO) if language == "ko" else trouble.message
