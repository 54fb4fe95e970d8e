"""The words of review, of merging and of notes, in English and Korean."""

from typing import Final

from pledgebook.publish.words import Language

REJECTION_WORDS: Final[dict[str, dict[str, str]]] = {
    "not-said": {"en": "the words say no such thing", "ko": "그런 말이 없음"},
    "wrong-kind": {"en": "said, but of another kind", "ko": "다른 종류의 말"},
    "wrong-party": {"en": "said by or to somebody else", "ko": "다른 당사자의 말"},
    "not-specific": {"en": "nothing discrete and specific", "ko": "구체적이지 않음"},
    "duplicate": {"en": "told by another record already", "ko": "다른 기록과 같음"},
    "boilerplate": {"en": "licence, navigation, byline", "ko": "저작권·메뉴·기자 이름 따위"},
    "other": {"en": "something else", "ko": "그 밖의 까닭"},
}

SIGNS: Final[dict[str, dict[str, str]]] = {
    "kind": {"en": "kind", "ko": "종류"},
    "nothing-shared": {"en": "nothing in common", "ko": "공통점 없음"},
    "parties": {"en": "parties", "ko": "당사자"},
    "act": {"en": "act", "ko": "행위"},
    "things": {"en": "things", "ko": "대상"},
    "topics": {"en": "topics", "ko": "주제"},
    "words": {"en": "words", "ko": "낱말"},
    "quantities": {"en": "figures", "ko": "수치"},
    "amount": {"en": "amount", "ko": "금액"},
    "number": {"en": "number", "ko": "수"},
    "due": {"en": "due", "ko": "기한"},
    "date": {"en": "date", "ko": "날짜"},
    "another-time": {"en": "another time", "ko": "다른 때"},
    "names": {"en": "names", "ko": "이름"},
    "time-between": {"en": "time between", "ko": "시간 간격"},
    "strength": {"en": "strength", "ko": "강도"},
}

REVIEW_WORDS: Final[dict[str, dict[str, str]]] = {
    "review.not_a_breach": {
        "en": "An extraction that was wrong is not a promise that was broken: "
        "for that, `pledgebook progress {id} not-kept`.",
        "ko": "잘못 읽은 것과 지켜지지 않은 약속은 다릅니다. "
        "지켜지지 않았으면 `pledgebook progress {id} not-kept`입니다.",
    },
    "review.place": {"en": "{n} of {total}", "ko": "{total}건 가운데 {n}번째"},
    "review.keys": {
        "en": "a accept  e amend  r reject  s skip  u undo  n note  d more  ? keys  q quit",
        "ko": "a 수락  e 수정  r 거부  s 건너뜀  u 되돌림  n 메모  d 문맥  ? 도움말  q 끝",
    },
    "review.keys_second": {
        "en": "a confirm  e amend  r reject  s skip  u undo  n note  d more  ? keys  q quit",
        "ko": "a 확인  e 수정  r 거부  s 건너뜀  u 되돌림  n 메모  d 문맥  ? 도움말  q 끝",
    },
    "review.help": {
        "en": "a  accept: the document says so\n"
        "   (a decision that waits for you: confirm it, whatever it is)\n"
        "e  amend: accept with other values, asked one by one\n"
        "E  amend all that can be, in your editor\n"
        "r  reject: the document says no such thing; a second key tells why\n"
        "s  skip: it stays in the queue\n"
        "u  undo your last decision, by a further entry\n"
        "n  write a note that goes with the next decision\n"
        "d  show more of the document, and all other words it stands on\n"
        "q  quit; so does Ctrl-C",
        "ko": "a  수락: 문서에 그렇게 적혀 있음\n"
        "   (확인을 기다리는 결정이면 그 결정을 확인)\n"
        "e  수정: 값을 하나씩 고쳐 수락\n"
        "E  고칠 수 있는 값을 모두 편집기에서 수정\n"
        "r  거부: 문서에 그런 말이 없음. 다음 글쇠로 까닭을 고름\n"
        "s  건너뜀: 목록에 그대로 남음\n"
        "u  마지막 결정을 새 항목으로 되돌림\n"
        "n  다음 결정에 붙일 메모\n"
        "d  문맥과 다른 근거를 더 보기\n"
        "q  끝 (Ctrl-C도 같음)",
    },
    "review.unknown_key": {"en": "? shows the keys.", "ko": "?를 누르면 글쇠를 보여 줍니다."},
    "review.why": {"en": "Why is it wrong?", "ko": "무엇이 잘못되었습니까?"},
    "review.cancel": {"en": "any other key: back", "ko": "다른 글쇠: 돌아가기"},
    "review.cancelled": {"en": "Nothing was decided.", "ko": "결정하지 않았습니다."},
    "review.note": {"en": "Note", "ko": "메모"},
    "review.amending": {
        "en": "Enter keeps a value, - empties it, Ctrl-C leaves.",
        "ko": "Enter는 그대로 두고, -는 비웁니다. Ctrl-C로 나갑니다.",
    },
    "review.unchanged": {"en": "Nothing was changed.", "ko": "바뀐 것이 없습니다."},
    "review.no_editor": {
        "en": "Nothing came from the editor.",
        "ko": "편집기에서 온 것이 없습니다.",
    },
    "review.accepted": {"en": "accepted", "ko": "수락"},
    "review.confirmed": {"en": "confirmed", "ko": "확인"},
    "review.amended": {"en": "amended", "ko": "수정"},
    "review.rejected": {"en": "rejected", "ko": "거부"},
    "review.skipped": {"en": "skipped", "ko": "건너뜀"},
    "review.undone": {"en": "undone", "ko": "되돌림"},
    "review.waits": {
        "en": "waits for a second reviewer",
        "ko": "다른 검토자의 확인을 기다립니다",
    },
    "review.decided": {
        "en": "{who} {verdict} it (entry {entry})",
        "ko": "{who}: {verdict} (항목 {entry})",
    },
    "review.second": {"en": "confirmed by {who}", "ko": "{who} 확인"},
    "review.nothing_to_undo": {
        "en": "You have decided nothing in this session that could be undone.",
        "ko": "이번에 내린 결정 가운데 되돌릴 것이 없습니다.",
    },
    "review.decided_since": {
        "en": "{id} was decided anew since; your decision is no longer the latest.",
        "ko": "{id}에는 그 뒤 다른 결정이 있어 되돌릴 수 없습니다.",
    },
    "review.undone_both": {
        "en": "What {who} had decided, and you confirmed, is taken back with it.",
        "ko": "확인하신 {who}의 결정도 함께 되돌렸습니다.",
    },
    "review.conflict": {
        "en": "Somebody was quicker. Nothing was written; you wanted: {wanted}. "
        "It is shown again as it stands now.",
        "ko": "그 사이 다른 사람이 먼저 썼습니다. 쓰지 못한 결정: {wanted}. "
        "지금 상태를 다시 보여 드립니다.",
    },
    "review.none": {"en": "Nothing waits for you.", "ko": "기다리는 기록이 없습니다."},
    "review.all_seen": {"en": "That was the last one.", "ko": "마지막 기록이었습니다."},
    "review.summary": {"en": "This session: {counts}.", "ko": "이번 검토: {counts}."},
    "review.summary_none": {"en": "Nothing was decided.", "ko": "결정한 것이 없습니다."},
    "review.entry_reason": {"en": "reason: {reason}", "ko": "까닭: {reason}"},
    "review.more_words": {"en": "{n} more pieces of evidence: d", "ko": "근거 {n}개 더: d"},
    "review.four_eyes": {"en": "four-eyes is {value}", "ko": "four-eyes: {value}"},
    "review.would": {
        "en": "{n} records would be accepted; add --yes to do so.",
        "ko": "기록 {n}건을 수락하게 됩니다. 그렇게 하려면 --yes를 붙여 주세요.",
    },
    "field.kind": {"en": "kind", "ko": "종류"},
    "field.strength": {"en": "strength", "ko": "강도"},
    "field.actors": {"en": "who", "ko": "누가"},
    "field.partners": {"en": "whom, with", "ko": "누구에게·누구와"},
    "field.action": {"en": "what", "ko": "무엇을"},
    "field.topics": {"en": "topics", "ko": "주제"},
    "field.date": {"en": "date", "ko": "날짜"},
    "field.due": {"en": "due", "ko": "기한"},
    "field.due_trigger": {"en": "due, in words", "ko": "기한(말)"},
    "field.said_by": {"en": "said by", "ko": "발표"},
    "field.rule": {"en": "rule", "ko": "규칙"},
    "merge.keys": {
        "en": "y one commitment  n two  s skip  q quit",
        "ko": "y 같은 약속  n 다른 약속  s 건너뜀  q 끝",
    },
    "merge.score": {"en": "score", "ko": "점수"},
    "merge.same": {"en": "the same", "ko": "같음"},
    "merge.revised": {"en": "the same, told anew with changes", "ko": "같으나 내용이 바뀜"},
    "merge.different": {"en": "different", "ko": "다름"},
    "merge.searching": {"en": "Comparing reports …", "ko": "기록을 견주는 중 …"},
    "merge.none": {"en": "No two reports look alike.", "ko": "같아 보이는 기록이 없습니다."},
    "merge.merged": {"en": "merged", "ko": "합침"},
    "merge.refused": {"en": "kept apart", "ko": "따로 둠"},
    "merge.split": {"en": "split off", "ko": "나눔"},
    "noting.assigned": {"en": "assigned to {summit}", "ko": "{summit}에 넣음"},
    "noting.progress": {"en": "noted: {stage}", "ko": "기록함: {stage}"},
    "noting.corrected": {
        "en": "remark on entry {entry} made",
        "ko": "항목 {entry}에 정정을 덧붙임",
    },
}


def word(name: str, language: Language) -> str:
    """Return what `name` stands for in the language of the interface."""
    return REVIEW_WORDS[name][language]
