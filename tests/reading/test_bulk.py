"""Many documents: in order, a bad one never stops the rest, whatever the number of processes."""

from pathlib import Path

import pytest

from pledgebook.documents.reader import Given
from pledgebook.errors import SourceError, UnreadableError
from pledgebook.reading.bulk import read_many
from pledgebook.reading.read import Reading
from pledgebook.sources import Failure, Source

GOOD = "한국은 12월까지 AI 안전 연구소를 설립하기로 했다."


@pytest.fixture
def sources(tmp_path: Path) -> list[Source | Failure]:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "c.txt").write_text(GOOD)
    made: list[Source | Failure] = [
        Source(name, tmp_path / name) for name in ("a.txt", "b.txt", "gone.txt", "c.txt")
    ]
    return [*made, Failure("folder", SourceError("no documents in it", "Look elsewhere."))]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_document_never_stops_the_rest(sources: list[Source | Failure], jobs: int) -> None:
    first, binary, gone, last, folder = read_many(sources, Given(), jobs)
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert [r.id for r in first.records] == [r.id for r in last.records] != []
    assert isinstance(binary, Failure)
    assert isinstance(binary.error, UnreadableError)
    assert binary.error.hint
    assert isinstance(gone, Failure)
    assert isinstance(gone.error, SourceError)
    assert isinstance(folder, Failure)
    assert folder.error.hint == "Look elsewhere."
