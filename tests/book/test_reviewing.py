"""Decisions: the machine's value and people's side by side, four eyes, and taking back."""

import pytest
from tests.book.desk import Desk
from tests.book.world import SENTENCES, key

from pledgebook.book.entries import DecisionUndone, RecordAccepted, SettingChanged
from pledgebook.book.rows import Status, Verdict
from pledgebook.errors import RuleError

HOST, FOREIGN, *_ = SENTENCES


@pytest.fixture
def desk() -> Desk:
    """A book with two proposed commitments."""
    desk = Desk.founded()
    desk.add(HOST, FOREIGN)
    return desk


@pytest.fixture
def strict(desk: Desk) -> Desk:
    """The same with four eyes on."""
    desk.write(SettingChanged("four-eyes", "on"))
    return desk


def test_what_nobody_decided_is_proposed(desk: Desk) -> None:
    row = desk.row(HOST)
    assert (row.status, row.human, row.decision) == (Status.PROPOSED, None, None)
    assert row.record == row.machine


def test_accepting_lets_the_machines_value_stand(desk: Desk) -> None:
    desk.accept(HOST, author="lee")
    row = desk.row(HOST)
    assert (row.status, row.human, row.amended) == (Status.ACCEPTED, row.machine, False)
    assert row.decision is not None
    assert (row.decision.author, row.decision.sequence) == ("lee", desk.store.head().sequence)


def test_amending_lets_a_persons_value_stand_beside_the_machines(desk: Desk) -> None:
    desk.amend(HOST, due="2030", action="연구소를 연다")
    row = desk.row(HOST)
    assert (row.status, row.amended) == (Status.ACCEPTED, True)
    assert (row.record.due, row.record.action) == ("2030", "연구소를 연다")
    assert (row.machine.due, row.machine.action) == ("2026-12-31", HOST.words)


def test_a_party_that_a_person_names_is_a_party_of_the_book(desk: Desk) -> None:
    desk.amend(HOST, partners=[{"id": "jp-meti", "name": "경제산업성"}])
    named = {row.key: count for row, count in desk.store.parties()}
    assert named == {"KR": 2, "jp-meti": 0}  # it is a partner, and does not act


def test_a_person_cannot_name_a_party_by_what_is_no_id(desk: Desk) -> None:
    with pytest.raises(RuleError, match="no id of a party"):
        desk.amend(HOST, actors=[{"id": "K R", "name": "한국"}])


def test_amending_again_keeps_what_is_not_named(desk: Desk) -> None:
    desk.amend(HOST, due="2030")
    desk.amend(HOST, action="연구소를 연다")
    assert (desk.row(HOST).record.due, desk.row(HOST).record.action) == ("2030", "연구소를 연다")


def test_rejecting_leaves_the_machines_value_and_no_other(desk: Desk) -> None:
    desk.reject(HOST)
    row = desk.row(HOST)
    assert (row.status, row.human) == (Status.REJECTED, None)
    assert row.record == row.machine


def test_accepting_twice_is_refused(desk: Desk) -> None:
    desk.accept(HOST)
    with pytest.raises(RuleError, match="accepted already"):
        desk.accept(HOST, author="lee")


def test_rejecting_twice_is_refused(desk: Desk) -> None:
    desk.reject(HOST)
    with pytest.raises(RuleError, match="rejected already"):
        desk.reject(HOST, author="lee")


def test_a_decision_can_be_changed(desk: Desk) -> None:
    desk.reject(HOST)
    desk.accept(HOST)
    desk.amend(HOST, due="2030")
    desk.accept(HOST)
    row = desk.row(HOST)
    assert row.record == row.machine
    assert [d.verdict for d in row.decisions] == [
        Verdict.REJECTED, Verdict.ACCEPTED, Verdict.AMENDED, Verdict.ACCEPTED,
    ]  # fmt: skip


class TestUndoing:
    def test_decisions_are_taken_back_one_by_one(self, desk: Desk) -> None:
        desk.accept(HOST)
        desk.amend(HOST, due="2030")
        desk.reject(HOST)
        desk.undo(HOST)
        assert (desk.row(HOST).status, desk.row(HOST).record.due) == (Status.ACCEPTED, "2030")
        desk.undo(HOST, author="lee")
        assert desk.row(HOST).record.due == "2026-12-31"
        assert desk.row(HOST).status is Status.ACCEPTED
        desk.undo(HOST)
        assert (desk.row(HOST).status, desk.row(HOST).decisions) == (Status.PROPOSED, ())

    def test_only_the_latest_is(self, desk: Desk) -> None:
        desk.accept(HOST)
        first = desk.store.head().sequence
        desk.reject(HOST)
        with pytest.raises(RuleError, match="not the latest decision"):
            desk.write(DecisionUndone(key(HOST), first))

    def test_what_was_taken_back_is_not_taken_back_again(self, desk: Desk) -> None:
        desk.accept(HOST)
        decision = desk.store.head().sequence
        desk.undo(HOST)
        with pytest.raises(RuleError, match="not the latest decision"):
            desk.write(DecisionUndone(key(HOST), decision))

    def test_what_was_taken_back_can_be_decided_anew(self, desk: Desk) -> None:
        desk.accept(HOST)
        desk.undo(HOST)
        desk.accept(HOST)
        assert desk.row(HOST).status is Status.ACCEPTED


class TestFourEyes:
    @pytest.mark.parametrize("verdict", Verdict)
    def test_a_decision_waits_for_a_second_reviewer(self, strict: Desk, verdict: Verdict) -> None:
        decide(strict, verdict, "kim")
        row = strict.row(HOST)
        assert (row.status, row.human) == (Status.AWAITING, None)
        assert row.record == row.machine
        strict.accept(HOST, author="lee")
        row = strict.row(HOST)
        assert row.decision is not None
        assert (row.decision.author, row.decision.second) == ("kim", "lee")
        rejected = verdict is Verdict.REJECTED
        assert row.status is (Status.REJECTED if rejected else Status.ACCEPTED)
        assert row.record.due == ("2030" if verdict is Verdict.AMENDED else "2026-12-31")

    @pytest.mark.parametrize("verdict", Verdict)
    def test_nobody_confirms_themselves(self, strict: Desk, verdict: Verdict) -> None:
        decide(strict, verdict, "kim")
        with pytest.raises(RuleError, match="four eyes"):
            strict.accept(HOST, author="kim")
        assert strict.row(HOST).status is Status.AWAITING

    def test_a_second_reviewer_may_decide_otherwise_and_then_the_first_confirms(
        self, strict: Desk
    ) -> None:
        strict.accept(HOST, author="kim")
        strict.reject(HOST, author="lee")
        assert strict.row(HOST).status is Status.AWAITING
        strict.accept(HOST, author="kim")
        assert strict.row(HOST).status is Status.REJECTED

    def test_a_waiting_decision_can_be_taken_back(self, strict: Desk) -> None:
        strict.accept(HOST)
        strict.undo(HOST)
        assert strict.row(HOST).status is Status.PROPOSED

    def test_a_confirmed_decision_is_confirmed_once(self, strict: Desk) -> None:
        strict.accept(HOST, author="kim")
        strict.accept(HOST, author="lee")
        with pytest.raises(RuleError, match="accepted already"):
            strict.accept(HOST, author="park")

    def test_what_was_decided_before_the_setting_stands(self, desk: Desk) -> None:
        desk.accept(HOST)
        desk.write(SettingChanged("four-eyes", "on"))
        assert desk.row(HOST).status is Status.ACCEPTED
        desk.accept(FOREIGN)
        assert desk.row(FOREIGN).status is Status.AWAITING

    def test_what_waits_goes_on_waiting_when_the_setting_goes(self, strict: Desk) -> None:
        strict.accept(HOST)
        strict.write(SettingChanged("four-eyes", "off"))
        assert strict.row(HOST).status is Status.AWAITING
        strict.accept(FOREIGN)
        assert strict.row(FOREIGN).status is Status.ACCEPTED

    def test_two_reviewers_in_one_write_cannot_be(self, strict: Desk) -> None:
        """The entries of one write have one author."""
        seen = strict.row(HOST).changed
        head = strict.store.head().sequence
        with pytest.raises(RuleError, match="four eyes"):
            strict.write(RecordAccepted(key(HOST), seen), RecordAccepted(key(HOST), head + 1))
        assert strict.row(HOST).status is Status.PROPOSED


def decide(desk: Desk, verdict: Verdict, author: str) -> None:
    match verdict:
        case Verdict.ACCEPTED:
            desk.accept(HOST, author)
        case Verdict.AMENDED:
            desk.amend(HOST, author, due="2030")
        case Verdict.REJECTED:
            desk.reject(HOST, author)
