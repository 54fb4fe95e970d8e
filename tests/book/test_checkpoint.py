"""A checkpoint says what its book's key signed, in one spelling, or it says nothing."""

import base64
import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.book.exports import KEY, ORIGIN, OTHER_KEY, VKEY

from pledgebook.book import verify_export
from pledgebook.book.checkpoint import (
    Checkpoint,
    generate_key,
    load_key,
    sign,
    split_view,
    verifier_key,
    verify,
)
from pledgebook.errors import CheckpointError

ROOT = bytes(range(100, 132))
CHECKPOINT = Checkpoint(ORIGIN, 27, ROOT)
NOTE = sign(CHECKPOINT, KEY)

# The key and the note of the example in Go's golang.org/x/mod/sumdb/note.
GO_SEED = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173"
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_STAMP = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)


def refused(note: str, key: str = VKEY) -> str:
    """Return why a note is refused."""
    with pytest.raises(CheckpointError) as caught:
        verify(note, key)
    return caught.value.message


def test_a_note_is_spelled_as_others_spell_it() -> None:
    lines = NOTE.split("\n")
    assert lines[:4] == [ORIGIN, "27", base64.b64encode(ROOT).decode(), ""]
    assert lines[4].startswith(f"— {ORIGIN} ")
    assert lines[5:] == [""]


def test_keys_and_signatures_are_those_that_go_makes() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(GO_SEED))
    assert verifier_key("PeterNeumann", key) == GO_VKEY
    stamp = bytes.fromhex(GO_VKEY.split("+")[1]) + key.sign(GO_TEXT.encode())
    assert base64.b64encode(stamp).decode() == GO_STAMP
    public, signature = base64.b64decode(GO_VKEY.split("+")[2])[1:], base64.b64decode(GO_STAMP)[4:]
    assert verify_export._signed(public, GO_TEXT.encode(), signature)
    assert not verify_export._signed(public, GO_TEXT.encode() + b"\n", signature)


@given(
    st.from_regex(r"[a-z가-힣0-9./-]{1,40}", fullmatch=True),
    st.integers(0, 10**18 - 1),
    st.binary(min_size=32, max_size=32),
)
def test_what_was_signed_is_what_is_read(origin: str, size: int, root: bytes) -> None:
    checkpoint = Checkpoint(origin, size, root)
    assert verify(sign(checkpoint, KEY), verifier_key(origin, KEY)) == checkpoint


def test_both_verifiers_agree_on_a_signature() -> None:
    assert verify_export._opened(NOTE, VKEY) == (27, base64.b64encode(ROOT).decode())


def test_every_changed_character_is_noticed() -> None:
    for place in range(len(NOTE)):
        for other in {chr(ord(NOTE[place]) ^ 1), "A", "é", ""} - {NOTE[place]}:
            refused(NOTE[:place] + other + NOTE[place + 1 :])


def test_every_changed_character_of_a_key_is_noticed() -> None:
    for place in range(len(VKEY)):
        for other in {chr(ord(VKEY[place]) ^ 1), "A", "+", ""} - {VKEY[place]}:
            refused(NOTE, VKEY[:place] + other + VKEY[place + 1 :])


@pytest.mark.parametrize(
    "note",
    [
        "",
        NOTE[:-1],
        NOTE + "\n",
        "\n" + NOTE,
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("27", "027"),
        NOTE.replace("27", "+27"),
        NOTE.replace("27", "٢٧"),
        NOTE.replace("\n\n", "\nan extension\n\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("\n— ", "\n—  "),
        NOTE.split("\n—")[0],
    ],
)
def test_a_note_of_another_form_is_refused(note: str) -> None:
    assert "no signed checkpoint" in refused(note)


def test_another_spelling_of_the_same_signature_is_refused() -> None:
    """The last character before the padding has two bits that say nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = NOTE[-3]
    assert NOTE.endswith("=\n")
    other = alphabet[alphabet.index(last) ^ 1]
    changed = f"{NOTE[:-3]}{other}=\n"
    stamp, given = changed.split(" ")[-1], NOTE.split(" ")[-1]
    assert base64.b64decode(stamp) == base64.b64decode(given)
    assert "proper base64" in refused(changed)


def test_signatures_of_others_are_passed_over() -> None:
    body, _, line = NOTE.partition("\n\n")
    witness = sign(Checkpoint("witness.example", 27, ROOT), OTHER_KEY).split("\n\n")[1]
    assert verify(f"{body}\n\n{line}{witness}", VKEY) == CHECKPOINT
    assert verify(f"{body}\n\n{witness}{line}", VKEY) == CHECKPOINT
    assert "not signed by the key" in refused(f"{body}\n\n{witness}")
    refused(f"{body}\n\n{line}{witness * 16}")


def test_the_key_of_another_book_is_refused() -> None:
    assert "not signed by the key" in refused(NOTE, verifier_key(ORIGIN, OTHER_KEY))
    assert "not signed by the key" in refused(NOTE, verifier_key("example.org/other", KEY))


def test_one_wrong_signature_of_ours_spoils_the_note() -> None:
    forged = sign(Checkpoint(ORIGIN, 28, ROOT), KEY).split("\n\n")[1]
    assert "signature" in refused(NOTE + forged)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "a\u3000b", "a\x00b"])
def test_an_origin_is_one_word(origin: str) -> None:
    with pytest.raises(CheckpointError, match="no origin"):
        Checkpoint(origin, 1, ROOT)


@pytest.mark.parametrize(("size", "root"), [(-1, ROOT), (10**18, ROOT), (1, ROOT[:31]), (1, b"")])
def test_a_checkpoint_has_a_size_and_a_root(size: int, root: bytes) -> None:
    with pytest.raises(CheckpointError, match="32 bytes"):
        Checkpoint(ORIGIN, size, root)


def test_two_roots_for_one_size_are_a_split_view() -> None:
    other = bytes(32)
    assert split_view(CHECKPOINT, Checkpoint(ORIGIN, 27, other))
    assert not split_view(CHECKPOINT, CHECKPOINT)
    assert not split_view(CHECKPOINT, Checkpoint(ORIGIN, 28, other))
    assert not split_view(CHECKPOINT, Checkpoint("example.org/other", 27, other))


def test_a_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.key"
    key = generate_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert verifier_key(ORIGIN, load_key(path)) == verifier_key(ORIGIN, key)
    assert path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n")


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "book.key"
    path.write_text("something")
    with pytest.raises(CheckpointError, match="is there already"):
        generate_key(path)
    assert path.read_text() == "something"


def test_a_key_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="cannot be used: No such file"):
        generate_key(tmp_path / "none" / "book.key")


def pem(key: Ed25519PrivateKey | rsa.RSAPrivateKey, password: bytes = b"") -> bytes:
    hiding = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hiding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no private key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no private key"),
        (pem(KEY)[:-40], "no private key"),
        (pem(KEY, b"secret"), "behind a password"),
        (pem(rsa.generate_private_key(65537, 2048)), "no Ed25519 key"),
    ],
)
def test_what_is_no_key_is_refused_with_the_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "book.key"
    path.write_bytes(data)
    path.chmod(0o600)
    with pytest.raises(CheckpointError, match=reason):
        load_key(path)


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"book\.key cannot be used: No such file"):
        load_key(tmp_path / "book.key")
    with pytest.raises(CheckpointError, match="cannot be used: Is a directory"):
        load_key(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_key_that_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "book.key"
    generate_key(path)
    path.chmod(mode)
    with pytest.raises(CheckpointError, match="others than its owner") as caught:
        load_key(path)
    assert "chmod 600" in caught.value.hint
