"""What a person may change of a record, and what not."""

from dataclasses import fields
from typing import Any

import msgspec
import pytest
from tests.book.world import SENTENCES, read

from pledgebook.book.amending import AMENDABLE, amended
from pledgebook.errors import RuleError
from pledgebook.model.record import Kind, Label, Party, Record, Strength

RECORD = read(SENTENCES[0], SENTENCES[0].words)
REQUEST = read(SENTENCES[4], SENTENCES[4].words)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"strength": "target"}, {"strength": Strength.TARGET}),
        ({"kind": "position", "strength": None}, {"kind": Kind.POSITION, "strength": None}),
        ({"action": "문을 연다"}, {"action": "문을 연다"}),
        ({"due": "2027-03/2027-06"}, {"due": "2027-03/2027-06"}),
        ({"due": None, "due_trigger": "다음 회의"}, {"due": None, "due_trigger": "다음 회의"}),
        ({"date": "2026-05-2X"}, {"date": "2026-05-2X"}),
        ({"topics": []}, {"topics": ()}),
        (
            {"partners": [{"id": "FR", "name": "프랑스"}]},
            {"partners": (Party("FR", "프랑스", Label(), None),)},
        ),
    ],
)
def test_the_fields_that_are_named_change_and_no_other(
    changes: dict[str, Any], expected: dict[str, object]
) -> None:
    found = amended(RECORD, changes)
    for field in fields(Record):
        was = getattr(RECORD, field.name)
        assert getattr(found, field.name) == expected.get(field.name, was)


@pytest.mark.parametrize(
    "name", [f.name for f in fields(Record) if f.name not in AMENDABLE] + ["", "Due", "nothing"]
)
def test_other_fields_cannot_be_amended(name: str) -> None:
    value = msgspec.to_builtins(RECORD).get(name, "x")
    with pytest.raises(RuleError, match="cannot be amended"):
        amended(RECORD, {"due": "2030", name: value})


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "promise", "strength": None},
        {"strength": "firm"},
        {"actors": "KR"},
        {"actors": [{"id": "KR"}]},
        {"actors": ["KR"]},
        {"topics": "a"},
        {"topics": [1]},
        {"action": None},
        {"action": 3},
        {"due": 2030},
    ],
)
def test_a_value_of_another_form_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="no record"):
        amended(RECORD, changes)


@pytest.mark.parametrize("name", ["date", "due"])
@pytest.mark.parametrize("value", ["soon", "2026-13", "2026-02-30", "", "내년", "2027/2026"])
def test_a_date_is_a_date(name: str, value: str) -> None:
    with pytest.raises(RuleError, match=f"{name} is no date"):
        amended(RECORD, {name: value})


@pytest.mark.parametrize("action", ["", " \n\u3000"])
def test_a_record_keeps_an_action(action: str) -> None:
    with pytest.raises(RuleError, match="needs an action"):
        amended(RECORD, {"action": action})


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (RECORD, {"kind": "request"}),
        (RECORD, {"strength": None}),
        (REQUEST, {"kind": "commitment"}),
        (REQUEST, {"strength": "plan"}),
    ],
)
def test_commitments_have_a_strength_and_nothing_else(
    record: Record, changes: dict[str, Any]
) -> None:
    with pytest.raises(RuleError, match="has a strength"):
        amended(record, changes)


@pytest.mark.parametrize("changes", [{}, {"due": RECORD.due}, {"topics": list(RECORD.topics)}])
def test_changes_that_change_nothing_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="changes nothing"):
        amended(RECORD, changes)


@pytest.mark.parametrize(
    "actor",
    [{"id": "KR", "name": "x", "rank": 1}, {"id": "KR", "name": "x", "label": {"fr": "Corée"}}],
)
def test_fields_that_no_record_has_are_refused(actor: dict[str, Any]) -> None:
    """They would be written for ever and read by nobody."""
    with pytest.raises(RuleError, match="fields that no record has"):
        amended(RECORD, {"actors": [actor]})
