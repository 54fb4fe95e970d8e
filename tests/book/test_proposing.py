"""Documents, their revisions, and what readers propose: records that stand, lapse, lose words."""

from datetime import date

import pytest
from tests.book.desk import Desk
from tests.book.world import NEW, ORIGINS, SENTENCES, key, text_of

from pledgebook.book.rows import FindingRow, OriginRow, PartyRow, Status
from pledgebook.errors import RuleError
from pledgebook.model.record import Label

HOST, FOREIGN, JOINT, SHARED, ASKED, MET, LAW, STANDARDS = SENTENCES
HERE, THERE, ELSEWHERE = ORIGINS


def orphans(desk: Desk, *sentences: object) -> list[bool]:
    return [desk.row(sentence).orphaned for sentence in sentences]  # type: ignore[arg-type]


class TestAdding:
    def test_a_document_stands_with_what_is_known_of_it(self) -> None:
        desk = Desk.founded()
        row = desk.document(desk.add(HOST, FOREIGN, published=date(2026, 5, 21), summit="seoul"))
        assert (row.added, row.changed) == (2, 3)
        assert (row.current, row.former, row.revises) == ((HERE,), (), None)
        assert (row.published, row.language, row.summit) == ("2026-05-21", "ko", "seoul")
        assert row.records == (key(HOST), key(FOREIGN))
        assert row.live

    def test_a_document_may_hold_nothing(self) -> None:
        desk = Desk.founded()
        assert desk.document(desk.show("빈 글.")).records == ()

    def test_findings_are_kept_by_document_and_count(self) -> None:
        desk = Desk.founded()
        document = desk.show("빈 글.")
        assert [row.key for row in desk.store.scan(FindingRow)] == [f"{document}#1"]
        assert desk.document(document).findings == 1

    def test_a_second_origin_of_a_text_adds_no_document(self) -> None:
        desk = Desk.founded()
        first = desk.show(HOST.words, HERE)
        assert desk.show(HOST.words, THERE) == first
        row = desk.document(first)
        assert row.current == (HERE, THERE)
        assert row.added == 2
        assert len(list(desk.store.scan(FindingRow))) == 1

    def test_parties_are_called_as_the_first_record_calls_them(self) -> None:
        desk = Desk.founded()
        desk.add(STANDARDS, SHARED)
        rows = {row.key: row for row in desk.store.scan(PartyRow)}
        assert set(rows) == {"kr-msit", "GB", "KR", "FR"}  # who acts, is met, or is told by
        assert Label(rows["KR"].en, rows["KR"].ko) == SHARED.partners[0].label


class TestRevising:
    def test_a_changed_text_takes_the_place_of_the_one_before(self) -> None:
        desk = Desk.founded()
        old, new = desk.add(HOST, ASKED), desk.add(HOST)
        assert desk.document(old).former == ((HERE, new),)
        assert not desk.document(old).live
        assert desk.document(new).revises == old
        assert desk.store.find(OriginRow, [HERE])[HERE].document == new

    def test_words_that_are_gone_orphan_their_record(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.add(HOST)
        assert orphans(desk, HOST, ASKED) == [False, True]
        assert desk.row(ASKED).status is Status.PROPOSED
        assert desk.row(ASKED).evidence[0].exact == ASKED.words

    def test_words_that_still_stand_keep_their_record_though_nobody_read_them_again(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.show(text_of((LAW, ASKED)))
        assert orphans(desk, HOST, ASKED) == [True, False]

    def test_white_space_is_no_change_of_words(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.show(HOST.words.replace(" ", "\n  "))
        assert orphans(desk, HOST, ASKED) == [False, True]

    def test_words_that_were_never_read_again_are_missed_when_they_go_later(self) -> None:
        """The second revision drops what the first still had, unread."""
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.show(text_of((LAW, HOST)))
        desk.show(LAW.words)
        assert orphans(desk, HOST, ASKED) == [True, True]

    def test_a_text_that_comes_back_brings_its_words_back(self) -> None:
        desk = Desk.founded()
        old = desk.add(HOST, ASKED)
        new = desk.add(HOST)
        desk.show(text_of((HOST, ASKED)))
        assert orphans(desk, HOST, ASKED) == [False, False]
        assert desk.document(old).current == (HERE,)
        assert desk.document(old).former == ()
        assert desk.document(old).revises == new
        assert desk.document(new).former == ((HERE, old),)

    def test_a_text_may_come_and_go_for_ever(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        for _ in range(3):
            desk.show(LAW.words)
            assert orphans(desk, HOST, ASKED) == [True, True]
            desk.show(ASKED.words)
            assert orphans(desk, HOST, ASKED) == [True, False]
            desk.show(text_of((HOST, ASKED)))
            assert orphans(desk, HOST, ASKED) == [False, False]

    def test_words_come_back_in_another_text(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.show(LAW.words)
        desk.show(text_of((MET, HOST)))
        assert orphans(desk, HOST) == [False]

    def test_the_other_origin_of_a_text_keeps_its_records(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.show(HOST.words, THERE)
        desk.show(LAW.words, HERE)
        assert orphans(desk, HOST) == [False]
        desk.show(LAW.words, THERE)
        assert orphans(desk, HOST) == [True]

    def test_a_record_stands_while_one_of_two_documents_tells_it(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED, origin=HERE)
        desk.add(HOST, LAW, origin=THERE)
        assert len(desk.row(HOST).proposals) == 2
        desk.add(ASKED, origin=HERE)
        assert orphans(desk, HOST) == [False]
        desk.add(LAW, origin=THERE)
        assert orphans(desk, HOST, ASKED, LAW) == [True, False, False]

    def test_a_revision_elsewhere_that_has_the_words_keeps_the_record(self) -> None:
        """One origin moved on with the words, unread; then another loses them."""
        desk = Desk.founded()
        desk.add(HOST, ASKED, origin=HERE)
        desk.show(text_of((HOST, MET)), HERE)
        desk.add(HOST, LAW, origin=THERE)
        desk.show(MET.words, THERE)
        assert orphans(desk, HOST) == [False]

    def test_what_was_decided_stands_when_the_words_go(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.accept(HOST)
        desk.show(LAW.words)
        assert desk.row(HOST).status is Status.ACCEPTED
        assert orphans(desk, HOST) == [True]

    def test_what_was_decided_and_is_no_longer_read_loses_its_words_all_the_same(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.accept(HOST)
        desk.read(text_of((HOST, ASKED)), ASKED, reader=NEW)
        assert orphans(desk, HOST) == [False]
        desk.show(ASKED.words)
        assert orphans(desk, HOST) == [True]
        assert desk.row(HOST).status is Status.ACCEPTED

    def test_an_orphan_that_a_live_document_tells_is_none(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.show(LAW.words)
        desk.add(HOST, MET, origin=THERE)
        assert orphans(desk, HOST) == [False]

    def test_what_is_read_in_a_text_that_was_replaced_is_an_orphan_at_once(self) -> None:
        desk = Desk.founded()
        desk.show(text_of((HOST, ASKED)))
        desk.show(ASKED.words)
        desk.read(text_of((HOST, ASKED)), HOST, ASKED)
        assert orphans(desk, HOST, ASKED) == [True, False]

    def test_a_record_that_only_the_replaced_text_tells_still_becomes_an_orphan(self) -> None:
        """It was told by two texts; of the one that shows, the reader takes it back."""
        desk = Desk.founded()
        desk.add(HOST, origin=HERE)
        desk.show(LAW.words, HERE)
        desk.add(HOST, MET, origin=THERE)
        desk.read(text_of((HOST, MET)), MET)
        assert orphans(desk, HOST) == [True]


class TestReadingAgain:
    def test_a_newer_reader_changes_what_the_machine_says(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.read(HOST.words, HOST, reader=NEW)
        assert desk.row(HOST).machine.due == "2028"
        assert desk.row(HOST).record.due == "2028"
        assert (desk.row(HOST).first, desk.row(HOST).changed) == (3, 4)

    def test_it_never_changes_what_people_said(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, FOREIGN)
        desk.accept(HOST)
        desk.amend(FOREIGN, due="2031")
        human = desk.row(HOST).human, desk.row(FOREIGN).human
        desk.read(text_of((HOST, FOREIGN)), HOST, FOREIGN, reader=NEW)
        assert (desk.row(HOST).human, desk.row(FOREIGN).human) == human
        assert desk.row(HOST).machine.due == "2028"
        assert desk.row(HOST).record.due == "2026-12-31"
        assert desk.row(FOREIGN).record.due == "2031"

    def test_a_rejected_record_stays_rejected(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.reject(HOST)
        desk.read(HOST.words, HOST, reader=NEW)
        assert desk.row(HOST).status is Status.REJECTED
        assert desk.row(HOST).human is None

    def test_the_same_reading_changes_nothing(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        before = desk.row(HOST)
        desk.read(HOST.words, HOST)
        assert desk.row(HOST) == before

    def test_what_is_no_longer_read_lapses_with_its_last_value(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.read(text_of((HOST, ASKED)), ASKED)
        row = desk.row(HOST)
        assert row.status is Status.LAPSED
        assert (row.proposals, row.machine.action) == ((), HOST.words)
        assert not row.orphaned
        assert desk.document(row.machine.evidence[0].document).withdrawn == (key(HOST),)

    def test_what_lapsed_is_proposed_again(self) -> None:
        desk = Desk.founded()
        document = desk.add(HOST, ASKED)
        desk.read(text_of((HOST, ASKED)))
        desk.read(text_of((HOST, ASKED)), HOST)
        assert desk.row(HOST).status is Status.PROPOSED
        assert desk.row(HOST).last is None
        assert desk.document(document).withdrawn == (key(ASKED),)

    def test_a_decided_record_does_not_lapse(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED)
        desk.accept(HOST)
        desk.reject(ASKED)
        desk.read(text_of((HOST, ASKED)))
        assert desk.row(HOST).status is Status.ACCEPTED
        assert desk.row(ASKED).status is Status.REJECTED

    def test_what_lapsed_can_still_be_accepted(self) -> None:
        desk = Desk.founded()
        desk.add(HOST)
        desk.read(HOST.words)
        desk.accept(HOST)
        assert desk.row(HOST).record.action == HOST.words

    def test_one_document_fewer_leaves_what_the_other_tells(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED, origin=HERE)
        other = desk.add(HOST, LAW, origin=THERE)
        desk.read(text_of((HOST, ASKED)), ASKED)
        assert [p.document for p in desk.row(HOST).proposals] == [other]
        assert desk.row(HOST).status is Status.PROPOSED

    def test_the_first_document_that_told_it_gives_the_value(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, ASKED, origin=HERE)
        desk.add(HOST, LAW, origin=THERE, reader=NEW)
        assert desk.row(HOST).machine.due == "2026-12-31"
        assert [piece.exact for piece in desk.row(HOST).evidence] == [HOST.words] * 2


def test_a_record_takes_the_summit_of_the_first_document_that_has_one() -> None:
    desk = Desk.founded()
    desk.add(HOST, ASKED, origin=HERE)
    desk.add(HOST, LAW, origin=THERE, summit="seoul-2024")
    desk.add(HOST, MET, origin=ELSEWHERE, summit="paris-2025")
    assert desk.row(HOST).summit == "seoul-2024"
    assert desk.row(ASKED).summit is None
    assert desk.row(MET).summit == "paris-2025"


def test_an_origin_that_no_index_takes_is_refused() -> None:
    desk = Desk.founded()
    desk.add(HOST, origin="https://example.org/" + "가" * 600)
    with pytest.raises(RuleError, match="too long"):
        desk.add(ASKED, origin="https://example.org/" + "가" * 700)
