"""Merging and splitting, and the numbers that commitments go by."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.desk import Desk
from tests.book.world import ORIGINS, SENTENCES, Sentence, key

from pledgebook.book.entries import SettingChanged, SummitAssigned
from pledgebook.book.rows import NumberRow, RecordRow, SeriesRow
from pledgebook.errors import RuleError

HOST, FOREIGN, JOINT, SHARED, ASKED, *_ = SENTENCES


@pytest.fixture
def desk() -> Desk:
    """A book of a summit with four commitments and a request."""
    desk = Desk.founded()
    desk.add(HOST, FOREIGN, JOINT, SHARED, ASKED, summit="seoul-2024")
    return desk


def numbers(desk: Desk, *sentences: Sentence) -> list[str | None]:
    return [desk.row(sentence).number for sentence in sentences]


def assign(desk: Desk, sentence: Sentence, summit: str) -> None:
    desk.write(SummitAssigned(key(sentence), summit))


class TestMerging:
    def test_a_group_is_led_by_the_report_that_came_first(self, desk: Desk) -> None:
        desk.merge(SHARED, FOREIGN)
        assert desk.row(FOREIGN).members == (key(FOREIGN), key(SHARED))
        assert desk.row(FOREIGN).leads
        assert (desk.row(SHARED).group, desk.row(SHARED).members) == (key(FOREIGN), ())

    def test_groups_merge_whole(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN)
        desk.merge(JOINT, SHARED)
        desk.merge(SHARED, FOREIGN)
        everyone = tuple(key(sentence) for sentence in (HOST, FOREIGN, JOINT, SHARED))
        assert desk.row(HOST).members == everyone
        assert {desk.row(s).group for s in (HOST, FOREIGN, JOINT, SHARED)} == {key(HOST)}

    def test_a_split_record_leads_itself_and_the_rest_stays(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN, JOINT)
        desk.split(HOST)
        assert desk.row(HOST).members == (key(HOST),)
        assert desk.row(FOREIGN).members == (key(FOREIGN), key(JOINT))
        assert desk.row(JOINT).group == key(FOREIGN)

    def test_what_was_split_is_not_to_be_asked_again(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN, JOINT)
        desk.split(JOINT)
        assert desk.row(JOINT).refused == (key(HOST), key(FOREIGN))
        assert desk.row(HOST).refused == desk.row(FOREIGN).refused == (key(JOINT),)

    def test_a_refusal_is_remembered_on_both_sides(self, desk: Desk) -> None:
        desk.refuse(HOST, JOINT)
        assert desk.row(HOST).refused == (key(JOINT),)
        assert desk.row(JOINT).refused == (key(HOST),)

    def test_people_may_merge_what_they_refused(self, desk: Desk) -> None:
        desk.refuse(HOST, JOINT)
        desk.merge(JOINT, HOST)
        assert desk.row(HOST).refused == desk.row(JOINT).refused == ()


class TestNumbering:
    def test_a_commitment_is_numbered_when_it_is_accepted(self, desk: Desk) -> None:
        desk.accept(JOINT)
        desk.accept(HOST)
        expected = ["seoul-2024-02", "seoul-2024-01", None]
        assert numbers(desk, HOST, JOINT, FOREIGN) == expected

    def test_other_kinds_and_rejected_ones_have_none(self, desk: Desk) -> None:
        desk.accept(ASKED)
        desk.reject(HOST)
        assert numbers(desk, ASKED, HOST) == [None, None]

    def test_it_waits_for_the_second_reviewer(self, desk: Desk) -> None:
        desk.write(SettingChanged("four-eyes", "on"))
        desk.accept(HOST, author="kim")
        assert numbers(desk, HOST) == [None]
        desk.accept(HOST, author="lee")
        assert numbers(desk, HOST) == ["seoul-2024-01"]

    def test_it_is_kept_when_the_decision_is_taken_back(self, desk: Desk) -> None:
        desk.accept(HOST)
        desk.undo(HOST)
        desk.accept(FOREIGN)
        desk.accept(HOST)
        assert numbers(desk, HOST, FOREIGN) == ["seoul-2024-01", "seoul-2024-02"]

    def test_what_belongs_to_no_summit_has_a_series_of_its_own(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, FOREIGN)
        desk.accept(HOST)
        desk.accept(FOREIGN)
        assert numbers(desk, HOST, FOREIGN) == ["unassigned-01", "unassigned-02"]

    def test_a_record_amended_to_a_commitment_gets_one(self, desk: Desk) -> None:
        desk.amend(ASKED, kind="commitment", strength="plan")
        assert numbers(desk, ASKED) == ["seoul-2024-01"]

    def test_a_number_stays_with_what_is_amended_to_another_kind(self, desk: Desk) -> None:
        desk.accept(HOST)
        desk.amend(HOST, kind="position", strength=None)
        assert numbers(desk, HOST) == ["seoul-2024-01"]

    def test_a_merge_goes_by_the_number_that_was_given_first(self, desk: Desk) -> None:
        desk.accept(SHARED)
        desk.accept(HOST)
        desk.merge(HOST, FOREIGN, SHARED)
        assert desk.row(SHARED).members == (key(SHARED), key(HOST), key(FOREIGN))
        assert numbers(desk, SHARED, HOST) == ["seoul-2024-01", "seoul-2024-02"]
        owners = {row.key: row.record for row in desk.store.scan(NumberRow)}
        assert owners == {"seoul-2024-01": key(SHARED), "seoul-2024-02": key(HOST)}

    def test_a_report_accepted_later_gives_the_leader_its_number(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN)
        desk.accept(FOREIGN)
        assert numbers(desk, HOST, FOREIGN) == ["seoul-2024-01", None]
        desk.accept(HOST)
        assert numbers(desk, HOST, FOREIGN) == ["seoul-2024-01", None]

    def test_a_split_gives_an_accepted_record_a_number_of_its_own(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN)
        desk.accept(HOST)
        desk.accept(FOREIGN)
        desk.split(FOREIGN)
        assert numbers(desk, HOST, FOREIGN) == ["seoul-2024-01", "seoul-2024-02"]

    def test_a_leader_that_is_split_off_takes_its_number_along(self, desk: Desk) -> None:
        desk.merge(HOST, FOREIGN)
        desk.accept(HOST)
        desk.accept(FOREIGN)
        desk.split(HOST)
        assert numbers(desk, HOST, FOREIGN) == ["seoul-2024-01", "seoul-2024-02"]

    def test_another_summit_gives_another_number_and_the_old_is_kept(self, desk: Desk) -> None:
        desk.accept(HOST)
        assign(desk, HOST, "paris-2025")
        assert desk.row(HOST).numbers == ("seoul-2024-01", "paris-2025-01")
        assert desk.row(HOST).number == "paris-2025-01"
        owners = {row.key: row.record for row in desk.store.scan(NumberRow)}
        assert owners == {"seoul-2024-01": key(HOST), "paris-2025-01": key(HOST)}

    def test_a_way_back_gives_a_new_number(self, desk: Desk) -> None:
        desk.accept(HOST)
        assign(desk, HOST, "paris-2025")
        assign(desk, HOST, "seoul-2024")
        assert numbers(desk, HOST) == ["seoul-2024-02"]

    def test_the_same_summit_again_changes_no_number(self, desk: Desk) -> None:
        desk.accept(HOST)
        assign(desk, HOST, "seoul-2024")
        assert desk.row(HOST).numbers == ("seoul-2024-01",)

    def test_a_document_takes_its_records_along(self, desk: Desk) -> None:
        desk.accept(HOST)
        document = desk.row(HOST).proposals[0].document
        desk.write(SummitAssigned(document, "paris-2025"))
        assert numbers(desk, HOST, FOREIGN) == ["paris-2025-01", None]
        assert desk.document(document).summit == "paris-2025"
        desk.accept(FOREIGN)
        assert numbers(desk, FOREIGN) == ["paris-2025-02"]

    def test_the_hundredth_number_has_three_digits(self) -> None:
        desk = Desk.founded()
        desk.add(HOST, summit="seoul-2024")
        desk.accept(HOST)
        for _ in range(99):
            assign(desk, HOST, "paris-2025")
            assign(desk, HOST, "seoul-2024")
        assert numbers(desk, HOST) == ["seoul-2024-100"]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 3)), max_size=25))
def test_a_number_is_never_given_twice(steps: list[tuple[int, int, int]]) -> None:
    """Whatever is decided, merged, split and moved: a number has one owner for ever."""
    desk = Desk.founded()
    desk.add(HOST, FOREIGN, JOINT, SHARED, summit="a")
    commitments = (HOST, FOREIGN, JOINT, SHARED)
    owners: dict[str, str] = {}
    for act, one, other in steps:
        first, second = commitments[one], commitments[other]
        acts: list[tuple[Any, ...]] = [
            (desk.accept, first), (desk.reject, first), (desk.undo, first),
            (desk.merge, first, second), (desk.split, first),
            (assign, desk, first, "a"), (assign, desk, first, "b"),
        ]  # fmt: skip
        try:
            acts[act][0](*acts[act][1:])
        except (RuleError, AssertionError):
            continue
        found = {row.key: row.record for row in desk.store.scan(NumberRow)}
        assert owners.items() <= found.items()
        owners = found
        given_out = sum(row.count for row in desk.store.scan(SeriesRow))
        assert given_out == len(found)
        held = {n: row.key for row in desk.store.scan(RecordRow) for n in row.numbers}
        assert held == found


def test_a_record_has_the_summit_it_was_assigned_to_though_other_documents_tell_it(
    desk: Desk,
) -> None:
    assign(desk, HOST, "paris-2025")
    desk.add(HOST, origin=ORIGINS[1], summit="seoul-2024")
    assert desk.row(HOST).summit == "paris-2025"
