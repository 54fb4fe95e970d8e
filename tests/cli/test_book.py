"""`pledgebook book` from the outside: what it prints, what it writes, what it exits with."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.book.shelf import shelve, tamper
from tests.book.small import SmallBook
from typer.testing import CliRunner, Result

from pledgebook.book.opening import open_store
from pledgebook.cli.book import app


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of the user's own be read or written."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PLEDGEBOOK_BOOK", str(tmp_path / "small.pledgebook"))
    monkeypatch.setenv("PLEDGEBOOK_AUTHOR", "kim")
    monkeypatch.setenv("PLEDGEBOOK_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> SmallBook:
    return shelve(str(tmp_path / "small.pledgebook"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_init_begins_a_book_and_never_begins_over_one(tmp_path: Path) -> None:
    assert run("init", "--name", "Summits", "--origin", "example.org/s").exit_code == 0
    facts = json.loads(run("info", "--format", "json").stdout)
    assert (facts["name"], facts["origin"], facts["entries"]) == ("Summits", "example.org/s", 1)
    before = (tmp_path / "small.pledgebook").read_bytes()
    again = run("init")
    assert again.exit_code == 2
    assert "error[book-format]" in again.stderr
    assert (tmp_path / "small.pledgebook").read_bytes() == before


def test_init_refuses_an_origin_that_no_checkpoint_can_carry(tmp_path: Path) -> None:
    result = run("init", "--origin", "two words")
    assert result.exit_code == 2
    assert "error[checkpoint]" in result.stderr
    assert not (tmp_path / "small.pledgebook").exists()


@pytest.mark.usefixtures("small")
def test_info_tells_what_the_book_holds() -> None:
    facts = json.loads(run("info", "--format", "json").stdout)
    assert facts["documents"] == 3
    assert facts["records"] == {
        "all": 7, "proposed": 4, "awaiting": 0, "accepted": 2, "rejected": 1, "lapsed": 0,
    }  # fmt: skip
    assert facts["checkpoints"] == 1
    assert facts["size"] > 0
    assert "Checkpoints   1" in run("info").stdout
    assert "체크포인트" in run("info", "--ui", "ko").stdout


def test_no_book_is_refused_with_a_hint() -> None:
    for command in ("info", "verify", "rebuild", "checkpoint", "keys"):
        result = run(command)
        assert result.exit_code == 2, command
        assert "pledgebook book init" in result.stderr


@pytest.mark.usefixtures("small")
def test_verify_tells_what_is_wrong_and_exits_with_one(tmp_path: Path) -> None:
    assert run("verify").exit_code == 0
    tamper(
        tmp_path / "small.pledgebook",
        "UPDATE entries SET line = replace(line, 'kim', 'kin') WHERE sequence = 5",
    )
    result = run("verify", "--quick")
    assert result.exit_code == 1
    assert "entry-line: entry 5 was changed" in result.stdout
    assert "항목 5이(가) 바뀌었습니다" in run("verify", "--quick", "--ui", "ko").stdout
    found = json.loads(run("verify", "--quick", "--format", "json").stdout)
    assert ("entry-line", 5) in {(one["code"], one["entry"]) for one in found["troubles"]}


@pytest.mark.usefixtures("small")
def test_quick_leaves_the_views_out_and_says_so(tmp_path: Path) -> None:
    tamper(tmp_path / "small.pledgebook", "DELETE FROM by_due")
    quick = run("verify", "--quick")
    assert (quick.exit_code, "but for the views" in quick.stdout) == (0, True)
    assert run("verify").exit_code == 1
    assert run("rebuild").exit_code == 0
    assert run("verify").exit_code == 0


def test_a_first_checkpoint_makes_a_key_for_its_owner_alone(
    small: SmallBook, tmp_path: Path
) -> None:
    small.book.set("four-eyes", "on")
    tamper(tmp_path / "small.pledgebook", "DELETE FROM checkpoints")
    first = run("checkpoint")
    key = tmp_path / "config" / "pledgebook" / "checkpoint-key.pem"
    assert first.exit_code == 0
    assert str(key) in first.stderr
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    second = run("checkpoint")
    assert second.stdout == first.stdout
    assert "Made a key" not in second.stderr
    assert small.book.store.checkpoints() == [first.stdout]


def test_a_checkpoint_kept_elsewhere_is_checked_with_its_key(
    small: SmallBook, tmp_path: Path
) -> None:
    tamper(tmp_path / "small.pledgebook", "DELETE FROM checkpoints")
    (tmp_path / "monday").write_text(run("checkpoint").stdout)
    (tmp_path / "key.vkey").write_text(run("keys").stdout)
    asked = ("verify", "--quick", "--checkpoint", "monday", "--key", "key.vkey")
    assert run(*asked).exit_code == 0
    small.book.set("four-eyes", "on")
    assert run(*asked).exit_code == 0
    tamper(tmp_path / "small.pledgebook", "DELETE FROM entries WHERE sequence > 9")
    result = run(*asked)
    assert result.exit_code == 1
    assert "monday speaks of 11 entries" in result.stdout
    assert run("verify", "--checkpoint", "nowhere").exit_code == 2


def test_a_key_that_others_can_read_is_not_used(small: SmallBook, tmp_path: Path) -> None:
    run("keys")
    key = tmp_path / "config" / "pledgebook" / "checkpoint-key.pem"
    key.chmod(0o644)
    if os.name == "posix":
        result = run("checkpoint")
        assert result.exit_code == 2
        assert "chmod 600" in result.stderr
    small.book.store.close()


@pytest.mark.usefixtures("small")
def test_a_backup_is_restored_to_another_place(tmp_path: Path) -> None:
    assert run("backup", "friday.pledgebook").exit_code == 0
    assert run("backup", "friday.pledgebook").exit_code == 2
    assert run("restore", "friday.pledgebook").exit_code == 2
    assert run("restore", "friday.pledgebook", "--book", "again.pledgebook").exit_code == 0
    assert run("verify", "--book", "again.pledgebook").exit_code == 0


@pytest.mark.usefixtures("small")
def test_an_export_is_checked_by_its_script_and_imported_elsewhere(tmp_path: Path) -> None:
    assert run("export", "out").exit_code == 0
    script = subprocess.run([sys.executable, "-I", "-S", "out/verify.py"], cwd=tmp_path)
    assert script.returncode == 0
    assert json.loads((tmp_path / "out" / "provenance.json").read_text())["activity"]
    imported = run("import", "out", "--book", "copy.pledgebook")
    assert imported.exit_code == 0
    assert "Imported 11 entries" in imported.stderr
    again = run("import", "out", "--book", "copy.pledgebook")
    assert "Imported 0 entries; 11 were there already" in again.stderr


@pytest.mark.usefixtures("small")
def test_an_import_with_a_broken_line_names_it_and_makes_no_book(tmp_path: Path) -> None:
    run("export", "out")
    entries = tmp_path / "out" / "entries.jsonl"
    entries.write_bytes(entries.read_bytes().replace(b"not-specific", b"not-special", 1))
    result = run("import", "out/entries.jsonl", "--book", "copy.pledgebook")
    assert result.exit_code == 2
    assert "line 10" in result.stderr or "line 11" in result.stderr
    assert not (tmp_path / "copy.pledgebook").exists()


def test_a_receipt_is_written_and_checked_without_the_book(
    small: SmallBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tamper(tmp_path / "small.pledgebook", "DELETE FROM checkpoints")
    run("checkpoint")
    key = run("keys").stdout.strip()
    assert run("receipt", small.id("institute"), "-o", "receipt.json").exit_code == 0
    monkeypatch.setenv("PLEDGEBOOK_BOOK", str(tmp_path / "nowhere"))
    assert "compare it with the one" in run("receipt", "--check", "receipt.json").stderr
    checked = run("receipt", "--check", "receipt.json", "--key", key)
    assert (checked.exit_code, checked.stdout.startswith("Sound")) == (0, True)
    paper = tmp_path / "receipt.json"
    paper.write_text(paper.read_text().replace('"due": "2024-12-31"', '"due": "2030-12-31"'))
    assert run("receipt", "--check", "receipt.json").exit_code == 1
    paper.write_text("no JSON")
    assert run("receipt", "--check", "receipt.json").exit_code == 2
    assert run("receipt").exit_code == 2


def test_prove_finds_records_documents_and_entries(small: SmallBook) -> None:
    numbers = {}
    for what in (small.id("tests"), small.documents["london"].id, "london.md", "#7"):
        result = run("prove", what)
        assert result.exit_code == 0, what
        numbers[what] = [part["sequence"] for part in json.loads(result.stdout)["entries"]]
    assert numbers["#7"] == [7]
    assert numbers["london.md"] == numbers[small.documents["london"].id]
    for what in ("#99", "#0", "r-000000000000", "nowhere.md"):
        assert run("prove", what).exit_code == 2, what


def test_prove_shows_that_an_older_checkpoint_holds(small: SmallBook, tmp_path: Path) -> None:
    tamper(tmp_path / "small.pledgebook", "DELETE FROM checkpoints")
    (tmp_path / "monday").write_text(run("checkpoint").stdout)
    small.book.set("four-eyes", "on")
    run("checkpoint")
    assert run("prove", "#12", "--since", "monday", "-o", "proof.json").exit_code == 0
    assert run("receipt", "--check", "proof.json").exit_code == 0


def test_roles_prints_sql() -> None:
    result = run("roles")
    assert result.exit_code == 0
    assert "CREATE ROLE pledgebook_writer" in result.stdout


def test_help_of_each_command_shows_examples() -> None:
    for command in (
        "backup", "restore", "export", "import", "checkpoint", "prove", "receipt", "keys", "roles",
    ):  # fmt: skip
        shown = run(command, "--help").stdout
        assert "Example" in shown, command
        assert f"book {command}" in shown


def test_a_password_is_never_shown() -> None:
    from pledgebook.cli.place import shown_place

    place = "postgresql+psycopg://desk:secret@db.example.org/summits"
    assert shown_place(place) == "postgresql+psycopg://desk@db.example.org/summits"
    result = run("info", "--book", "postgresql://desk:secret@127.0.0.1:1/summits")
    assert result.exit_code == 2
    assert "secret" not in result.stderr


def test_the_book_still_opens_after_every_command(small: SmallBook, tmp_path: Path) -> None:
    small.book.store.close()
    for command in (["info"], ["verify"], ["checkpoint"], ["rebuild"], ["export", "o.zip"]):
        run(*command)
    open_store(str(tmp_path / "small.pledgebook")).close()
