"""One spelling for one value: the fast one is the one that RFC 8785 prescribes."""

import hashlib

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.strategies import EACH, json, plain_bodies, records, strings

from pledgebook.book.canonical import canonical, canonical_without_fractions, entry_hash
from pledgebook.book.entries import Body
from pledgebook.errors import EntryError
from pledgebook.model.record import Record


@pytest.mark.parametrize("strategy", plain_bodies.values(), ids=lambda s: "")
def test_the_fast_spelling_of_a_body_is_the_canonical_one(
    strategy: st.SearchStrategy[Body],
) -> None:
    @settings(max_examples=EACH)
    @given(strategy)
    def agrees(body: Body) -> None:
        expected = rfc8785.dumps(msgspec.to_builtins(body))
        assert canonical_without_fractions(body) == expected

    agrees()


@given(records)
def test_the_fast_spelling_of_a_record_is_the_canonical_one(record: Record) -> None:
    assert canonical_without_fractions(record) == rfc8785.dumps(msgspec.to_builtins(record))


@given(strings)
def test_every_string_is_read_back(text: str) -> None:
    assert msgspec.json.decode(canonical({"a": text})) == {"a": text}


@given(json)
def test_a_canonical_value_read_and_spelled_again_is_the_same(value: object) -> None:
    line = canonical(value)
    assert canonical(msgspec.json.decode(line)) == line


@pytest.mark.parametrize(
    "value",
    ["\ud800", "a\udfff", {"\ud800": 1}, 2**53, -(2**53), [1, {"a": 10**30}], float("nan"), 1e999],
    ids=repr,
)
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises(EntryError, match="cannot be written"):
        canonical(value)


@pytest.mark.parametrize("value", ["\ud800", [2**53], [-(2**53), 1], {"a": {"b": 2**60}}])
def test_the_fast_spelling_refuses_it_too(value: object) -> None:
    with pytest.raises(EntryError, match="cannot be written"):
        canonical_without_fractions(value)


def test_digits_in_a_string_are_no_number() -> None:
    """What looks like a long integer inside a string is looked at again, and passes."""
    line = b'{"a":"x:12345678901234567890,y","b":9007199254740991}'
    assert canonical_without_fractions(msgspec.json.decode(line)) == line


def test_a_value_of_a_thousand_depths_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(EntryError):
        canonical(value)


def test_the_hash_is_that_of_the_line() -> None:
    assert entry_hash(b"{}") == "sha256:" + hashlib.sha256(b"{}").hexdigest()
