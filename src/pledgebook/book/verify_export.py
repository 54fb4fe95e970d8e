"""Check an exported book; needs Python 3.9 or later, nothing else.

Lines of entries.jsonl are chained by SHA-256 and signed as a Merkle tree (RFC 6962, C2SP); they
name the files in documents/ and raw/, where evidence must stand word for word. What this cannot
tell: key.vkey comes with the export; compare it with what the book's owner publishes, or give that
with --key. Nobody signs SHA256SUMS: it alone holds what no entry names (tables, this script). Last
entries cut off, with an older genuine checkpoint put in place, are seen only with a later one: give
the checkpoints that you have kept with --checkpoint.
"""

import argparse
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256, sha512
from pathlib import Path

FIELDS = "author body previous sequence time type version"
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z").fullmatch
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, RFC 8032
D, BASE = -121665 * pow(121666, -1, P) % P, (4 * pow(5, -1, P) % P).to_bytes(32, "little")


def _add(p: tuple[int, int], q: tuple[int, int]) -> tuple[int, int]:
    (a, b), (c, d), e = p, q, D * p[0] * p[1] * q[0] * q[1]
    return (a * d + b * c) * pow(1 + e, -1, P) % P, (b * d + a * c) * pow(1 - e, -1, P) % P


def _times(n: int, p: tuple[int, int]) -> tuple[int, int]:
    even = _times(n // 2, _add(p, p)) if n else (0, 1)
    return _add(even, p) if n % 2 else even


def _point(raw: bytes) -> tuple[int, int]:
    odd, y = divmod(int.from_bytes(raw, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    return (x if x % 2 == odd else P - x), y


def _signed(key: bytes, message: bytes, signature: bytes) -> bool:
    k = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % ORDER
    s, (x, y) = int.from_bytes(signature[32:], "little"), _point(key)
    x, y = _add(_times(s % ORDER, _point(BASE)), _times(k, (P - x, y)))
    return s < ORDER and signature == (y | x % 2 << 255).to_bytes(32, "little") + signature[32:64]


def _opened(note: str, vkey: str) -> tuple[int, str]:
    name, key = vkey.partition("+")[0], b"\1" + b64decode(vkey[vkey.find("+") + 10 :])[1:]
    number = sha256(name.encode() + b"\n" + key).digest()[:4]
    if vkey != f"{name}+{number.hex()}+{b64encode(key).decode()}" or len(key) != 33:
        raise ValueError(f"the key {vkey} is not of the form name+number+base64")
    form = r"\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n)\n(— \S+ (\S+))\n(?:— \S+ \S+\n)*"
    found = re.fullmatch(f"({re.escape(name)}{form}", note)
    stamp = number + b64decode(found[5])[4:] if found else number
    ours = f"— {name} {b64encode(stamp).decode()}"
    if not found or found[4] != ours or not _signed(key[1:], found[1].encode(), stamp[4:]):
        raise ValueError(f"no checkpoint that {vkey} signed")
    return int(found[2]), found[3]


def _root(nodes: list[bytes]) -> str:
    while len(nodes) > 1:
        pairs = [b"".join(nodes[i : i + 2]) for i in range(0, len(nodes) - 1, 2)]
        nodes = [sha256(b"\1" + pair).digest() for pair in pairs] + nodes[len(nodes) & ~1 :]
    return b64encode(nodes[0] if nodes else sha256().digest()).decode()


def verify(folder: Path, key: str = "", checkpoints: tuple[Path, ...] = ()) -> list[str]:
    """Return the first trouble in plain words, or nothing where all is well."""
    at, time, named = "SHA256SUMS", "", {"raw/"}
    try:
        files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
        listed = files.pop(at).read_bytes().decode()
        sums = {name: sha256(files[name].read_bytes()).hexdigest() for name in sorted(files)}
        spelled = "".join(f"{sums[name]}  {name}\n" for name in sums)
        if listed != spelled:
            wrong = {line[66:] for line in {*listed.split("\n")} ^ {*spelled.split("\n")}}
            raise ValueError(f"changed, missing or not listed: {sorted(wrong) or at}")
        at, vkey = "key.vkey", key or files["key.vkey"].read_bytes().decode()[:-1]
        if files[at].read_bytes().decode() != vkey + "\n":
            raise ValueError("not the key that was given, or not on one line")
        at, (*lines, rest) = "entries.jsonl", files["entries.jsonl"].read_bytes().split(b"\n")
        hashes = ["sha256:" + "0" * 64, *("sha256:" + sha256(x).hexdigest() for x in lines)]
        loose = [n for n, line in enumerate(lines, 1) if hashes[n - 1].encode() not in line]
        if loose or rest:
            raise ValueError(f"does not follow from the line before: line {[*loose, 'at end'][0]}")
        leaves = [sha256(b"\0" + line).digest() for line in lines]
        for path, least in [(folder / "checkpoint", len(lines)), *((c, 0) for c in checkpoints)]:
            at = str(path)
            size, root = _opened(path.read_bytes().decode(), vkey)
            if not least <= size <= len(lines) or root != _root(leaves[:size]):
                raise ValueError("not of these entries: cut short, rewritten, or a split view")
        for n, line in enumerate(lines, 1):
            at = f"entries.jsonl line {n}"
            entry = json.loads(line, parse_constant=int)  # which refuses NaN and Infinity
            spelled = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            if spelled.encode() != line or " ".join(entry) != FIELDS or not TIME(entry["time"]):
                raise ValueError("not an entry in canonical JSON (RFC 8785)")
            if [entry["previous"], entry["sequence"]] != [hashes[n - 1], n] or entry["time"] < time:
                raise ValueError("does not follow from the line before by hash, number and time")
            time, body = entry["time"], entry["body"]
            if entry["type"] == "document_added":
                named |= {f"documents/{body['document'][7:]}.txt", f"raw/{(body['raw'] or '')[7:]}"}
            for record in body["records"] if entry["type"] == "records_proposed" else []:
                for piece in record["evidence"]:
                    text = files[f"documents/{piece['document'][7:]}.txt"].read_bytes().decode()
                    start, end, exact = piece["start"], piece["end"], piece["exact"]
                    if not 0 <= start < end <= len(text) or text[start:end] != exact:
                        raise ValueError(f"these words are not in the document: {exact!r}")
        held = {"raw/", *(name for name in sums if name.startswith(("documents/", "raw/")))}
        wrong = named ^ held | {name for name in held if sums.get(name, "") not in name}
        if wrong:
            raise ValueError(f"missing, named by no entry, or not as named: {sorted(wrong)}")
    except (AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError) as error:
        return [f"{at}: {error if isinstance(error, ValueError) else f'missing or bad: {error!r}'}"]
    return []


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    cli.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    cli.add_argument("--key", default="", help="as the owner of the book publishes it")
    cli.add_argument("--checkpoint", nargs="+", type=Path, default=[], help="kept from before")
    args = cli.parse_args()
    found = verify(args.folder, args.key, tuple(args.checkpoint))
    whose = args.key or "key.vkey, which the export itself brings: ask the owner of the book"
    print(*(found or ["Entries, documents and evidence are sound, and signed by", whose]))
    raise SystemExit(len(found))
