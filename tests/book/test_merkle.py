"""The tree is that of RFC 6962, and no proof but the right one passes."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.book.merkle import (
    EMPTY_ROOT,
    Node,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    new_nodes,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The leaves, roots and proofs that implementations of Certificate Transparency test against.
LEAVES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(data)
    for data in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
LEFT_OF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
PAIR_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
RIGHT_HALF = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
PAIR_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
PAIR_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
INCLUSION = [
    (0, 1, []),
    (0, 8, [LEFT_OF_1, PAIR_2_3, RIGHT_HALF]),
    (5, 8, [LEAF_4, PAIR_6_7, ROOTS[4].hex()]),
    (2, 3, [ROOTS[2].hex()]),
    (1, 5, [ROOTS[1].hex(), PAIR_2_3, LEAF_4]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [LEFT_OF_1, PAIR_2_3, RIGHT_HALF]),
    (6, 8, [PAIR_4_5, PAIR_6_7, ROOTS[4].hex()]),
    (2, 5, [PAIR_2_3, LEAF_4]),
]


def tree(leaves: Sequence[bytes]) -> Node:
    """Return what reads the nodes of a tree that grew leaf by leaf."""
    nodes: dict[tuple[int, int], bytes] = {}

    def node(level: int, position: int) -> bytes:
        return nodes[level, position]

    for size, data in enumerate(leaves):
        for level, position, hashed in new_nodes(size, leaf_hash(data), node):
            assert (level, position) not in nodes, "a node never changes"
            nodes[level, position] = hashed
    return node


def naive(leaves: Sequence[bytes]) -> bytes:
    """Return the root as RFC 6962 defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + naive(leaves[:half]) + naive(leaves[half:])).digest()


def leaves_of(size: int) -> list[bytes]:
    return [f"line {number}".encode() for number in range(size)]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root(size, tree(LEAVES)) == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int, proof: list[str]) -> None:
    expected = [bytes.fromhex(step) for step in proof]
    assert inclusion_proof(index, size, tree(LEAVES)) == expected
    assert verify_inclusion(leaf_hash(LEAVES[index]), index, size, expected, ROOTS[size])


@pytest.mark.parametrize(("first", "second", "proof"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(
    first: int, second: int, proof: list[str]
) -> None:
    expected = [bytes.fromhex(step) for step in proof]
    assert consistency_proof(first, second, tree(LEAVES)) == expected
    assert verify_consistency(first, second, ROOTS[first], ROOTS[second], expected)


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert root(0, tree([])) == EMPTY_ROOT


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_of_every_size_is_the_defined_one(leaves: list[bytes]) -> None:
    node = tree(leaves)
    for size in range(len(leaves) + 1):
        assert root(size, node) == naive(leaves[:size])


def test_every_proof_of_small_trees_passes() -> None:
    leaves = leaves_of(33)
    node = tree(leaves)
    for size in range(1, 34):
        top = root(size, node)
        for index in range(size):
            proof = inclusion_proof(index, size, node)
            assert verify_inclusion(leaf_hash(leaves[index]), index, size, proof, top)
        for first in range(size + 1):
            proof = consistency_proof(first, size, node)
            assert verify_consistency(first, size, root(first, node), top, proof)


def test_an_answer_takes_few_reads() -> None:
    """At most two reads for each level of the tree, and one for each node that a leaf makes."""
    size = 1000
    node = tree(leaves_of(size))
    reads: list[tuple[int, int]] = []

    def counting(level: int, position: int) -> bytes:
        reads.append((level, position))
        return node(level, position)

    for index in (0, 1, 511, 512, 998, 999):
        reads.clear()
        inclusion_proof(index, size, counting)
        assert len(reads) <= 20
    for first in (1, 2, 511, 512, 513, 999):
        reads.clear()
        consistency_proof(first, size, counting)
        assert len(reads) <= 20
    reads.clear()
    assert len(new_nodes(1023, leaf_hash(b""), lambda level, position: EMPTY_ROOT)) == 11


def broken(proof: list[bytes]) -> list[list[bytes]]:
    """Return proofs that are nearly this one: each byte changed, cut, added to, out of order."""
    nearly = [
        [
            *proof[:place],
            step[:byte] + bytes([step[byte] ^ 1]) + step[byte + 1 :],
            *proof[place + 1 :],
        ]
        for place, step in enumerate(proof)
        for byte in range(len(step))
    ]
    nearly += [[*proof[:place], *proof[place + 1 :]] for place in range(len(proof))]
    nearly += [[*proof, EMPTY_ROOT], [EMPTY_ROOT, *proof], [*proof, b""], [*proof, *proof[-1:] * 2]]
    nearly += [[step[:-1] for step in proof], [step + b"\0" for step in proof]]
    return [one for one in [*nearly, proof[::-1]] if one != proof]


@given(st.data())
def test_nearly_right_inclusion_proofs_are_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(40)
    node = tree(leaves)
    leaf, top, proof = (
        leaf_hash(leaves[index]),
        root(size, node),
        inclusion_proof(index, size, node),
    )
    for wrong in broken(proof):
        assert not verify_inclusion(leaf, index, size, wrong, top)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, top)
    assert not verify_inclusion(leaf, index, size, proof, EMPTY_ROOT)
    for other in {*range(size), -1, size} - {index}:
        assert not verify_inclusion(leaf, other, size, proof, top)
    for other in {*range(41)} - {size}:
        assert not verify_inclusion(leaf, index, other, proof, root(other, node))


@given(st.data())
def test_nearly_right_consistency_proofs_are_refused(data: st.DataObject) -> None:
    second = data.draw(st.integers(1, 40))
    first = data.draw(st.integers(1, second))
    node = tree(leaves_of(40))
    old, new = root(first, node), root(second, node)
    proof = consistency_proof(first, second, node)
    for wrong in broken(proof):
        assert not verify_consistency(first, second, old, new, wrong)
    for other in {*range(-1, 41)} - {first}:
        other_root = root(other, node) if other >= 0 else EMPTY_ROOT
        if other > 0 or proof:
            assert not verify_consistency(other, second, other_root, new, proof)
    assert not verify_consistency(first, second, EMPTY_ROOT, new, proof)
    assert not verify_consistency(first, second, old, EMPTY_ROOT, proof)
    if first != second:
        assert not verify_consistency(second, first, new, old, proof)


@given(st.integers(2, 40), st.data())
def test_a_rewritten_book_has_no_proof(size: int, data: st.DataObject) -> None:
    """Whichever line is changed, the proof of the new tree does not fit the old root."""
    first = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, first - 1))
    leaves = leaves_of(size)
    old = root(first, tree(leaves))
    leaves[changed] = b"rewritten"
    node = tree(leaves)
    proof = consistency_proof(first, size, node)
    assert not verify_consistency(first, size, old, root(size, node), proof)


def test_every_tree_begins_with_the_empty_one_alone() -> None:
    top = root(5, tree(leaves_of(5)))
    assert verify_consistency(0, 5, EMPTY_ROOT, top, [])
    assert verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not verify_consistency(0, 5, top, top, [])
    assert not verify_consistency(0, 0, top, top, [])
    assert not verify_consistency(0, 0, EMPTY_ROOT, top, [])
    assert not verify_consistency(0, 5, EMPTY_ROOT, top, [top])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(index, size, tree(leaves_of(3)))


def test_there_is_no_proof_that_a_book_shrank() -> None:
    with pytest.raises(ValueError, match="no beginning"):
        consistency_proof(3, 2, tree(leaves_of(3)))
