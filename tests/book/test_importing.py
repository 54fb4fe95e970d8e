"""An import takes all of an export or nothing, and says which line is broken."""

import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.book.shelf import KEY, shelve, tamper
from tests.book.small import SmallBook

from pledgebook.book.canonical import canonical, entry_hash
from pledgebook.book.exporting import export
from pledgebook.book.importing import Imported, import_into, import_to
from pledgebook.book.opening import open_store
from pledgebook.book.store import EMPTY
from pledgebook.book.verifying import verify
from pledgebook.errors import BookImportError

Change = Callable[[list[bytes]], None]


@pytest.fixture
def small(tmp_path: Path) -> SmallBook:
    return shelve(str(tmp_path / "small.pledgebook"))


@pytest.fixture
def exported(small: SmallBook, tmp_path: Path) -> Path:
    export(small.book.store, tmp_path / "out", KEY)
    return tmp_path / "out"


def lines_alone(folder: Path) -> Path:
    """Return the entries without checksums and checkpoint, the documents beside them."""
    target = folder.with_name("alone")
    target.mkdir()
    shutil.copytree(folder / "documents", target / "documents")
    shutil.copy(folder / "entries.jsonl", target / "entries.jsonl")
    return target / "entries.jsonl"


def relinked(lines: list[bytes], start: int) -> None:
    """Chain the lines from `start` anew, as a forger would."""
    for place in range(start, len(lines)):
        entry = json.loads(lines[place])
        entry["previous"] = entry_hash(lines[place - 1])
        lines[place] = canonical(entry)


@pytest.mark.parametrize("form", ["folder", "zip", "lines"])
def test_an_export_makes_the_same_book_again(
    small: SmallBook, exported: Path, tmp_path: Path, form: str
) -> None:
    source = exported
    if form == "zip":
        source = tmp_path / "out.zip"
        export(small.book.store, source, KEY)
    elif form == "lines":
        source = lines_alone(exported)
    place = str(tmp_path / "copy.pledgebook")
    assert import_to(place, source) == Imported(11, 0)
    with closing(open_store(place)) as copy:
        assert copy.head() == small.book.store.head()
        assert list(verify(copy)) == []


def test_only_what_is_new_is_added(small: SmallBook, exported: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "copy.pledgebook")
    import_to(place, exported)
    assert import_to(place, exported) == Imported(0, 11)
    small.book.accept(small.book.record(small.id("meeting")))
    export(small.book.store, tmp_path / "later", KEY)
    assert import_to(place, tmp_path / "later") == Imported(1, 11)


def test_a_book_that_went_its_own_way_takes_nothing(
    small: SmallBook, exported: Path, tmp_path: Path
) -> None:
    place = str(tmp_path / "copy.pledgebook")
    import_to(place, exported)
    with closing(open_store(place)) as copy:
        SmallBook(small.by("lee"), {}, {})
        small_copy = type(small.book)(copy, "lee")
        small_copy.set("four-eyes", "on")
        head = copy.head()
    small.book.accept(small.book.record(small.id("meeting")))
    export(small.book.store, tmp_path / "later", KEY)
    with pytest.raises(BookImportError, match="line 12: the book has another entry"):
        import_to(place, tmp_path / "later")
    with pytest.raises(BookImportError, match="has 12 entries already, and these are 11"):
        import_to(place, exported)
    with closing(open_store(place)) as copy:
        assert copy.head() == head


def no_json(lines: list[bytes]) -> None:
    lines[6] = lines[6][:-9]


def no_link(lines: list[bytes]) -> None:
    lines[6] = lines[6].replace(b'"previous":"sha256:', b'"previous":"sha256:0')[:-1] + b"}"


def not_canonical(lines: list[bytes]) -> None:
    lines[6] = lines[6].replace(b":", b": ", 1)


def left_out(lines: list[bytes]) -> None:
    del lines[6]


def of_tomorrow(lines: list[bytes]) -> None:
    entry = json.loads(lines[6])
    entry["type"], entry["version"] = "treaty_signed", 9
    lines[6] = canonical(entry)
    relinked(lines, 7)


def wrong_evidence(lines: list[bytes]) -> None:
    entry = json.loads(lines[6])
    entry["body"]["records"][0]["evidence"][0]["exact"] = "nobody ever said this"
    lines[6] = canonical(entry)
    relinked(lines, 7)


def blank(lines: list[bytes]) -> None:
    lines.insert(6, b"")


@pytest.mark.parametrize(
    "change", [no_json, no_link, not_canonical, left_out, of_tomorrow, wrong_evidence, blank]
)
def test_a_broken_line_is_named_and_nothing_is_imported(exported: Path, change: Change) -> None:
    source = lines_alone(exported)
    lines = source.read_bytes().splitlines()
    change(lines)
    source.write_bytes(b"\n".join(lines) + b"\n")
    place = source.with_name("copy.pledgebook")
    with pytest.raises(BookImportError, match="nothing was imported: line 7"):
        import_to(str(place), source)
    assert not [path for path in place.parent.iterdir() if path.name.startswith(place.name)]


def test_an_entry_against_the_rules_leaves_an_empty_book_empty(
    exported: Path, tmp_path: Path
) -> None:
    source = lines_alone(exported)
    lines = source.read_bytes().splitlines()
    wrong_evidence(lines)
    source.write_bytes(b"\n".join(lines) + b"\n")
    with closing(open_store(str(tmp_path / "empty.pledgebook"), create=True)) as store:
        with pytest.raises(BookImportError, match="line 7"):
            import_into(store, source)
        assert store.head() == EMPTY
        assert list(verify(store)) == []


def test_a_changed_or_missing_document_is_named_with_its_line(exported: Path) -> None:
    source = lines_alone(exported)
    document = json.loads(source.read_bytes().splitlines()[3])["body"]["document"]
    file = source.parent / "documents" / f"{document.removeprefix('sha256:')}.txt"
    file.write_bytes(file.read_bytes() + b"!")
    with pytest.raises(BookImportError, match=r"line 4: it names documents/\w+.txt, which was ch"):
        import_to(str(source.with_name("copy.pledgebook")), source)
    file.unlink()
    with pytest.raises(BookImportError, match=r"line 4: it names documents/\w+.txt, which is not"):
        import_to(str(source.with_name("copy.pledgebook")), source)


def test_a_name_that_leads_out_of_the_folder_is_refused(exported: Path) -> None:
    source = lines_alone(exported)
    lines = source.read_bytes().splitlines()
    entry = json.loads(lines[1])
    entry["body"]["document"] = "sha256:../../secret"
    lines[1] = canonical(entry)
    source.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(BookImportError, match=r"line 2: .* is no hash"):
        import_to(str(source.with_name("copy.pledgebook")), source)


@pytest.mark.parametrize("name", ["checkpoint", "key.vkey", "verify.py", "SHA256SUMS"])
def test_a_file_that_was_changed_or_taken_away_is_named(exported: Path, name: str) -> None:
    place = str(exported.with_name("copy.pledgebook"))
    file = exported / name
    file.write_bytes(file.read_bytes().replace(b"a", b"b"))
    with pytest.raises(BookImportError, match="nothing was imported"):
        import_to(place, exported)
    file.unlink()
    with pytest.raises(BookImportError, match=name):
        import_to(place, exported)


def test_an_export_cut_short_at_the_end_is_refused(exported: Path) -> None:
    """The checksums are made anew, as a forger would; the checkpoint is not."""
    entries = exported / "entries.jsonl"
    old = entries.read_bytes()
    entries.write_bytes(b"".join(old.splitlines(keepends=True)[:-1]))
    sums = exported / "SHA256SUMS"
    spelled = sums.read_text()
    for data, _ in ((old, None),):
        was, now = entry_hash(data)[7:], entry_hash(entries.read_bytes())[7:]
        spelled = spelled.replace(was, now)
    sums.write_text(spelled)
    with pytest.raises(BookImportError, match="not signed for these 10 entries"):
        import_to(str(exported.with_name("copy.pledgebook")), exported)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    place = str(tmp_path / "copy.pledgebook")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BookImportError, match="SHA256SUMS"):
        import_to(place, tmp_path / "empty")
    with pytest.raises(BookImportError, match="there is no"):
        import_to(place, tmp_path / "nowhere")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01")
    with pytest.raises(BookImportError, match="line 1"):
        import_to(place, tmp_path / "picture.png")
    (tmp_path / "nothing.jsonl").write_bytes(b"")
    with pytest.raises(BookImportError, match="no entry"):
        import_to(place, tmp_path / "nothing.jsonl")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear minister")
    with pytest.raises(BookImportError, match="SHA256SUMS"):
        import_to(place, tmp_path / "other.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "other.zip").read_bytes()[:-30])
    with pytest.raises(BookImportError):
        import_to(place, tmp_path / "cut.zip")
    assert not Path(place).exists()


def test_an_import_reaches_postgresql(
    small: SmallBook, exported: Path, postgres_book_url: str
) -> None:
    assert import_to(postgres_book_url, exported) == Imported(11, 0)
    with closing(open_store(postgres_book_url)) as copy:
        assert copy.head() == small.book.store.head()


def test_tampered_views_of_the_source_do_not_travel(small: SmallBook, tmp_path: Path) -> None:
    tamper(tmp_path / "small.pledgebook", "DELETE FROM by_due")
    export(small.book.store, tmp_path / "out", KEY)
    import_to(str(tmp_path / "copy.pledgebook"), tmp_path / "out")
    with closing(open_store(str(tmp_path / "copy.pledgebook"))) as copy:
        assert list(verify(copy)) == []
