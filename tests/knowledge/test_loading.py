"""Knowledge files are parsed once and kept; what is kept never differs from the file."""

import sys
from importlib import resources
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from pledgebook.knowledge.loading import load, load_strings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for `knowledge/`, where parsed files may be kept."""
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path


def kept_of(path: Path, how: str) -> Path:
    """Return where the parsed content of a file is kept."""
    return Path(cache_from_source(path, optimization=how)).with_suffix(".json")


def test_values_keep_their_types(folder: Path) -> None:
    (folder / "a.yaml").write_text(
        "words: [다리, 1, true]\n나라: {age: 2.5, none: null}\n", "utf-8"
    )
    first = load("a.yaml")
    assert first == {"words": ["다리", 1, True], "나라": {"age": 2.5, "none": None}}
    assert kept_of(folder / "a.yaml", "values").exists()
    assert load("a.yaml") == first


def test_strings_stay_strings(folder: Path) -> None:
    (folder / "a.yaml").write_text("NO:\n  age: 3\n  day: 2020-01-02\n", "utf-8")
    for _ in range(2):
        assert load_strings("a.yaml") == {"NO": {"age": "3", "day": "2020-01-02"}}


def test_a_list_is_refused_among_strings(folder: Path) -> None:
    (folder / "a.yaml").write_text("NO: [a, b]\n", "utf-8")
    with pytest.raises(ValueError, match="'NO'"):
        load_strings("a.yaml")


def test_what_is_kept_is_read(folder: Path) -> None:
    (folder / "a.yaml").write_text("river: deep\n", "utf-8")
    load("a.yaml")
    kept = kept_of(folder / "a.yaml", "values")
    kept.write_text(kept.read_text("utf-8").replace("deep", "wide"), "utf-8")
    assert load("a.yaml") == {"river": "wide"}


def test_a_changed_file_is_parsed_anew(folder: Path) -> None:
    (folder / "a.yaml").write_text("river: deep\n", "utf-8")
    load("a.yaml")
    (folder / "a.yaml").write_text("river: wide\n", "utf-8")
    for _ in range(2):
        assert load("a.yaml") == {"river": "wide"}


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"no seal\n{}"])
def test_damage_to_what_is_kept_does_no_harm(folder: Path, damage: bytes) -> None:
    (folder / "a.yaml").write_text("river: deep\n", "utf-8")
    load("a.yaml")
    kept_of(folder / "a.yaml", "values").write_bytes(damage)
    assert load("a.yaml") == {"river": "deep"}


def test_what_would_not_come_back_the_same_is_not_kept(folder: Path) -> None:
    (folder / "a.yaml").write_text("1: one\nday: 2020-01-02\n", "utf-8")
    load("a.yaml")
    assert not kept_of(folder / "a.yaml", "values").exists()


def test_nothing_is_kept_where_bytecode_is_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (folder / "a.yaml").write_text("river: deep\n", "utf-8")
    assert load("a.yaml") == {"river": "deep"}
    assert [path.name for path in folder.iterdir()] == ["a.yaml"]


def test_a_folder_that_cannot_be_written_is_no_trouble(folder: Path) -> None:
    (folder / "a.yaml").write_text("river: deep\n", "utf-8")
    (folder / "__pycache__").write_text("in the way", "utf-8")
    assert load("a.yaml") == {"river": "deep"}
