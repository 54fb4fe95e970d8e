"""The one-page script finds what was done to an export, and nothing in a sound one.

`PLEDGEBOOK_FULL=1` flips every byte of an export of a thousand entries; see `benchmarks/tamper.py`.
"""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from benchmarks.tamper import Ground, flip, made, reshape
from hypothesis import given
from hypothesis import strategies as st
from tests.book.exports import (
    KEY,
    ORIGIN,
    OTHER_KEY,
    VKEY,
    Body,
    checkpoint_of,
    digest,
    export_of,
    relinked,
    spelled,
    story,
    sums_of,
    with_sums,
    written,
)

from pledgebook.book import verify_export
from pledgebook.book.checkpoint import verifier_key
from pledgebook.book.verify_export import verify

BODIES, FILES = story(12)
LINES = spelled(BODIES)
EXPORT = export_of(LINES, FILES)
SCRIPT = Path(verify_export.__file__)

Check = Callable[..., str]


@pytest.fixture
def trouble(tmp_path: Path) -> Check:
    """Return what the verifier says of an export: one line, or nothing."""

    def check(export: Mapping[str, bytes], key: str = "", *old: str) -> str:
        folder = tmp_path / "export"
        shutil.rmtree(folder, ignore_errors=True)
        notes = [tmp_path / f"old-{number}" for number in range(len(old))]
        for path, note in zip(notes, old, strict=True):
            path.write_bytes(note.encode())
        found = verify(written(export, folder), key, tuple(notes))
        assert len(found) <= 1
        return found[0] if found else ""

    return check


def without(export: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    return {other: data for other, data in export.items() if other != name}


def entries(lines: list[bytes], ending: bytes = b"\n") -> bytes:
    return b"".join(line + ending for line in lines)


def signed_anew(changes: Mapping[int, Mapping[str, Any]]) -> dict[str, bytes]:
    """Return an export whose owner signed entries that break the rules."""
    return export_of(spelled(BODIES, changes), FILES)


def body(sequence: int, **changes: object) -> dict[int, dict[str, Any]]:
    return {sequence: {"body": {**BODIES[sequence - 1][1], **changes}}}


def run(*arguments: str | Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_script_is_one_page() -> None:
    assert len(SCRIPT.read_text("utf-8").splitlines()) <= 130


def test_a_sound_export_passes_as_a_script_alone(tmp_path: Path) -> None:
    """Started inside the export, without any installed package."""
    folder = written(EXPORT, tmp_path / "export")
    done = run("-I", "-S", folder / "verify.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert "which the export itself brings" in done.stdout
    done = run("-I", "-S", folder / "verify.py", "--key", VKEY)
    assert done.returncode == 0
    assert VKEY in done.stdout


def test_the_script_names_the_trouble_and_ends_with_one(tmp_path: Path) -> None:
    folder = written(EXPORT, tmp_path / "export")
    note = tmp_path / "old"
    note.write_text(checkpoint_of(LINES[:5]), "utf-8")
    assert run(SCRIPT, folder, "--key", VKEY, "--checkpoint", note, note).returncode == 0
    done = run(SCRIPT, folder, "--key", verifier_key(ORIGIN, OTHER_KEY))
    assert (done.returncode, done.stdout.split(":")[0]) == (1, "key.vkey")
    (folder / "prov.json").write_text("{}")
    done = run(SCRIPT, folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "prov.json" in done.stdout


@pytest.mark.skipif(shutil.which("python3.9") is None, reason="there is no Python 3.9 here")
def test_the_script_runs_on_python_3_9(tmp_path: Path) -> None:
    probe = run("-c", "", python="python3.9")
    if probe.returncode:
        pytest.skip("python3.9 does not start")
    done = run("-I", SCRIPT, written(EXPORT, tmp_path / "export"), python="python3.9")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_empty_folder_is_no_export(tmp_path: Path) -> None:
    assert verify(tmp_path)
    assert verify(tmp_path / "none")


@pytest.mark.parametrize("name", [name for name in EXPORT if name != "SHA256SUMS"])
def test_a_file_that_went_is_named(trouble: Check, name: str) -> None:
    assert name in trouble(without(EXPORT, name))
    if name not in ("prov.json", "verify.py"):
        assert trouble(with_sums(without(EXPORT, name)))


def test_the_list_of_files_must_be_there_and_in_its_form(trouble: Check) -> None:
    assert "SHA256SUMS" in trouble(without(EXPORT, "SHA256SUMS"))
    sums = EXPORT["SHA256SUMS"]
    lines = sums.splitlines(keepends=True)
    for wrong in (sums + b"\n", sums[:-1], sums.upper(), b"".join(lines[::-1]), sums + lines[0]):
        assert "SHA256SUMS" in trouble({**EXPORT, "SHA256SUMS": wrong})


@pytest.mark.parametrize("name", ["notes.txt", "documents/a.txt", "raw/a", "documents/sub/b.txt"])
def test_a_file_that_came_is_named(trouble: Check, name: str) -> None:
    assert name in trouble({**EXPORT, name: b"new"})
    listed = trouble(with_sums({**EXPORT, name: b"new"}))
    assert (name in listed) == name.startswith(("documents/", "raw/"))


def test_a_document_that_no_entry_names_is_refused_under_its_own_hash(trouble: Check) -> None:
    name = f"documents/{digest(b'new')}.txt"
    assert name in trouble(with_sums({**EXPORT, name: b"new"}))


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_document_that_was_renamed_is_missed(trouble: Check, name: str) -> None:
    renamed = {**without(EXPORT, name), name[:-5] + "00000": EXPORT[name]}
    assert trouble(renamed)
    assert trouble(with_sums(renamed))


@pytest.mark.parametrize("place", range(12))
def test_an_entry_that_was_changed_is_named_by_its_line(trouble: Check, place: int) -> None:
    """The line behind it no longer follows; chained anew, all of it lacks the signature."""
    lines = [*LINES]
    lines[place] = lines[place].replace(b'"kim"', b'"lee"')
    assert "entries.jsonl" in trouble({**EXPORT, "entries.jsonl": entries(lines)})
    said = trouble(with_sums({**EXPORT, "entries.jsonl": entries(lines)}))
    assert f"line {place + 2}" in said if place < 11 else "checkpoint" in said
    lines = relinked(lines, LINES)
    said = trouble(with_sums({**EXPORT, "entries.jsonl": entries(lines)}))
    assert "cut short, rewritten, or a split view" in said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        entries(LINES[:-1]),
        entries(LINES)[:-1],
        entries(LINES)[:-9],
        entries(LINES) + b"\n",
        entries(LINES) + b" ",
        entries(LINES) + b"{}",
        entries(LINES, b"\r\n"),
        b"\xef\xbb\xbf" + entries(LINES),
        entries([LINES[1], LINES[0], *LINES[2:]]),
        entries([*LINES[:-2], LINES[-1], LINES[-2]]),
        entries([*LINES[:4], LINES[4], *LINES[4:]]),
        entries([*LINES[:4], *LINES[5:]]),
        entries([*LINES, LINES[-1]]),
    ],
)
def test_lines_cut_added_swapped_or_doubled_are_found(trouble: Check, data: bytes) -> None:
    assert "entries.jsonl" in trouble({**EXPORT, "entries.jsonl": data})
    assert trouble(with_sums({**EXPORT, "entries.jsonl": data}))


def test_an_entry_put_in_and_chained_lacks_the_signature(trouble: Check) -> None:
    bodies = [*BODIES[:5], ("record_rejected", {"record": "r-0"}), *BODIES[5:]]
    forged = {**EXPORT, "entries.jsonl": entries(spelled(bodies))}
    assert "split view" in trouble(with_sums(forged))


def test_another_key_is_found_only_beside_the_published_one(trouble: Check) -> None:
    forged = export_of(LINES[:6], FILES, OTHER_KEY)
    assert not trouble(forged)
    assert "not the key that was given" in trouble(forged, VKEY)
    assert "checkpoint" in trouble(with_sums({**forged, "key.vkey": VKEY.encode() + b"\n"}), VKEY)


def test_entries_cut_off_with_an_older_checkpoint_are_found_beside_a_later_one(
    trouble: Check,
) -> None:
    cut = export_of(LINES[:9], FILES)
    assert not trouble(cut, VKEY)
    assert not trouble(cut, VKEY, checkpoint_of(LINES[:4]), checkpoint_of(LINES[:9]))
    assert "old-0" in trouble(cut, VKEY, checkpoint_of(LINES[:10]))


@pytest.mark.parametrize("size", range(1, 13))
def test_a_split_view_is_found_at_every_size(trouble: Check, size: int) -> None:
    """The owner signed two books that part at the last of these entries."""
    other = spelled(BODIES, {size: {"author": "lee"}})
    assert not trouble(EXPORT, VKEY, checkpoint_of(LINES[:size]), checkpoint_of(other[: size - 1]))
    assert "split view" in trouble(EXPORT, VKEY, checkpoint_of(other[:size]))


def test_an_old_checkpoint_must_be_signed_with_the_same_key(trouble: Check) -> None:
    assert "no checkpoint that" in trouble(EXPORT, VKEY, checkpoint_of(LINES[:4], OTHER_KEY))
    assert "no checkpoint" in trouble(EXPORT, VKEY, checkpoint_of(LINES[:4], KEY, "example.org/b"))
    assert "old-0" in trouble(EXPORT, VKEY, "")
    assert "missing" in verify(Path("/nonexistent"), VKEY)[0]


def test_a_book_of_no_entries_passes(trouble: Check) -> None:
    assert not trouble(export_of([], {}), VKEY)
    assert "split view" in trouble(export_of([], {}), VKEY, checkpoint_of(LINES[:1]))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({4: {"sequence": 3}}, 4),
        ({4: {"sequence": 5}}, 4),
        ({4: {"time": "2026-03-02T08:00:00.000000Z"}}, 4),
        ({4: {"time": "2026-03-02T09:00:04Z"}}, 4),
        ({4: {"time": "2026-03-02 09:00:04.000000Z"}}, 4),
        ({4: {"time": 4}}, 4),
        ({4: {"more": 1}}, 4),
        ({3: body(3, records=None)[3]}, 3),
        ({3: body(3, records=[{}])[3]}, 3),
        ({2: {"body": {}}}, 2),
        ({2: {"body": None}}, 2),
    ],
)
def test_an_entry_out_of_form_is_named_though_it_is_signed(
    trouble: Check, changes: Mapping[int, Mapping[str, Any]], line: int
) -> None:
    assert trouble(signed_anew(changes)).startswith(f"entries.jsonl line {line}: ")


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda line: line + b" ",
        lambda line: line + b"\r",
        lambda line: line.replace(b'":', b'": ', 1),
        lambda line: line.replace(b'"author"', b'"\\u0061uthor"'),
        lambda line: line.replace(b'"author":"kim"', b'"author":"lee","author":"kim"'),
        lambda line: b"[" + line + b"]",
        lambda line: line.replace(b'"version":1', b'"version":1.00'),
        lambda line: line.replace(b"kim", b"\xff"),
        lambda line: line.replace(b'"kim"', b"NaN"),
        lambda line: line.replace(b'"kim"', b"[" * 100_000),
        lambda line: b"\xef\xbb\xbf" + line,
    ],
)
def test_a_line_spelled_otherwise_is_named_though_it_is_signed(
    trouble: Check, rewrite: Callable[[bytes], bytes]
) -> None:
    lines = [*LINES[:-1], rewrite(LINES[-1])]
    assert trouble(export_of(lines, FILES)).startswith("entries.jsonl line 12: ")


def test_a_first_line_that_follows_something_is_named(trouble: Check) -> None:
    said = trouble(signed_anew({1: {"previous": "sha256:" + "1" * 64}}))
    assert "line 1" in said


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.text(st.characters(codec="utf-8"))
        | st.floats(0.001, 1000).map(lambda number: round(number, 3)),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abcXYZ_09", max_size=5), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_whatever_rfc_8785_spells_passes(value: object) -> None:
    """The script respells a line with the standard library; that must not raise a false alarm."""
    line = rfc8785.dumps({"value": value})  # type: ignore[dict-item]
    respelled = json.dumps(
        json.loads(line), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    assert respelled.encode() == line


def evidence(**changes: object) -> dict[int, dict[str, Any]]:
    """Return the change of the second document's evidence: Korean words after a number."""
    (record,) = BODIES[4][1]["records"]
    (piece,) = record["evidence"]
    return body(5, records=[{**record, "evidence": [{**piece, **changes}]}])


@pytest.mark.parametrize(
    "changes",
    [
        {"exact": "열기로 하였다"},
        {"exact": ""},
        {"exact": "", "start": 3, "end": 3},
        {"exact": None},
        {"exact": ["열"]},
        {"start": 0},
        {"start": 1, "end": 9},
        {"end": 10**6},
        {"end": -1},
        {"start": -9},
        {"start": None},
        {"start": "28"},
        {"document": "sha256:" + "0" * 64},
        {"document": "sha256:../checkpoint"},
        {"document": BODIES[1][1]["document"]},
    ],
)
def test_evidence_whose_words_are_not_there_is_named(
    trouble: Check, changes: Mapping[str, object]
) -> None:
    assert trouble(signed_anew(evidence(**changes))).startswith("entries.jsonl line 5: ")


def test_evidence_counts_code_points_and_not_bytes(trouble: Check) -> None:
    text = "1.\n🌱🌱 약속을 지킨다\r\n끝.\n"
    name = digest(text.encode())
    start = text.index("약속")
    for shift, sound in ((0, True), (1, False), (6, False)):
        piece = {
            "document": f"sha256:{name}",
            "start": start + shift,
            "end": start + shift + 2,
            "exact": "약속",
        }
        bodies: list[Body] = [
            ("document_added", {"document": f"sha256:{name}", "raw": None}),
            ("records_proposed", {"records": [{"evidence": [piece]}]}),
        ]
        said = trouble(export_of(spelled(bodies), {f"documents/{name}.txt": text.encode()}))
        assert (said == "") == sound


@pytest.mark.parametrize(
    "changes",
    [
        body(2, document="sha256:" + "0" * 64),
        body(2, document="sha256:../checkpoint"),
        body(2, raw="sha256:" + "0" * 64),
        body(2, raw=None),
        body(4, raw="sha256:" + "0" * 64),
    ],
)
def test_entries_and_files_name_each_other(
    trouble: Check, changes: Mapping[int, Mapping[str, Any]]
) -> None:
    said = trouble(signed_anew(changes))
    assert "missing, named by no entry" in said


def test_a_document_that_is_no_text_is_found(trouble: Check) -> None:
    data = b"\xff\xfe"
    name = digest(data)
    piece = {"document": f"sha256:{name}", "start": 0, "end": 1, "exact": "a"}
    bodies: list[Body] = [
        ("document_added", {"document": f"sha256:{name}", "raw": None}),
        ("records_proposed", {"records": [{"evidence": [piece]}]}),
    ]
    assert "line 2" in trouble(export_of(spelled(bodies), {f"documents/{name}.txt": data}))


@pytest.mark.parametrize(
    "note",
    [
        "",
        checkpoint_of(LINES)[:-1],
        checkpoint_of(LINES) + "\n",
        checkpoint_of(LINES).replace("\n", "\r\n"),
        checkpoint_of(LINES).replace("12\n", "012\n"),
        checkpoint_of(LINES).replace("\n\n", "\nan extension\n\n"),
        checkpoint_of(LINES, OTHER_KEY),
        checkpoint_of(LINES[:11]),
    ],
)
def test_a_checkpoint_out_of_form_is_named(trouble: Check, note: str) -> None:
    said = trouble(with_sums({**EXPORT, "checkpoint": note.encode()}), VKEY)
    assert said.split(": ")[0].endswith("checkpoint")


def test_a_witness_may_sign_beside_the_book(trouble: Check) -> None:
    witness = checkpoint_of(LINES, OTHER_KEY, "witness.example").split("\n\n")[1]
    assert not trouble(with_sums({**EXPORT, "checkpoint": EXPORT["checkpoint"] + witness.encode()}))


def test_a_signature_of_another_spelling_is_refused(trouble: Check) -> None:
    """S plus the order of the group would pass an equation that does not bound S."""
    body_, _, line = checkpoint_of(LINES).partition("\n\n")
    raw = b64decode(line.split(" ")[2])
    raised = int.from_bytes(raw[36:], "little") + verify_export.ORDER
    stamp = b64encode(raw[:36] + raised.to_bytes(32, "little")).decode()
    note = f"{body_}\n\n— {ORIGIN} {stamp}\n"
    assert "no checkpoint that" in trouble(with_sums({**EXPORT, "checkpoint": note.encode()}))


def test_the_forger_of_these_tests_spells_the_list_as_the_export_does() -> None:
    assert sums_of(EXPORT) == EXPORT["SHA256SUMS"]


def test_flips_of_sampled_bytes_are_found(tmp_path: Path) -> None:
    found = flip(Ground(EXPORT, tmp_path / "export", VKEY), every=43)
    assert found["flips"] > 200
    for kind in ("flips", "forged", "hidden"):
        assert found[kind] == found[f"{kind} found"] > 0


def test_flips_of_checkpoint_and_key_are_found(tmp_path: Path) -> None:
    small = export_of(LINES[:1], {})
    ground = Ground(small, tmp_path / "export")
    for name, every in (("checkpoint", 5), ("key.vkey", 1)):
        for place in range(0, len(small[name]), every):
            data = bytearray(small[name])
            data[place] ^= 1 << place % 8
            assert ground.detected(with_sums({**small, name: bytes(data)})), (name, place)


def test_cuts_swaps_and_split_views_of_a_small_book_are_found(tmp_path: Path) -> None:
    found = reshape(Ground(EXPORT, tmp_path / "export"))
    for kind in ("cuts", "swaps", "split views"):
        assert found[kind] == found[f"{kind} found"] >= 12


@pytest.mark.skipif(
    os.environ.get("PLEDGEBOOK_FULL") != "1", reason="takes long; PLEDGEBOOK_FULL=1"
)
def test_every_byte_of_a_thousand_entries_is_guarded(tmp_path: Path) -> None:
    ground = Ground(made(1000), tmp_path / "export")
    found = flip(ground, every=1) + reshape(ground)
    for kind in ("flips", "forged", "hidden", "cuts", "swaps", "split views"):
        assert found[kind] == found[f"{kind} found"] > 0
