"""A record with some of its fields changed by a person."""

import re
from typing import Any, Final

import msgspec

from pledgebook.errors import RuleError
from pledgebook.model.edtf import is_edtf
from pledgebook.model.record import Kind, Record

#: What a reviewer may change; the words, where they stand and why they were read may not be.
AMENDABLE: Final = (
    "kind",
    "strength",
    "actors",
    "partners",
    "action",
    "topics",
    "date",
    "due",
    "due_trigger",
    "said_by",
)
_DATES = ("date", "due")
_SPACE = re.compile(r"\s+")


def amended(record: Record, changes: dict[str, Any]) -> Record:
    """Return the record with the changes, which are in the form of the record's JSON.

    Raises `RuleError` for a field that may not be changed, a value of the wrong form, or changes
    that change nothing.
    """
    for name in changes:
        if name not in AMENDABLE:
            raise RuleError(f"{name!r} cannot be amended", f"What can: {', '.join(AMENDABLE)}.")
    try:
        result = msgspec.convert({**msgspec.to_builtins(record), **changes}, Record)
    except msgspec.ValidationError as error:
        raise RuleError(
            f"the amendment is no record: {error}",
            "Values have the form of the record's JSON; see docs/reference/record.md.",
        ) from error
    if not _holds(msgspec.to_builtins(result), changes):
        raise RuleError("the amendment has fields that no record has")
    _check(result, changes)
    if result == record:
        raise RuleError("the amendment changes nothing", "Accept the record as it is instead.")
    return result


def _holds(spelled: Any, given: Any) -> bool:
    """Tell whether all that was given is in the record, so that nothing is written unread."""
    if isinstance(given, dict):
        return all(name in spelled and _holds(spelled[name], given[name]) for name in given)
    if isinstance(given, list):
        return all(_holds(*pair) for pair in zip(spelled, given, strict=True))
    return True


def _check(record: Record, changes: dict[str, Any]) -> None:
    for name in _DATES:
        value = getattr(record, name)
        if name in changes and value is not None and not is_edtf(value):
            raise RuleError(
                f"{name} is no date: {value!r}",
                "Dates are EDTF: 2024-05-21, 2024-12, 2024, 2024-05-21/2024-05-22.",
            )
    if not _SPACE.sub("", record.action):
        raise RuleError("a record needs an action", "Say what is promised, asked or done.")
    if (record.kind is Kind.COMMITMENT) != (record.strength is not None):
        raise RuleError(
            "a commitment has a strength, and nothing else has one",
            'Change "strength" along with "kind".',
        )
