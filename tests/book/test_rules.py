"""The rules of a book, each kept and each broken; a broken one leaves nothing behind."""

from dataclasses import replace

import pytest
from tests.book.desk import Desk
from tests.book.world import ORIGINS, SENTENCES, added, kept, key, moved, proposed, text_of

from pledgebook.book.entries import (
    FORMAT,
    Body,
    BookFounded,
    CommitmentsMerged,
    CommitmentsSplit,
    CorrectionMade,
    DecisionUndone,
    MergeRefused,
    ProgressNoted,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    RecordsProposed,
    SettingChanged,
    SummitAssigned,
)
from pledgebook.book.memory import MemoryStore
from pledgebook.book.rows import RecordRow, SettingRow, Status
from pledgebook.book.store import EMPTY
from pledgebook.errors import BookError, ConflictError, FormatError, NotFoundError, RuleError
from pledgebook.model.decision import Rejection, Stage

HOST, FOREIGN, JOINT, SHARED, ASKED, MET, LAW, STANDARDS = SENTENCES
TEXT = text_of((HOST, FOREIGN, ASKED))
GHOST = "r-" + "0" * 24


@pytest.fixture
def desk() -> Desk:
    """A book with two commitments and a request, none of them decided."""
    desk = Desk.founded()
    desk.add(HOST, FOREIGN, ASKED)
    return desk


def refused(desk: Desk, *bodies: Body, error: type[BookError] = RuleError, **more: object) -> str:
    """Check that entries are refused and that nothing is written; return why."""
    head = desk.store.head()
    rows = list(desk.store.scan(RecordRow))
    with pytest.raises(error) as caught:
        desk.write(*bodies, **more)  # type: ignore[arg-type]
    assert desk.store.head() == head
    assert list(desk.store.scan(RecordRow)) == rows
    return caught.value.message


class TestFounding:
    """Rule 1."""

    def test_the_first_entry_says_format_name_and_origin(self) -> None:
        rows = Desk.founded().store.scan(SettingRow)
        assert {row.key: row.value for row in rows} == {
            "format": "1", "name": "시험 책", "origin": "example.org/test",
        }  # fmt: skip

    def test_nothing_comes_before_the_founding(self) -> None:
        store = MemoryStore()
        with pytest.raises(RuleError, match="founded once, by its first entry"):
            store.append(EMPTY, [SettingChanged("four-eyes", "on")], "kim")

    def test_a_book_is_not_founded_twice(self, desk: Desk) -> None:
        assert "founded once" in refused(desk, BookFounded(FORMAT, "b", "o"))

    def test_a_book_of_an_unknown_format_is_refused(self) -> None:
        store = MemoryStore()
        with pytest.raises(FormatError, match="of format 2"):
            store.append(EMPTY, [BookFounded(2, "b", "o")], "kim")
        assert store.head() == EMPTY


@pytest.mark.parametrize("author", ["", " ", "\t\n", "\u3000"])
def test_an_entry_without_an_author_is_refused(desk: Desk, author: str) -> None:
    """Rule 2."""
    assert "author" in refused(desk, SettingChanged("four-eyes", "on"), author=author)


class TestDocuments:
    """Rule 3; what comes of revisions is in test_proposing."""

    def test_a_text_that_its_id_does_not_name_is_refused(self, desk: Desk) -> None:
        body = added("새 글이다.", ORIGINS[1])
        assert "not the one its id names" in refused(
            desk, replace(body, length=body.length + 1), contents=kept("새 글이다.")
        )

    def test_a_document_without_its_text_is_refused(self, desk: Desk) -> None:
        refused(desk, added("새 글이다.", ORIGINS[1]), error=NotFoundError)

    def test_an_origin_that_shows_a_document_does_not_add_it_again(self, desk: Desk) -> None:
        assert "already" in refused(desk, added(TEXT), contents=kept(TEXT))

    @pytest.mark.parametrize("origin", ["", "a\0b"])
    def test_an_origin_is_of_characters(self, desk: Desk, origin: str) -> None:
        assert "origin" in refused(desk, added("새 글.", origin), contents=kept("새 글."))

    @pytest.mark.parametrize("day", ["", "2026", "20260521", "2026-02-30", "2026-W21-4", "오늘"])
    def test_a_day_of_publication_is_a_day(self, desk: Desk, day: str) -> None:
        body = replace(added("새 글.", ORIGINS[1]), published=day)
        assert "on no day" in refused(desk, body, contents=kept("새 글."))

    @pytest.mark.parametrize(
        "blocks",
        [((-1, 2),), ((2, 1),), ((0, 5),), ((0, 3), (2, 4)), ((2, 4), (0, 1))],
        ids=["before the text", "backwards", "past the text", "overlapping", "out of order"],
    )
    def test_blocks_lie_in_the_text_in_order(
        self, desk: Desk, blocks: tuple[tuple[int, int], ...]
    ) -> None:
        text = "새 글."
        whole = tuple((start, end, "paragraph", 0, "") for start, end in blocks)
        body = replace(added(text, ORIGINS[1]), blocks=whole)
        assert "out of order or out of the text" in refused(desk, body, contents=kept(text))

    def test_blocks_may_touch_and_be_empty(self, desk: Desk) -> None:
        text = "새 글."
        blocks = tuple((a, b, "paragraph", 0, "") for a, b in ((0, 0), (0, 2), (2, 4), (4, 4)))
        desk.write(replace(added(text, ORIGINS[1]), blocks=blocks), contents=kept(text))


class TestProposals:
    """Rule 4."""

    def test_records_of_a_document_that_is_not_there_are_refused(self, desk: Desk) -> None:
        assert "no document" in refused(desk, proposed(LAW.words, LAW))

    @pytest.mark.parametrize("by", [1, -1, 1000])
    def test_evidence_beside_its_words_is_refused(self, desk: Desk, by: int) -> None:
        body = proposed(TEXT, FOREIGN)
        wrong = replace(body, records=(moved(body.records[0], by),))
        assert "does not stand on its words" in refused(desk, wrong)

    def test_evidence_that_reaches_past_the_text_is_refused(self, desk: Desk) -> None:
        """A slice to behind the end of a text still gives the words."""
        body = proposed(TEXT, ASKED)
        piece = replace(body.records[0].evidence[0], end=len(TEXT) + 5)
        wrong = replace(body, records=(replace(body.records[0], evidence=(piece,)),))
        assert "does not stand on its words" in refused(desk, wrong)

    def test_evidence_counted_from_the_end_is_refused(self, desk: Desk) -> None:
        body = proposed(TEXT, FOREIGN)
        piece = body.records[0].evidence[0]
        back = replace(piece, start=piece.start - len(TEXT), end=piece.end - len(TEXT))
        wrong = replace(body, records=(replace(body.records[0], evidence=(back,)),))
        assert "does not stand on its words" in refused(desk, wrong)

    def test_a_record_without_evidence_is_refused(self, desk: Desk) -> None:
        body = proposed(TEXT, FOREIGN)
        bare = replace(body.records[0], evidence=())
        assert "no evidence" in refused(desk, replace(body, records=(bare,)))

    def test_evidence_in_another_document_is_refused(self, desk: Desk) -> None:
        body = proposed(FOREIGN.words, FOREIGN)
        here = RecordsProposed(proposed(TEXT).document, "r", body.records)
        assert "in another document" in refused(desk, here)

    def test_a_record_proposed_twice_in_one_go_is_refused(self, desk: Desk) -> None:
        assert "proposed twice" in refused(desk, proposed(TEXT, FOREIGN, FOREIGN))

    @pytest.mark.parametrize("id", ["", "r-1", "sha256:" + "0" * 64, "r-" + "A" * 24, GHOST + "0"])
    def test_an_id_that_names_no_record_is_refused(self, desk: Desk, id: str) -> None:
        body = proposed(TEXT, FOREIGN)
        wrong = replace(body, records=(replace(body.records[0], id=id),))
        assert "no id of a record" in refused(desk, wrong)

    @pytest.mark.parametrize("id", ["K R", "KR\0", "한국", "-KR", "a" * 200])
    def test_an_id_that_names_no_party_is_refused(self, desk: Desk, id: str) -> None:
        body = proposed(TEXT, FOREIGN)
        actors = (replace(FOREIGN.actors[0], id=id),)
        wrong = replace(body, records=(replace(body.records[0], actors=actors),))
        assert "no id of a party" in refused(desk, wrong)


class TestDecisions:
    """Rules 5 and 6; what decisions make of a record is in test_reviewing."""

    @pytest.mark.parametrize(
        "body",
        [
            RecordAccepted(GHOST, 1),
            RecordRejected(GHOST, 1, "not-said"),
            RecordAmended(GHOST, 1, {"due": None}),
            DecisionUndone(GHOST, 1),
            CommitmentsMerged((GHOST, key(HOST))),
            CommitmentsSplit(GHOST),
            MergeRefused((key(HOST), GHOST)),
            ProgressNoted(GHOST, "achieved"),
        ],
        ids=lambda body: body.type,
    )
    def test_what_is_not_there_cannot_be_decided_on(self, desk: Desk, body: Body) -> None:
        assert f"no record {GHOST}" in refused(desk, body)

    @pytest.mark.parametrize("off", [-1, 1])
    @pytest.mark.parametrize("make", [
        lambda key, seen: RecordAccepted(key, seen),
        lambda key, seen: RecordRejected(key, seen, "not-said"),
        lambda key, seen: RecordAmended(key, seen, {"due": "2030"}),
    ])  # fmt: skip
    def test_a_reviewer_who_saw_another_change_is_told(
        self, desk: Desk, make: object, off: int
    ) -> None:
        row = desk.row(HOST)
        body = make(row.key, row.changed + off)  # type: ignore[operator]
        assert "after you saw it" in refused(desk, body, error=ConflictError)

    def test_the_second_of_two_who_saw_the_same_is_told(self, desk: Desk) -> None:
        seen = desk.row(HOST).changed
        desk.write(RecordAccepted(key(HOST), seen), author="lee")
        refused(desk, RecordRejected(key(HOST), seen, "not-said"), error=ConflictError)
        assert desk.row(HOST).status is Status.ACCEPTED

    def test_a_decision_on_another_record_does_not_disturb(self, desk: Desk) -> None:
        seen = desk.row(HOST).changed
        desk.accept(FOREIGN)
        desk.write(RecordAccepted(key(HOST), seen))

    @pytest.mark.parametrize("reason", Rejection)
    def test_a_rejection_has_a_known_reason(self, desk: Desk, reason: str) -> None:
        desk.write(RecordRejected(key(HOST), desk.row(HOST).changed, reason))

    @pytest.mark.parametrize("reason", ["", "Not-Said", "promise-broken"])
    def test_an_unknown_reason_is_refused(self, desk: Desk, reason: str) -> None:
        body = RecordRejected(key(HOST), desk.row(HOST).changed, reason)
        assert "no reason" in refused(desk, body)


class TestMerges:
    """Rules 9 and 10; what merges make of records is in test_grouping."""

    def test_records_of_different_kinds_are_not_merged(self, desk: Desk) -> None:
        body = CommitmentsMerged((key(HOST), key(ASKED)))
        assert "different kinds" in refused(desk, body)

    @pytest.mark.parametrize("records", [(), (key(HOST),), (key(HOST), key(HOST))])
    def test_one_record_alone_is_not_merged(self, desk: Desk, records: tuple[str, ...]) -> None:
        refused(desk, CommitmentsMerged(records))

    def test_records_that_are_merged_are_not_merged_again(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN)
        body = CommitmentsMerged((key(FOREIGN), key(HOST)))
        assert "one commitment already" in refused(desk, body)

    @pytest.mark.parametrize("score", [-1, 1001])
    def test_a_score_is_in_thousandths(self, desk: Desk, score: int) -> None:
        body = CommitmentsMerged((key(HOST), key(FOREIGN)), score)
        assert "thousandths" in refused(desk, body)

    def test_only_what_is_merged_is_split(self, desk: Desk) -> None:
        assert "merged with no other" in refused(desk, CommitmentsSplit(key(HOST)))

    def test_a_merge_is_refused_once(self, desk: Desk) -> None:
        desk.refuse(HOST, FOREIGN)
        for pair in ((HOST, FOREIGN), (FOREIGN, HOST)):
            body = MergeRefused((key(pair[0]), key(pair[1])))
            assert "refused already" in refused(desk, body)

    def test_a_merge_that_was_made_is_not_refused(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN)
        assert "merged" in refused(desk, MergeRefused((key(HOST), key(FOREIGN))))

    def test_a_record_is_not_refused_with_itself(self, desk: Desk) -> None:
        refused(desk, MergeRefused((key(HOST), key(HOST))))


class TestSummits:
    """Rule 11; numbers are in test_grouping."""

    @pytest.mark.parametrize(
        "summit", ["", "Seoul", "seoul 2024", "-a", "a-", "a--b", "서울", "1a"]
    )
    def test_what_is_no_name_of_a_summit_is_refused(self, desk: Desk, summit: str) -> None:
        assert "no name of a summit" in refused(desk, SummitAssigned(key(HOST), summit))
        body = added("새 글.", ORIGINS[1], summit)
        assert "no name of a summit" in refused(desk, body, contents=kept("새 글."))

    def test_what_is_not_there_belongs_to_no_summit(self, desk: Desk) -> None:
        assert "no document or record" in refused(desk, SummitAssigned(GHOST, "seoul-2024"))


class TestProgress:
    """Rule 12."""

    @pytest.mark.parametrize("stage", Stage)
    def test_progress_of_an_accepted_record_is_noted(self, desk: Desk, stage: str) -> None:
        desk.accept(HOST)
        desk.write(ProgressNoted(key(HOST), stage))
        assert desk.row(HOST).stage == stage

    def test_a_later_note_stands_and_the_earlier_is_kept(self, desk: Desk) -> None:
        desk.accept(HOST)
        for stage in ("under-way", "achieved"):
            desk.write(ProgressNoted(key(HOST), stage))
        assert [note.stage for note in desk.row(HOST).progress] == ["under-way", "achieved"]
        assert desk.row(HOST).stage == "achieved"

    def test_an_unknown_stage_is_refused(self, desk: Desk) -> None:
        desk.accept(HOST)
        assert "no stage" in refused(desk, ProgressNoted(key(HOST), "broken"))

    def test_progress_of_what_nobody_accepted_is_refused(self, desk: Desk) -> None:
        body = ProgressNoted(key(HOST), "not-kept")
        assert "not accepted" in refused(desk, body)
        desk.reject(HOST)
        assert "not accepted" in refused(desk, body)

    def test_progress_of_what_awaits_a_second_reviewer_is_refused(self, desk: Desk) -> None:
        desk.write(SettingChanged("four-eyes", "on"))
        desk.accept(HOST)
        refused(desk, ProgressNoted(key(HOST), "achieved"))


@pytest.mark.parametrize(
    ("name", "value"), [("four-eyes", "maybe"), ("four-eyes", ""), ("format", "2"), ("eyes", "on")]
)
def test_an_unknown_setting_or_value_is_refused(desk: Desk, name: str, value: str) -> None:
    """Rule 13."""
    assert "no setting" in refused(desk, SettingChanged(name, value))


def test_a_setting_is_what_it_was_set_to_last(desk: Desk) -> None:
    """Rule 13."""
    for value in ("on", "off", "on"):
        desk.write(SettingChanged("four-eyes", value))
        assert desk.store.find(SettingRow, ["four-eyes"])["four-eyes"].value == value


def test_a_correction_names_an_earlier_entry(desk: Desk) -> None:
    """Rule 14."""
    head = desk.store.head().sequence
    desk.write(CorrectionMade(1, "이름이 틀렸다"), CorrectionMade(head + 1, "이것도"))
    for entry in (0, -1, head + 3, head + 4):
        assert "no earlier entry" in refused(desk, CorrectionMade(entry, ""))


def test_one_broken_rule_refuses_all_entries_of_a_write(desk: Desk) -> None:
    good = RecordAccepted(key(HOST), desk.row(HOST).changed)
    refused(desk, good, CorrectionMade(99, ""))
    assert desk.row(HOST).status is Status.PROPOSED
