"""Small exports for tests and for `benchmarks/tamper.py`, written without a book."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledgebook.book import verify_export
from pledgebook.book.checkpoint import Checkpoint, sign, verifier_key
from pledgebook.book.merkle import leaf_hash, new_nodes, root

ORIGIN = "example.org/book"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
VKEY = verifier_key(ORIGIN, KEY)

Body = tuple[str, dict[str, Any]]

SAID = (
    ("en", "The ministry will open a second test site for AI models in spring.", "will open"),
    ("ko", "과기부는 내년 봄까지 인공지능 시험장을 한 곳 더 열기로 했다.", "열기로 했다"),
    (
        "en",
        "Both governments agreed to publish a joint risk survey 🌱 each year.",
        "agreed to publish",
    ),
)


def digest(data: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def spelled(
    bodies: Iterable[tuple[str, Mapping[str, Any]]], changes: Mapping[int, Mapping[str, Any]] = {}
) -> list[bytes]:
    """Return the chained lines of entries; `changes` overrides fields of some, by sequence."""
    lines: list[bytes] = []
    previous, time = "0" * 64, datetime(2026, 3, 2, 9)
    for sequence, (kind, body) in enumerate(bodies, 1):
        time += timedelta(seconds=1)
        entry = {
            "author": "kim",
            "body": dict(body),
            "previous": f"sha256:{previous}",
            "sequence": sequence,
            "time": time.isoformat(timespec="microseconds") + "Z",
            "type": kind,
            "version": 1,
            **changes.get(sequence, {}),
        }
        lines.append(rfc8785.dumps(entry))
        previous = digest(lines[-1])
    return lines


def relinked(lines: Iterable[bytes], given: Iterable[bytes]) -> list[bytes]:
    """Return changed `lines`, chained anew wherever one names a hash that a given line had."""
    fresh, before = list(lines), list(given)
    first = next((n for n, line in enumerate(fresh) if line != before[n]), len(fresh))
    for place in range(first, len(fresh) - 1):
        then, now = digest(before[place]).encode(), digest(fresh[place]).encode()
        fresh[place + 1] = fresh[place + 1].replace(then, now, 1)
    return fresh


def story(entries: int, documents: int = 3) -> tuple[list[Body], dict[str, bytes]]:
    """Return the bodies of `entries` entries and the files of the documents that they name."""
    files: dict[str, bytes] = {}
    bodies: list[Body] = [("book_founded", {"format": 1, "name": "시험 장부", "origin": ORIGIN})]
    for number in range(documents):
        language, sentence, words = SAID[number % len(SAID)]
        text = f"{number + 1}.\n{sentence}\n"
        raw = f"<p>{text}</p>\r\n".encode() if number % 2 == 0 else None
        document = digest(text.encode())
        files[f"documents/{document}.txt"] = text.encode()
        if raw is not None:
            files[f"raw/{digest(raw)}"] = raw
        bodies.append(
            (
                "document_added",
                {
                    "document": f"sha256:{document}",
                    "language": language,
                    "raw": None if raw is None else f"sha256:{digest(raw)}",
                },
            )
        )
        start = text.index(words)
        evidence = {
            "document": f"sha256:{document}",
            "start": start,
            "end": start + len(words),
            "exact": words,
        }
        record = {"id": f"r-{number}", "kind": "commitment", "evidence": [evidence]}
        body = {"document": f"sha256:{document}", "records": [record]}
        bodies.append(("records_proposed", body))
    while len(bodies) < entries:
        bodies.append(("record_accepted", {"record": f"r-{len(bodies) % 3}", "seen": 1}))
    return bodies[:entries], files


def checkpoint_of(lines: list[bytes], key: Ed25519PrivateKey = KEY, origin: str = ORIGIN) -> str:
    """Return the signed checkpoint over some lines."""
    nodes: dict[tuple[int, int], bytes] = {}

    def node(level: int, position: int) -> bytes:
        return nodes[level, position]

    for size, line in enumerate(lines):
        for level, position, hashed in new_nodes(size, leaf_hash(line), node):
            nodes[level, position] = hashed
    return sign(Checkpoint(origin, len(lines), root(len(lines), node)), key)


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS for the files of an export."""
    names = sorted(name for name in files if name != "SHA256SUMS")
    return "".join(f"{digest(files[name])}  {name}\n" for name in names).encode()


def export_of(
    lines: list[bytes], files: Mapping[str, bytes], key: Ed25519PrivateKey = KEY
) -> dict[str, bytes]:
    """Return every file of an export by its path."""
    export = {
        **files,
        "entries.jsonl": b"".join(line + b"\n" for line in lines),
        "checkpoint": checkpoint_of(lines, key).encode(),
        "key.vkey": verifier_key(ORIGIN, key).encode() + b"\n",
        "prov.json": b'{"prefix":{}}\n',
        "verify.py": Path(verify_export.__file__).read_bytes(),
    }
    return with_sums(export)


def with_sums(export: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the export with SHA256SUMS made anew."""
    return {**export, "SHA256SUMS": sums_of(export)}


def written(export: Mapping[str, bytes], folder: Path) -> Path:
    """Write an export into a folder that is not there yet, and return it."""
    for name, data in export.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
