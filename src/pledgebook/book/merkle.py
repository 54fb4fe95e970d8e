"""The Merkle tree of RFC 6962 over the lines of the book, without a store of its own.

A store keeps the hashes of complete subtrees only: the node `(level, position)` covers the leaves
`position * 2**level` up to `(position + 1) * 2**level`, that last one left out, and never changes
once it is there. Functions that answer read O(log n) of them through `node(level, position)`.

A root does not say how many leaves it covers; a signed checkpoint does. The sizes given to the two
`verify_` functions must therefore come from checkpoints, beside the roots.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import reduce

Node = Callable[[int, int], bytes]

EMPTY_ROOT = hashlib.sha256(b"").digest()
_HASH_LENGTH = 32


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one leaf: SHA-256 of a zero byte and the data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees side by side: SHA-256 of a one byte and their hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def new_nodes(size: int, leaf: bytes, node: Node) -> list[tuple[int, int, bytes]]:
    """Return the complete nodes `(level, position, hash)` that a leaf makes in a tree of `size`.

    `leaf` is the hash of the leaf, not its data. The first node is the leaf itself; each further
    one is its parent, and takes one read of `node`.
    """
    level, position, hashed = 0, size, leaf
    made = [(level, position, hashed)]
    while position % 2 == 1:
        hashed = node_hash(node(level, position - 1), hashed)
        level, position = level + 1, position // 2
        made.append((level, position, hashed))
    return made


def root(size: int, node: Node) -> bytes:
    """Return the root over the first `size` leaves."""
    return _subtree(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """Return the proof that leaf `index` is in the tree of the first `size` leaves.

    Raises `ValueError` where there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_subtree(middle, end, node))
            end = middle
        else:
            proof.append(_subtree(start, middle, node))
            start = middle
    return proof[::-1]


def consistency_proof(first: int, second: int, node: Node) -> list[bytes]:
    """Return the proof that the tree of `first` leaves is the beginning of that of `second`.

    It is empty where the sizes are equal and where `first` is zero: every tree begins with nothing.
    Raises `ValueError` where `first` is the larger one.
    """
    if not 0 <= first <= second:
        raise ValueError(f"a tree of {first} is no beginning of a tree of {second}")
    if first == 0:
        return []
    proof: list[bytes] = []
    start, end = 0, second
    while end != first:
        middle = start + _split(end - start)
        if first <= middle:
            proof.append(_subtree(middle, end, node))
            end = middle
        else:
            proof.append(_subtree(start, middle, node))
            start = middle
    if start:  # else what is left is the whole first tree, whose root the verifier has
        proof.append(_subtree(start, end, node))
    return proof[::-1]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes
) -> bool:
    """Tell whether `proof` shows the leaf of this hash at `index` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _well_formed((leaf, tree_root, *proof)):
        return False
    place, last, hashed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            hashed = node_hash(step, hashed)
            place, last = _up_to_right_child(place, last)
        else:
            hashed = node_hash(hashed, step)
        place, last = place // 2, last // 2
    return last == 0 and hashed == tree_root


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether `proof` shows that the second tree adds to the first (RFC 9162, 2.1.4.2)."""
    if not 0 <= first <= second or not _well_formed((first_root, second_root, *proof)):
        return False
    if first == 0:
        sound = second > 0 or second_root == EMPTY_ROOT
        return not proof and first_root == EMPTY_ROOT and sound
    if first == second or not proof:
        return first == second and not proof and first_root == second_root
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    place, last = first - 1, second - 1
    while place % 2 == 1:
        place, last = place // 2, last // 2
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            place, last = _up_to_right_child(place, last)
        else:
            new = node_hash(new, step)
        place, last = place // 2, last // 2
    return last == 0 and old == first_root and new == second_root


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size` (at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _subtree(start: int, end: int, node: Node) -> bytes:
    """Return the hash over leaves that a subtree covers, from the complete nodes it is made of."""
    pieces: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        pieces.append(node(level, start >> level))
        start += 1 << level
    return reduce(lambda right, left: node_hash(left, right), reversed(pieces))


def _up_to_right_child(place: int, last: int) -> tuple[int, int]:
    """Climb over the levels where the last node has no sibling."""
    while place and place % 2 == 0:
        place, last = place // 2, last // 2
    return place, last


def _well_formed(hashes: Sequence[bytes]) -> bool:
    return all(len(one) == _HASH_LENGTH for one in hashes)
