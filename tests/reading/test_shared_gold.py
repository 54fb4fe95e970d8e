"""The reading of annotated documents does not fall below what was reached."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pledgebook.documents.read import read_source
from pledgebook.documents.reader import Given
from pledgebook.model.document import BlockKind
from pledgebook.model.record import Kind, Record, Strength
from pledgebook.reading.read import read_document
from pledgebook.sources import Source

FLOORS = {
    "main (first three)": 0.97,
    "all kinds": 0.93,
    "whole records": 0.85,
    "parties": 0.95,
    "dates": 0.95,
    "verbatim": 1.0,
    "merged": 1.0,
}
OWN_FLOORS = {"main (first three)": 0.90, "whole records": 0.75, "verbatim": 1.0}
OWN = Path(__file__).resolve().parents[1] / "gold"


def scores(shared: Path, gold: list[Path]) -> dict[str, Any]:
    command = (
        f"{sys.executable} -m pledgebook read {{path}} --published {{published}} --format jsonl"
    )
    done = subprocess.run(
        [sys.executable, shared / "tools" / "score", "--json", "--run", command, *gold],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="session")
def shared_scores(shared: Path) -> dict[str, Any]:
    return scores(shared, sorted((shared / "gold").glob("*.json")))


@pytest.mark.parametrize("figure", FLOORS)
def test_the_shared_gold_documents_are_read_well(
    shared_scores: dict[str, Any], figure: str
) -> None:
    assert shared_scores[figure] >= FLOORS[figure]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("part", ["dev", "held"])
def test_our_own_gold_documents_are_read_well(shared: Path, language: str, part: str) -> None:
    found = scores(shared, sorted((OWN / part).glob(f"{language}-*.json")))
    short = {name: found[name] for name, floor in OWN_FLOORS.items() if found[name] < floor}
    assert not short


def records(path: Path, published: date | None = None) -> tuple[Record, ...]:
    return read_document(read_source(Source(str(path), path), Given(published=published))).records


def squash(words: str) -> str:
    return " ".join(words.split())


def test_the_dated_tasks_of_an_order_come_back_with_their_deadlines(shared: Path) -> None:
    """Executive Order 14110: "Within 270 days of the date of this order, … shall …"."""
    pairs = json.loads((shared / "gold" / "followup" / "pairs.json").read_text())
    told = [
        (squash(record.evidence[0].exact), record.due)
        for record in records(shared / "gold" / "followup" / pairs["promises"])
        if record.kind is Kind.COMMITMENT and record.strength is Strength.MANDATE
    ]
    found = [
        task
        for task in pairs["dated"]
        if any(task["anchor"][:60] in words and due == task["due"] for words, due in told)
    ]
    assert len(found) >= 75


def test_no_record_comes_from_the_notice_below_a_korean_release(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "ko").iterdir()):
        reading = read_document(read_source(Source(str(path), path), Given()))
        furniture = [b.span for b in reading.document.blocks if b.kind is BlockKind.BOILERPLATE]
        for record in reading.records:
            for piece in record.evidence:
                assert not any(span.overlaps(piece.span) for span in furniture), path.name
                assert "저작권" not in piece.exact or "공공누리" not in piece.exact
