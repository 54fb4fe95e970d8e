"""`pledgebook list`: filters, orders, formats, pages."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.cli.asking import Asked, decided_book

from pledgebook.cli import asking, listing


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return decided_book(tmp_path_factory.mktemp("book") / "small.pledgebook")


def records(asked: Asked, *arguments: object) -> list[dict[str, Any]]:
    result = asked.run("list", *arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def names(asked: Asked, *arguments: object) -> set[str]:
    by_id = {record.id: name for name, record in asked.small.records.items()}
    return {by_id[record["id"]] for record in records(asked, *arguments)}


COMMITMENTS = {"institute", "tests", "report", "report-ko"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["commitments"], COMMITMENTS),
        (["commitments", "--reports"], COMMITMENTS | {"institute-en"}),
        (["meetings"], {"meeting"}),
        (["positions"], {"standards"}),
        (["requests"], set()),
        (["milestones"], set()),
        (["records"], COMMITMENTS | {"meeting", "standards"}),
        (["records", "--kind", "meeting"], {"meeting"}),
        (["commitments", "--party", "KR"], {"institute", "tests"}),
        (["commitments", "--party", "kr"], {"institute", "tests"}),
        (["commitments", "--party", "한국"], {"institute", "tests"}),
        (["commitments", "--party", "Republic of Korea"], {"institute", "tests"}),
        (["commitments", "--party", "the United Kingdom"], {"tests", "report", "report-ko"}),
        (["meetings", "--partner", "영국"], {"meeting"}),
        (["meetings", "--partner", "KR"], set()),
        (["commitments", "--party", "과기정통부"], set()),
        (["commitments", "--topic", "frontier-ai"], {"report", "report-ko"}),
        (["commitments", "--topic", "AI 안전연구소"], {"institute"}),
        (["commitments", "--summit", "seoul-2024"], {"institute", "tests"}),
        (["commitments", "--strength", "plan"], {"institute", "report-ko"}),
        (["commitments", "--status", "accepted"], {"institute", "tests"}),
        (["commitments", "--status", "amended"], {"tests"}),
        (["commitments", "--status", "orphaned"], {"tests"}),
        (["commitments", "--status", "proposed"], {"report", "report-ko"}),
        (["records", "--status", "rejected"], {"standards"}),
        (["commitments", "--due-before", "2024"], {"institute", "report", "report-ko"}),
        (["commitments", "--due-before", "2024-12-30"], set()),
        (["commitments", "--due-after", "2025"], {"tests"}),
        (["records", "--date-after", "2024-05-24"], {"report-ko"}),
        (["records", "--date-before", "2024년 5월 22일"],
         {"meeting", "institute", "tests", "standards"}),
        (["commitments", "--language", "en"], {"report"}),
        (["commitments", "--text", "안전 연구소"], {"institute"}),
        (["commitments", "--text", "reports publish"], {"report"}),
        (["records", "--document", "paper.md"], {"report-ko"}),
        (["commitments", "--party", "GB", "--language", "ko", "--status", "proposed"],
         {"report-ko"}),
    ],
)  # fmt: skip
def test_filters(asked: Asked, arguments: list[str], expected: set[str]) -> None:
    assert names(asked, *arguments) == expected


def test_orders(asked: Asked) -> None:
    by_date = [r["date"] for r in records(asked, "records")]
    by_due = [r["due"] for r in records(asked, "commitments", "--order", "due")]

    assert by_date == sorted(by_date, reverse=True)
    assert by_due[-1] == "2025"
    assert records(asked, "commitments", "--due-before", "2030")[-1]["due"] == "2025"


def test_as_of_gives_the_book_as_it_stood(asked: Asked) -> None:
    assert names(asked, "commitments", "--as-of", "#7") == COMMITMENTS | {"institute-en"}
    assert names(asked, "commitments", "--as-of", "#7", "--status", "accepted") == set()


@pytest.mark.parametrize("page", [1, 2, 3, 1000])
def test_pages_give_each_record_once(
    asked: Asked, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAGE", page)
    for order in ("date", "due", "book"):
        ids = [r["id"] for r in records(asked, "commitments", "--reports", "--order", order)]
        assert len(ids) == len(set(ids)) == 5
    with_text = [r["id"] for r in records(asked, "records", "--text", "인공지능")]
    assert sorted(with_text) == sorted({asked.id("institute"), asked.id("report-ko")})
    assert len(records(asked, "records", "--limit", "4")) == 4


def test_a_table_tells_how_many_more_there_are(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SHOWN", 2)
    short = " ".join(asked.run("list", "commitments").stdout.split())
    korean = " ".join(asked.run("list", "commitments", "--ui", "ko").stdout.split())
    whole = " ".join(asked.run("list", "commitments", "--all").stdout.split())

    assert "2 of 4 shown. For the others: --all, or --limit 4." in short
    assert "4건 가운데 2건입니다" in korean
    assert "4 in all." in whole


def test_the_machine_formats_give_all(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SHOWN", 2)

    assert len(records(asked, "commitments")) == 4


def test_a_table_shows_what_stands(asked: Asked) -> None:
    words = " ".join(asked.run("list", "commitments", "--ui", "ko").stdout.split())

    for piece in ("seoul-2024-01", "수락", "수정 수락", "근거 사라짐", "대한민국", "2024-12"):
        assert piece in words


@pytest.mark.parametrize("what", list(asking.What))
@pytest.mark.parametrize("ui", ["en", "ko"])
def test_everything_is_listed_in_every_format(
    asked: Asked, what: asking.What, ui: str, tmp_path: Path
) -> None:
    for form in ("table", "csv", "json", "jsonl", "parquet"):
        path = tmp_path / f"x.{form}"
        result = asked.run("list", what.value, "--format", form, "-o", path, "--ui", ui)

        assert result.exit_code == 0, result.output
        assert path.exists()
        assert not list(tmp_path.glob("*.partial"))


def test_the_formats_hold_the_same_records(asked: Asked, tmp_path: Path) -> None:
    for name in ("x.csv", "x.json", "x.jsonl", "x.parquet"):
        assert asked.run("list", "commitments", "-o", tmp_path / name).exit_code == 0
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
        from_csv = [row["id"] for row in csv.DictReader(stream)]
    from_json = json.loads((tmp_path / "x.json").read_text("utf-8"))["records"]
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()

    assert from_csv == [r["id"] for r in records(asked, "commitments")]
    assert from_json == [json.loads(line) for line in lines]
    assert pq.read_table(tmp_path / "x.parquet")["id"].to_pylist() == from_csv


def test_a_csv_file_has_the_mark_that_excel_needs_and_a_pipe_has_none(
    asked: Asked, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    asked.run("list", "commitments", "-o", path)
    piped = asked.run("list", "commitments", "--format", "csv")

    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,number,")
    assert piped.stdout_bytes.startswith(b"id,number,")
    assert b"\r\n" in piped.stdout_bytes
    assert b"\r\r\n" not in piped.stdout_bytes
    assert len(list(csv.DictReader(io.StringIO(piped.stdout_bytes.decode())))) == 4


def test_the_timeline_goes_by_day(asked: Asked) -> None:
    result = asked.run("list", "timeline", "--party", "GB")
    days = [line for line in result.stdout.splitlines() if line[:4] == "2024"]

    assert [day.strip() for day in days] == ["2024-05-24", "2024-05-23", "2024-05-22"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["commitments", "--party", "한극"], "Near: 한국"),
        (["commitments", "--topic", "frontier-aj"], "frontier-ai"),
        (["commitments", "--due-before", "soon"], "date"),
        (["commitments", "--document", "nothing.md"], "not-found"),
        (["commitments", "--as-of", "1999-01-01"], "not-found"),
        (["commitments", "--format", "parquet"], "--output"),
        (["commitments", "-o", "/no/such/folder/x.csv"], "cannot be written"),
    ],
)
def test_what_is_not_known_is_refused(asked: Asked, arguments: list[str], told: str) -> None:
    result = asked.run("list", *arguments)

    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["documents", "--party", "KR"],
        ["parties", "--language", "ko"],
        ["findings", "--status", "accepted"],
        ["commitments", "--kind", "meeting"],
        ["commitments", "--all", "--limit", "3"],
        ["nothing"],
    ],
)
def test_a_filter_that_does_not_go_is_no_filter_left_out(
    asked: Asked, arguments: list[str]
) -> None:
    result = asked.run("list", *arguments)

    assert result.exit_code == 2
    assert result.stdout == ""


def test_no_such_book_is_told(tmp_path: Path) -> None:
    result = Asked(tmp_path / "none", None).run("list", "commitments")  # type: ignore[arg-type]

    assert result.exit_code == 2
    assert "error[book]" in result.stderr


def test_no_rows_are_asked_for_and_told(asked: Asked) -> None:
    result = asked.run("list", "commitments", "--limit", "0")

    assert "0 of 4 shown. For the others: --all, or --limit 4." in " ".join(result.stdout.split())


def test_help_needs_no_database_and_no_model() -> None:
    heavy = "sqlalchemy", "pyarrow", "spacy", "kiwipiepy", "rich.table"
    code = (
        "import sys, pledgebook.cli.listing, pledgebook.cli.look; "
        f"print(*(name for name in {heavy!r} if name in sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")


def test_nothing_found_is_no_error(asked: Asked) -> None:
    result = asked.run("list", "requests")

    assert result.exit_code == 0
    assert "Nothing found." in result.stdout
