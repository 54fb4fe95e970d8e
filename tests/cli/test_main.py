import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pledgebook import __version__
from pledgebook.cli.interface import interface_language
from pledgebook.cli.main import app

KOREAN = """---
title: 과학부, 영국과 회의
date: 2024-05-21
---

과학부는 21일 서울에서 영국 정부와 회의를 열었다. 올해 안에 AI 안전 연구소를 설립하기로 합의했다.
"""
RUSSIAN = "Стороны договорились провести встречу в следующем году и продолжить работу.\n"


@pytest.fixture
def korean(tmp_path: Path) -> Path:
    path = tmp_path / "release.md"
    path.write_text(KOREAN, "utf-8")
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def test_version() -> None:
    result = run("--version")

    assert result.exit_code == 0
    assert result.stdout == f"pledgebook {__version__}\n"


def test_help_tells_examples_and_exit_status() -> None:
    result = run("read", "--help")

    assert result.exit_code == 0
    assert "pledgebook read" in result.stdout
    assert "Exit status" in result.stdout


def test_jsonl_is_records_and_nothing_else(korean: Path) -> None:
    result = run("read", korean, "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert {"meeting", "commitment"} <= {record["kind"] for record in records}
    assert all(record["evidence"][0]["exact"] in KOREAN for record in records)


def test_reading_again_gives_the_same(korean: Path) -> None:
    arguments = ("read", korean, "--format", "jsonl")

    assert run(*arguments).stdout == run(*arguments).stdout


def test_json_holds_the_document(korean: Path) -> None:
    (document,) = json.loads(run("read", korean, "--format", "json").stdout)["documents"]

    assert document["title"] == "과학부, 영국과 회의"
    assert document["published"] == "2024-05-21"
    assert document["records"]


def test_table_is_the_default(korean: Path) -> None:
    result = run("read", korean, "--ui", "ko")

    assert result.exit_code == 0
    assert "약속" in result.stdout
    assert result.stderr == ""


def test_standard_input() -> None:
    result = run("read", "-", "--format", "json", stdin=KOREAN.encode("cp949"))

    assert result.exit_code == 0
    assert json.loads(result.stdout)["documents"][0]["origin"] == "-"


def test_output_goes_to_a_file_by_its_name(korean: Path, tmp_path: Path) -> None:
    target = tmp_path / "view.html"
    result = run("read", korean, "-o", target)

    assert result.exit_code == 0
    assert result.stdout == ""
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert list(tmp_path.glob("*.partial")) == []


def test_the_given_date_wins(korean: Path) -> None:
    result = run("read", korean, "--published", "2025-01-02", "--format", "json")

    assert json.loads(result.stdout)["documents"][0]["published"] == "2025-01-02"


@pytest.mark.parametrize("date", ["2023-02-30", "someday"])
def test_an_impossible_date_is_misuse(korean: Path, date: str) -> None:
    result = run("read", korean, "--published", date)

    assert result.exit_code == 2
    assert "error[date]" in result.stderr
    assert "hint" in result.stderr


def test_one_bad_document_does_not_stop_the_rest(korean: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", tmp_path, tmp_path / "gone.txt", "--format", "jsonl")

    assert result.exit_code == 1
    assert result.stdout.count("\n") >= 2
    for words in ("binary.txt", "empty.txt", "gone.txt", "error[unreadable]", "error[source]"):
        assert words in result.stderr


@pytest.mark.parametrize("name", ["gone.txt", "."])
def test_nothing_to_read(tmp_path: Path, name: str) -> None:
    result = run("read", tmp_path / name)

    assert result.exit_code == 2
    assert "error[source]" in result.stderr


def test_a_language_that_is_not_read(tmp_path: Path, korean: Path) -> None:
    russian = tmp_path / "russian.txt"
    russian.write_text(RUSSIAN, "utf-8")
    alone = run("read", russian, "--format", "jsonl", "--quiet")
    beside = run("read", russian, korean, "--format", "jsonl", "--quiet")

    assert alone.exit_code == 3
    assert "error[language]" in alone.stderr
    assert beside.exit_code == 1
    assert beside.stdout


def test_quiet_leaves_the_warnings_out(tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("과학부는 영국과 협력하기로 했다고 밝혔다.", "utf-8")

    assert "warning[no-date]" in run("read", undated, "--format", "jsonl").stderr
    assert run("read", undated, "--format", "jsonl", "--quiet").stderr == ""


def test_a_document_is_not_overwritten(korean: Path) -> None:
    result = run("read", korean, "-o", korean)

    assert result.exit_code == 2
    assert korean.read_text("utf-8") == KOREAN


def test_a_folder_that_is_not_there_takes_no_output(korean: Path, tmp_path: Path) -> None:
    result = run("read", korean, "-o", tmp_path / "gone" / "view.html")

    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_messages_in_korean(tmp_path: Path) -> None:
    result = run("read", tmp_path / "gone.txt", "--ui", "ko")

    assert "오류[source]" in result.stderr
    assert "도움말" in result.stderr


@pytest.mark.parametrize(("asked", "environment", "language"), [
    (None, {}, "en"),
    (None, {"LANG": "ko_KR.UTF-8"}, "ko"),
    (None, {"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
    (None, {"PLEDGEBOOK_LANG": "ko", "LANG": "en_US.UTF-8"}, "ko"),
    ("en", {"PLEDGEBOOK_LANG": "ko"}, "en"),
])  # fmt: skip
def test_language_of_the_interface(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert interface_language(asked, environment) == language


def test_the_demo_prints_and_writes_a_page(tmp_path: Path) -> None:
    target = tmp_path / "demo.html"
    result = run("demo", "-o", target)

    assert result.exit_code == 0
    assert "commitment" in result.stdout
    assert "Content-Security-Policy" in target.read_text("utf-8")


HELP = "import sys; sys.argv = ['pledgebook', {}]; from pledgebook.cli.main import app\n" \
    "try: app()\nexcept SystemExit: pass\n" \
    "print([name for name in ('spacy', 'kiwipiepy', 'numpy') if name in sys.modules])"  # fmt: skip


def child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True,
        text=True, timeout=120, check=False, encoding="utf-8",
    )  # fmt: skip


def test_help_loads_no_model() -> None:
    assert child(HELP.format("'--help'")).stdout.splitlines()[-1] == "[]"


def test_a_korean_document_loads_no_spacy(korean: Path) -> None:
    code = HELP.format(f"'read', {str(korean)!r}, '--format', 'jsonl'")

    assert "spacy" not in child(code).stdout.splitlines()[-1]


def test_as_a_command_of_its_own(korean: Path) -> None:
    code = "from pledgebook.cli.main import run; run()"
    done = child(code, "read", str(korean), "--format", "jsonl")

    assert done.returncode == 0
    assert all(json.loads(line)["id"].startswith("r-") for line in done.stdout.splitlines())
    assert done.stderr == ""
