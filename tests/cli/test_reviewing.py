"""The walk through what waits for a reviewer: one record, one key."""

import re

import pytest
from tests.book.small import SmallBook, found_small_book
from tests.cli.walking import Reviewer, folded, walk

from pledgebook.book.entries import DecisionUndone
from pledgebook.book.query import RecordQuery
from pledgebook.book.rows import Status, Verdict
from pledgebook.model.record import Kind, Strength
from pledgebook.publish.reviewwords import REVIEW_WORDS, word
from pledgebook.publish.words import Language

INSTITUTE = RecordQuery(text="연구소를")


@pytest.fixture
def small() -> SmallBook:
    return found_small_book()


def status(small: SmallBook, name: str) -> Status:
    return small.book.record(small.id(name)).status


def test_one_key_a_record(small: SmallBook) -> None:
    """Accept, skip, reject with a reason, accept; then the reviewer leaves."""
    walked, screen = walk(small.book, Reviewer(["a", "s", "r", "1", "a", "q"]))

    assert status(small, "report-ko") is Status.ACCEPTED
    assert status(small, "report") is Status.PROPOSED
    assert status(small, "institute-en") is Status.REJECTED
    assert status(small, "meeting") is Status.ACCEPTED
    assert walked.counts == {"accepted": 2, "skipped": 1, "rejected": 1}
    assert "accepted 2, rejected 1, skipped 1" in folded(screen)


def test_the_evidence_stands_in_its_paragraph(small: SmallBook) -> None:
    """The words are set off, the sentences beside them are there, the next paragraph is not."""
    _, screen = walk(small.book, Reviewer(["q"]), INSTITUTE)
    text = folded(screen)

    assert "⟦올해 12월까지 인공지능 안전 연구소를 세울 계획이라고 밝혔다⟧" in text
    assert "한국은 ⟦" in text
    assert "두 나라는" in text
    assert "공동 기준" not in text
    for known in ("인공지능 장관 회의 결과", "2024-05-22", "과학부", "ministry.md", "1 of 1"):
        assert known in text
    for read in ("commitment · plan", "Republic of Korea", "2024-12", "ko.test"):
        assert read in text


def test_d_shows_more_of_the_document(small: SmallBook) -> None:
    _, near = walk(small.book, Reviewer(["q"]), INSTITUTE)
    _, far = walk(small.book, Reviewer(["d", "q"]), INSTITUTE)

    assert "공동 기준" in far
    assert "공동 기준" not in near


@pytest.mark.parametrize("width", [80, 60, 132])
def test_no_line_is_wider_than_the_terminal(small: SmallBook, width: int) -> None:
    """Hangul takes two columns a syllable; both interface languages fit."""
    from rich.cells import cell_len

    languages: tuple[Language, ...] = ("en", "ko")
    for language in languages:
        keys = Reviewer(["?", "d", "r", "x", "a", "u", "s", "s", "s", "s", "s", "s", "s"])
        _, screen = walk(found_small_book().book, keys, language=language, width=width)
        assert max(cell_len(line) for line in screen.splitlines()) <= width


def test_the_keys_fit_on_one_line_of_eighty(small: SmallBook) -> None:
    from rich.cells import cell_len

    for name in ("review.keys", "review.keys_second", "merge.keys"):
        assert cell_len(word(name, "en")) <= 80
        assert cell_len(word(name, "ko")) <= 80


def test_undo_is_a_further_entry_and_shows_the_record_again(small: SmallBook) -> None:
    """What was decided stays in the chain; the record waits again, and this one after it."""
    walked, screen = walk(small.book, Reviewer(["a", "u", "r", "2", "s", "q"]))

    row = small.book.record(small.id("report-ko"))
    assert row.status is Status.REJECTED
    bodies = [entry.body for entry in small.book.history(row)]
    assert [type(body).__name__ for body in bodies] == [
        "RecordsProposed", "RecordAccepted", "DecisionUndone", "RecordRejected",
    ]  # fmt: skip
    assert isinstance(bodies[2], DecisionUndone)
    assert screen.count("1 of 7") == 2
    assert screen.count("2 of 7") == 2  # shown, left for the undone one, shown again
    assert walked.counts["undone"] == 1


def test_undo_reaches_back_as_far_as_the_session(small: SmallBook) -> None:
    """Two decisions, two undos; a third has nothing left to take back."""
    _, screen = walk(small.book, Reviewer(["a", "a", "u", "u", "u", "q"]))

    assert status(small, "report-ko") is Status.PROPOSED
    assert status(small, "report") is Status.PROPOSED
    assert word("review.nothing_to_undo", "en") in folded(screen)


def test_what_another_decided_since_is_not_undone(small: SmallBook) -> None:
    """Undo takes back one's own decision, never a later one of somebody else's."""
    other = small.by("lee")

    def meddle() -> None:
        other.reject(other.record(small.id("report-ko")), "not-said")

    _, screen = walk(small.book, Reviewer(["a", meddle, "u", "q"]))

    assert status(small, "report-ko") is Status.REJECTED
    assert "no longer the latest" in folded(screen)


def test_a_conflict_shows_what_the_other_decided(small: SmallBook) -> None:
    """The other's decision stands, ours was not written, and the record is shown again."""
    other = small.by("lee")

    def meddle() -> None:
        other.reject(other.record(small.id("report-ko")), "boilerplate", "a byline")

    walked, screen = walk(small.book, Reviewer([meddle, "a", "s", "q"]))
    text = folded(screen)

    assert status(small, "report-ko") is Status.REJECTED
    assert "error[conflict]" in text
    assert "you wanted: accepted" in text
    assert "lee rejected it" in text
    assert "“a byline”" in text
    assert screen.count("1 of 7") == 2
    assert walked.counts["accepted"] == 0


def test_after_a_conflict_one_can_decide_all_the_same(small: SmallBook) -> None:
    """Both decisions are in the book, in order; the latest stands."""
    other = small.by("lee")

    def meddle() -> None:
        other.reject(other.record(small.id("report-ko")), "not-said")

    walk(small.book, Reviewer([meddle, "a", "a", "q"]))

    row = small.book.record(small.id("report-ko"))
    assert row.status is Status.ACCEPTED
    assert [d.verdict for d in row.decisions] == [Verdict.REJECTED, Verdict.ACCEPTED]


def test_what_was_typed_outlives_a_conflict(small: SmallBook) -> None:
    """An amendment that lost the race is offered again as it was typed."""
    other = small.by("lee")

    def meddle() -> None:
        other.accept(other.record(small.id("institute")))

    lines = ["pledge", "2025-01", "", "", "", ""]
    reviewer = Reviewer([meddle, "e", "e", "q"], [*lines, "", "", "", "", "", ""])
    _, screen = walk(small.book, reviewer, INSTITUTE)

    assert "amended (strength, due)" in folded(screen)
    assert ("strength", "pledge") in reviewer.asked
    row = small.book.record(small.id("institute"))
    assert row.human is not None
    assert (row.human.strength, row.human.due) == (Strength.PLEDGE, "2025-01")


def test_amending_asks_field_by_field(small: SmallBook) -> None:
    """Enter keeps a value, - empties it; parties go by id, known name, or a group in quotes."""
    lines = ["약속이 아님", "공약", "-", "", "연구소 설립", 'EU, 프랑스, "여러 나라"', "KR"]
    reviewer = Reviewer(["e", "q"], lines)
    _, screen = walk(small.book, reviewer, INSTITUTE)

    assert [prompt for prompt, _ in reviewer.asked] == [
        "strength", "strength", "due", "date", "what", "who", "whom, with",
    ]  # fmt: skip
    assert "One of: mandate" in folded(screen)
    human = small.book.record(small.id("institute")).human
    assert human is not None
    assert human.strength is Strength.PLEDGE
    assert human.due is None
    assert human.date == "2024-05-22"
    assert human.action == "연구소 설립"
    assert [party.id for party in human.actors] == ["EU", "FR", None]
    assert human.actors[2].name == "여러 나라"
    assert human.partners[0].label.en == "Republic of Korea"


@pytest.mark.parametrize(("wrong", "hint"), [
    (["", "next year"], "EDTF"),
    (["", "2024-02-30"], "EDTF"),
    (["", "", "", "-"], "Say what is promised"),
    (["", "", "", "", "아무개"], "Give an id"),
])  # fmt: skip
def test_what_cannot_be_is_told_and_asked_again(
    small: SmallBook, wrong: list[str], hint: str
) -> None:
    """A wrong value costs nothing: the same field is asked for again, with what would do."""
    rest = [""] * (7 - len(wrong))
    reviewer = Reviewer(["e", "q"], [*wrong, *rest])
    _, screen = walk(small.book, reviewer, INSTITUTE)

    assert hint in folded(screen)
    prompts = [prompt for prompt, _ in reviewer.asked]
    assert prompts[len(wrong) - 1] == prompts[len(wrong)]
    assert status(small, "institute") is Status.PROPOSED  # nothing was changed in the end
    assert word("review.unchanged", "en") in folded(screen)


def test_only_a_commitment_is_asked_for_its_strength(small: SmallBook) -> None:
    reviewer = Reviewer(["e", "q"], ["", "2024-05-21", "", "", ""])
    walk(small.book, reviewer, RecordQuery(kind=Kind.MEETING))

    assert "strength" not in [prompt for prompt, _ in reviewer.asked]
    human = small.book.record(small.id("meeting")).human
    assert human is not None
    assert human.date == "2024-05-21"


def test_an_editor_shows_all_that_can_be_amended(small: SmallBook) -> None:
    """A mistake in the text brings the editor back with it, not with the old one."""
    broken = "kind: [meeting\n"
    better = "kind: request\ntopics: ai-safety-institute\nactors: GB, KR\n"
    reviewer = Reviewer(["E", "q"], edits=[broken, better])
    _, screen = walk(small.book, reviewer, INSTITUTE)

    assert "due: 2024-12" in reviewer.shown[0].replace("'", "")
    assert reviewer.shown[1] == broken
    assert "this is no YAML" in folded(screen)
    human = small.book.record(small.id("institute")).human
    assert human is not None
    assert (human.kind, human.strength) == (Kind.REQUEST, None)
    assert [party.id for party in human.actors] == ["GB", "KR"]


def test_an_editor_that_is_left_alone_decides_nothing(small: SmallBook) -> None:
    walk(small.book, Reviewer(["E", "q"], edits=[None]), INSTITUTE)

    assert status(small, "institute") is Status.PROPOSED


def test_rejecting_says_what_it_is_not(small: SmallBook) -> None:
    """An extraction that was wrong is not a promise that was broken; a stray key goes back."""
    _, screen = walk(small.book, Reviewer(["r", "x", "q"]))

    assert "not a promise that was broken" in folded(screen)
    assert f"pledgebook progress {small.id('report-ko')} not-kept" in folded(screen)
    assert status(small, "report-ko") is Status.PROPOSED


def test_a_note_goes_with_the_next_decision_only(small: SmallBook) -> None:
    walk(small.book, Reviewer(["n", "a", "a", "q"], ["checked with the ministry"]))

    notes = [
        getattr(entry.body, "note", "")
        for name in ("report-ko", "report")
        for entry in small.book.history(small.book.record(small.id(name)))
    ]
    assert notes == ["", "checked with the ministry", "", ""]


@pytest.mark.parametrize("keys", [["a"], ["a", "\x03"], ["a", "\x04"], ["a", "q"]])
def test_leaving_is_always_clean(small: SmallBook, keys: list[str]) -> None:
    """At the end of input, at Ctrl-C and at q the summary is told, and what was decided stands."""
    _, screen = walk(small.book, Reviewer(list(keys)))

    assert "This session: accepted 1." in folded(screen)
    assert status(small, "report-ko") is Status.ACCEPTED


def test_leaving_in_the_midst_of_an_amendment_decides_nothing(small: SmallBook) -> None:
    _, screen = walk(small.book, Reviewer(["e"], ["pledge"]), INSTITUTE)

    assert status(small, "institute") is Status.PROPOSED
    assert "Nothing was decided." in folded(screen)


def test_unknown_keys_decide_nothing(small: SmallBook) -> None:
    """An arrow is one key, whatever letters a terminal spells it with."""
    _, screen = walk(small.book, Reviewer(["\x1b[A", "x", " ", "q"]))

    assert screen.count("? shows the keys.") == 3
    assert small.book.record(small.id("report-ko")).decision is None


def test_a_keyboard_left_in_hangul_works(small: SmallBook) -> None:
    """ㅁ is where a is, ㄴ where s is, ㅂ where q is."""
    walked, _ = walk(small.book, Reviewer(["ㅁ", "ㄴ", "ㅂ"]), language="ko")

    assert walked.counts == {"accepted": 1, "skipped": 1}


def test_the_korean_interface_is_korean(small: SmallBook) -> None:
    """Labels of parties, headings, keys and messages are in Korean; ids and words stay."""
    small.book.set("four-eyes", "on")
    reviewer = Reviewer(["?", "r", "1", "u", "a", "n", "e", "q"], ["메모", "", "next year", ""])
    _, screen = walk(small.book, reviewer, language="ko")
    text = folded(screen)

    for words in ("약속 · 계획", "누가 영국", "수락", "지켜지지 않은 약속은 다릅니다",
                  "다른 검토자의 확인을 기다립니다", "그런 말이 없음",
                  "7건 가운데 1번째"):  # fmt: skip
        assert words in text
    for words in ("accept", "reject", "Republic of Korea", "hint", "undo"):
        assert words not in text.replace("pledgebook progress", "")


def test_four_eyes_let_a_second_reviewer_confirm(small: SmallBook) -> None:
    """The second sees what the first decided, confirms with one key, and it stands."""
    small.book.set("four-eyes", "on")
    _, first = walk(small.book, Reviewer(["e", "q"], ["pledge", "", "", "", "", ""]), INSTITUTE)
    assert "waits for a second reviewer" in folded(first)
    assert status(small, "institute") is Status.AWAITING
    _, own = walk(small.book, Reviewer([]), INSTITUTE)
    assert word("review.none", "en") in folded(own)

    _, second = walk(small.by("lee"), Reviewer(["a"]), INSTITUTE)
    text = folded(second)
    assert "kim amended it" in text
    assert "commitment · plan → commitment · pledge" in text
    assert "a confirm" in text
    row = small.book.record(small.id("institute"))
    assert row.status is Status.ACCEPTED
    assert row.decision is not None
    assert (row.decision.author, row.decision.second) == ("kim", "lee")
    assert row.human is not None
    assert row.human.strength is Strength.PLEDGE


def test_a_second_reviewer_may_disagree(small: SmallBook) -> None:
    """Then the second's decision waits, and for the first."""
    small.book.set("four-eyes", "on")
    walk(small.book, Reviewer(["a", "q"]), INSTITUTE)
    walk(small.by("lee"), Reviewer(["r", "3", "q"]), INSTITUTE)

    row = small.book.record(small.id("institute"))
    assert row.status is Status.AWAITING
    assert row.decision is not None
    assert (row.decision.author, row.decision.verdict) == ("lee", Verdict.REJECTED)
    _, screen = walk(small.book, Reviewer(["q"]), INSTITUTE)
    assert "said by or to somebody else" in folded(screen)


def test_undoing_a_confirmation_tells_that_both_are_taken_back(small: SmallBook) -> None:
    small.book.set("four-eyes", "on")
    walk(small.book, Reviewer(["a", "q"]), INSTITUTE)
    everything = RecordQuery(document=small.documents["ministry"].id)
    _, screen = walk(small.by("lee"), Reviewer(["s", "a", "u", "q"]), everything)

    assert "What kim had decided, and you confirmed, is taken back with it" in folded(screen)
    assert status(small, "institute") is Status.PROPOSED


def test_an_empty_queue_says_so(small: SmallBook) -> None:
    _, screen = walk(small.book, Reviewer([]), RecordQuery(kind=Kind.REQUEST))

    assert word("review.none", "en") in folded(screen)


def test_documents_cannot_steer_the_terminal() -> None:
    """Escape sequences and marks of direction in a document are shown, not obeyed."""
    from tests.book.small import BRITAIN, READER, document, record

    small = found_small_book()
    words = "영국은 \x1b[31m기금을\x1b]0;x\x07 세울 \u202e계획이다"
    plain = "기금은 여러 해에 걸쳐 마련된다. " * 60
    source = document(f"# 기금\n\n{words}.\n\n{plain}\n", "f.md")
    held = source.text[source.text.index("영국은") : source.text.index(".")]
    rogue = record(source, Kind.COMMITMENT, held, (BRITAIN,), (), Strength.PLAN)
    small.book.add(source, [rogue], READER)
    _, screen = walk(small.book, Reviewer(["d", "q"]), RecordQuery(document=source.id))

    assert "기금을" in screen
    assert not set("\x1b\x07\u202e") & set(screen)


def test_every_word_is_there_in_both_languages() -> None:
    """And with the same gaps to fill in."""
    for name, words in REVIEW_WORDS.items():
        assert words.keys() == {"en", "ko"}, name
        gaps = [sorted(re.findall(r"{\w+}", spoken)) for spoken in words.values()]
        assert gaps[0] == gaps[1], name
