"""A receipt can be checked without the book, and whatever is changed in it is found."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.book.shelf import KEY, shelve
from tests.book.small import SmallBook

from pledgebook.book.checkpoint import verifier_key
from pledgebook.book.receipt import check_proof, proof, receipt
from pledgebook.book.signing import sign_head
from pledgebook.errors import NotFoundError

OWN = verifier_key("example.org/small", KEY)
Paper = dict[str, Any]


@pytest.fixture
def small(tmp_path: Path) -> SmallBook:
    return shelve(str(tmp_path / "small.pledgebook"))


def paper(small: SmallBook, name: str) -> Paper:
    """Return a receipt as it comes out of a file."""
    written = receipt(small.book, small.book.record(small.id(name)), OWN)
    found: Paper = json.loads(json.dumps(written))
    return found


def codes(found: Paper, key: str | None = OWN) -> set[str]:
    return {trouble.code for trouble in check_proof(found, key)}


@pytest.mark.parametrize("name", ["tests", "institute", "standards", "report", "meeting"])
def test_a_receipt_passes_its_check(small: SmallBook, name: str) -> None:
    """Accepted, amended, rejected, merged, and not looked at yet."""
    assert codes(paper(small, name)) == set()
    assert codes(paper(small, name), key=None) == set()


def test_a_receipt_tells_value_evidence_and_history(small: SmallBook) -> None:
    found = paper(small, "institute")
    (report,) = found["reports"]
    assert report["status"] == "accepted"
    assert report["value"]["due"] == "2024-12-31"
    assert report["evidence"][0]["exact"].startswith("올해 12월까지")
    types = [json.loads(part["line"])["type"] for part in found["entries"]]
    assert types == ["document_added", "records_proposed", "record_amended"]


def test_a_receipt_takes_in_all_reports_of_a_commitment(small: SmallBook) -> None:
    found = paper(small, "report-ko")
    assert {report["value"]["language"] for report in found["reports"]} == {"en", "ko"}


def test_what_was_amended_twice_passes(small: SmallBook) -> None:
    book = small.book
    book.amend(book.record(small.id("institute")), {"action": "세운다"})
    sign_head(book.store, KEY)
    assert codes(paper(small, "institute")) == set()


def change_value(found: Paper) -> None:
    found["reports"][0]["value"]["due"] = "2034-12-31"


def change_evidence(found: Paper) -> None:
    found["reports"][0]["evidence"][0]["exact"] = "nobody said this"


def change_status(found: Paper) -> None:
    found["reports"][0]["status"] = "rejected"


def change_line(found: Paper) -> None:
    part = found["entries"][1]
    part["line"] = part["line"].replace('"author":"kim"', '"author":"lee"')


def change_place(found: Paper) -> None:
    found["entries"][0]["sequence"] += 1


def change_proof(found: Paper) -> None:
    found["entries"][0]["proof"].reverse()


def change_size(found: Paper) -> None:
    found["checkpoint"] = found["checkpoint"].replace("\n11\n", "\n12\n")


def drop_decision(found: Paper) -> None:
    found["entries"].pop()


def add_report(found: Paper) -> None:
    found["reports"].append(copy.deepcopy(found["reports"][0]))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (change_value, "receipt-value"),
        (change_evidence, "receipt-evidence"),
        (change_status, "receipt-status"),
        (change_line, "proof-broken"),
        (change_place, "proof-broken"),
        (change_proof, "proof-broken"),
        (change_size, "receipt-broken"),
        (drop_decision, "receipt-status"),
        (add_report, "receipt-merged"),
    ],
)
def test_what_is_changed_in_a_receipt_is_found(small: SmallBook, change: Any, code: str) -> None:
    found = paper(small, "institute")
    change(found)
    assert code in codes(found)


@pytest.mark.parametrize("junk", [[], {}, "word", 7, None, {"checkpoint": 3, "key": OWN}])
def test_what_is_no_receipt_is_told_as_such(junk: Any) -> None:
    assert codes(junk) == {"receipt-broken"}


@pytest.mark.parametrize("name", ["checkpoint", "entries", "key", "reports"])
@pytest.mark.parametrize("junk", [None, 7, ["x"], {"a": 1}])
def test_a_part_that_is_no_part_of_a_receipt_is_a_trouble(
    small: SmallBook, name: str, junk: Any
) -> None:
    found = paper(small, "institute")
    found[name] = junk
    assert codes(found, key=None)


def test_a_receipt_that_another_key_signed_is_refused(small: SmallBook) -> None:
    other = Ed25519PrivateKey.generate()
    assert codes(paper(small, "tests"), verifier_key("example.org/small", other)) == {
        "receipt-broken"
    }


def test_a_key_that_did_not_sign_does_not_go_into_a_receipt(small: SmallBook) -> None:
    other = verifier_key("example.org/small", Ed25519PrivateKey.generate())
    assert receipt(small.book, small.book.record(small.id("tests")), other)["key"] is None


def test_what_came_after_the_checkpoint_cannot_be_proved_yet(small: SmallBook) -> None:
    small.book.accept(small.book.record(small.id("meeting")))
    with pytest.raises(NotFoundError, match="entry 12 was written after the newest checkpoint"):
        receipt(small.book, small.book.record(small.id("meeting")))
    sign_head(small.book.store, KEY)
    assert codes(paper(small, "meeting")) == set()


def test_without_a_checkpoint_there_is_no_proof(small_book: SmallBook) -> None:
    with pytest.raises(NotFoundError, match="no checkpoint"):
        proof(small_book.book, list(small_book.book.store.entries()))


def test_a_proof_shows_that_an_older_checkpoint_still_holds(small: SmallBook) -> None:
    (before,) = small.book.store.checkpoints()
    small.book.set("four-eyes", "on")
    sign_head(small.book.store, KEY)
    entries = list(small.book.store.entries(11))
    found = json.loads(json.dumps(proof(small.book, entries, OWN, before)))
    assert codes(found) == set()
    found["since"]["proof"][0] = "00" * 32
    assert codes(found) == {"receipt-broken"}
