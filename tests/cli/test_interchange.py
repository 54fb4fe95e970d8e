import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.book.small import SmallBook, found_small_book
from typer.testing import CliRunner, Result

from pledgebook.book.opening import open_store
from pledgebook.cli.interchange import export


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a book in a file: seven records, one of them rejected."""
    path = tmp_path / "small.pledgebook"
    store = open_store(str(path), create=True)
    small = found_small_book(store)
    small.book.reject(small.book.record(small.id("standards")), "not-specific")
    store.close()
    return path


def names() -> SmallBook:
    """Return the same book in memory, for the ids of its records."""
    return found_small_book()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(export, [str(argument) for argument in arguments])


def told(*arguments: object) -> Any:
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_annotations_of_what_is_not_rejected(place: Path) -> None:
    found = told("annotations", "--book", place)

    assert found["type"] == "AnnotationCollection"
    assert found["total"] == 6


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--kind", "meeting"), 1),
        (("--party", "영국"), 3),
        (("--party", "KR", "--kind", "commitment"), 3),
        (("--status", "rejected"), 1),
        (("--status", "accepted"), 0),
        (("--summit", "seoul-2024"), 0),
        (("--as-of", "#5"), 6),
        (("--as-of", "#3"), 4),
    ],
)
def test_annotations_are_filtered(place: Path, options: tuple[str, ...], count: int) -> None:
    assert told("annotations", "--book", place, *options)["total"] == count


def test_annotations_count_as_asked(place: Path) -> None:
    options = ("annotations", "--book", place, "--kind", "meeting")
    points, units = (
        told(*options, *more)["first"]["items"][0]["target"]["selector"][1]
        for more in ((), ("--offsets", "utf-16"))
    )

    assert "conformsTo" not in points
    assert "conformsTo" in units


def test_provenance_of_the_book_and_of_a_record(place: Path) -> None:
    whole = told("provenance", "--book", place)
    one = told("provenance", names().id("report-ko"), "--book", place)

    assert len(whole["activity"]) == 8
    assert set(one["activity"]) == {"entry:6", "entry:7"}


def test_provenance_as_of(place: Path) -> None:
    assert len(told("provenance", "--book", place, "--as-of", "#2")["activity"]) == 2


def test_parties_are_lines(place: Path) -> None:
    result = run("parties", "--book", place)
    lines = [json.loads(line) for line in result.stdout.splitlines()]

    assert [line["id"] for line in lines] == ["pledgebook-GB", "pledgebook-KR"]


def test_a_file_is_put_in_place_whole(place: Path, tmp_path: Path) -> None:
    target = tmp_path / "parties.jsonl"
    result = run("parties", "--book", place, "-o", target)

    assert result.exit_code == 0
    assert result.stdout == ""
    assert target.read_text("utf-8") == run("parties", "--book", place).stdout
    assert list(tmp_path.glob("*.partial")) == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("provenance", "r-0123456789"), "not-found"),
        (("provenance", "seoul-2024-99"), "not-found"),
        (("annotations", "--party", "Nobody-at-all"), "not-found"),
        (("parties", "--as-of", "1999-01-01"), "not-found"),
        (("parties", "-o", "/nowhere/at/all/parties.jsonl"), "source"),
    ],
)
def test_what_cannot_be_done_is_told(place: Path, options: tuple[str, ...], code: str) -> None:
    result = run(*options, "--book", place)

    assert result.exit_code == 2
    assert f"error[{code}]" in result.stderr
    assert result.stdout == ""


def test_a_book_that_is_not_there(tmp_path: Path) -> None:
    result = run("parties", "--book", tmp_path / "gone", "--ui", "ko")

    assert result.exit_code == 2
    assert "오류[book]" in result.stderr


def test_a_failed_export_leaves_what_was_there(place: Path, tmp_path: Path) -> None:
    target = tmp_path / "receipt.json"
    target.write_text("kept", "utf-8")

    assert run("provenance", "r-0123456789", "--book", place, "-o", target).exit_code == 2
    assert target.read_text("utf-8") == "kept"


def test_misuse_is_refused(place: Path) -> None:
    assert run("annotations", "--book", place, "--offsets", "bytes").exit_code == 2


@pytest.mark.parametrize("command", ["annotations", "provenance", "parties"])
def test_help_gives_examples(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"pledgebook export {command}" in result.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pledgebook.cli.interchange import export\n"
        "try: export(['--help'])\nexcept SystemExit: pass\n"
        "heavy = ('sqlalchemy', 'pyarrow', 'spacy', 'kiwipiepy', 'yaml', 'ahocorasick_rs')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )

    assert done.stdout.splitlines()[-1] == "[]"
