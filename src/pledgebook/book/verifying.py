"""A book checked from end to end: chain, contents, tree, checkpoints, rules, views."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any, Final

from pledgebook.book import checkpoint
from pledgebook.book.checkpoint import Checkpoint, claimed
from pledgebook.book.copying import Progress, batches, quietly
from pledgebook.book.rows import TURNS
from pledgebook.book.store import Inspection, Store, View
from pledgebook.book.troubles import Trouble
from pledgebook.book.walking import Walk
from pledgebook.errors import (
    BookError,
    CheckpointError,
    ConflictError,
    EntryError,
    FormatError,
    NotFoundError,
    PledgebookError,
    RuleError,
    TamperError,
)
from pledgebook.model.identity import sha256

_BETWEEN: Final = 1_000  # things done between two reports of progress
_Row = tuple[Any, ...]
_BROKEN: Final = (ConflictError, EntryError, FormatError, NotFoundError, RuleError, TamperError)


def verify(
    store: Store,
    *,
    views: bool = True,
    checkpoints: Mapping[str, str] = {},
    keys: Sequence[str] = (),
    progress: Progress = quietly,
) -> Iterator[Trouble]:
    """Yield what is wrong with a book; nothing where all is as it was written.

    Without `views` they are left out, which is the longer half of the work. `checkpoints` are
    signed notes kept elsewhere, by the names they are called here; `keys` are verifier keys, and
    where there are any, each note must be signed by one. Memory is bounded whatever the size.
    Raises `PledgebookError` where there is no room for the views to compare with.
    """
    try:
        with store.inspect() as inspection:
            yield from _inspected(store, inspection, views, checkpoints, keys, progress)
    except BookError as error:
        yield Trouble("unreadable", None, {"reason": error.message})


def _inspected(
    store: Store,
    inspection: Inspection,
    views: bool,
    checkpoints: Mapping[str, str],
    keys: Sequence[str],
    progress: Progress,
) -> Iterator[Trouble]:
    kept = {f"checkpoint {n}": note for n, note in enumerate(inspection.checkpoints(), 1)}
    claims: dict[str, Checkpoint] = {}
    for place, note in {**kept, **checkpoints}.items():
        yield from _claim(place, note, keys, claims)
    total = store.head().sequence
    sizes = frozenset(claim.size for claim in claims.values())
    walk = Walk(sizes, lambda done: progress("entries", done, total))
    sound = True
    for trouble in walk.troubles(inspection):
        sound = sound and trouble.code.startswith("node")
        yield trouble
    yield from _compared(claims, walk)
    yield from _contents(inspection, progress)
    if views and sound:
        yield from _views(store, inspection, walk.tree.size, progress)
    elif views:
        yield Trouble("views-unchecked")


def _claim(
    place: str, note: str, keys: Sequence[str], claims: dict[str, Checkpoint]
) -> Iterator[Trouble]:
    """Read what a checkpoint claims, and see that one of the keys signed it, if there are any."""
    try:
        claims[place] = claimed(note)
    except CheckpointError as error:
        yield Trouble("checkpoint-broken", None, {"place": place, "reason": error.message})
        return
    reason = ""
    for key in keys:
        try:
            checkpoint.verify(note, key)
        except CheckpointError as error:
            reason = error.message
        else:
            return
    if reason:
        yield Trouble("checkpoint-unsigned", None, {"place": place, "reason": reason})


def _compared(claims: Mapping[str, Checkpoint], walk: Walk) -> Iterator[Trouble]:
    """Compare what checkpoints claim with the tree as the lines make it."""
    for place, claim in claims.items():
        values: dict[str, object] = {"place": place, "size": claim.size}
        if walk.origin is not None and claim.origin != walk.origin:
            yield Trouble("checkpoint-foreign", None, {"place": place, "origin": claim.origin})
        elif claim.size > walk.tree.size:
            yield Trouble("checkpoint-cut", None, {**values, "entries": walk.tree.size})
        elif walk.roots[claim.size] != claim.root:
            yield Trouble("checkpoint-root", None, values)


def _contents(inspection: Inspection, progress: Progress) -> Iterator[Trouble]:
    """See that contents are what their names say."""
    count = 0
    for count, (name, data) in enumerate(inspection.contents(), 1):
        if sha256(data) != name:
            yield Trouble("content-changed", None, {"content": name})
        if count % _BETWEEN == 0:
            progress("contents", count, 0)
    progress("contents", count, count)


def _views(
    store: Store, inspection: Inspection, total: int, progress: Progress
) -> Iterator[Trouble]:
    """Derive the views anew beside the book, by its rules, and compare row by row."""
    with store.scratch() as fresh:
        try:
            for entries, contents in batches(inspection, raw=False):
                fresh.replay(entries, contents)
                progress("rules", entries[-1].sequence, total)
        except _BROKEN as error:
            yield Trouble("rule-broken", None, {"reason": error.message})
            return
        except BookError as error:  # of the scratch file, and no trouble of the book
            raise PledgebookError(
                f"the views cannot be derived anew: {error.message}",
                "They need as much room as the book in the folder that TMPDIR names; "
                "--quick leaves them out.",
            ) from error
        with fresh.inspect() as expected:
            names = inspection.views()
            for done, name in enumerate(names):
                progress("views", done, len(names))
                yield from _view(name, inspection.view(name), expected.view(name))
            progress("views", len(names), len(names))


def _view(name: str, kept: View, expected: View) -> Iterator[Trouble]:
    """Compare two views, lot by lot as long as they agree, then row by row."""
    for own, due in zip_longest(kept.lots, expected.lots, fillvalue=()):
        if own != due:
            rest = (chain.from_iterable(view.lots) for view in (kept, expected))
            yield from _rows(name, chain(own, next(rest)), chain(due, next(rest)), kept.key)


def _rows(name: str, kept: Iterator[_Row], expected: Iterator[_Row], key: int) -> Iterator[Trouble]:
    """Compare two views whose rows come in the order of their keys."""
    own, due = next(kept, None), next(expected, None)
    while own is not None or due is not None:
        if own == due:
            own, due = next(kept, None), next(expected, None)
        elif due is None or (own is not None and _before(own[:key], due[:key])):
            assert own is not None
            yield _about("view-added", name, own, key)
            own = next(kept, None)
        elif own is None or _before(due[:key], own[:key]):
            yield _about("view-missing", name, due, key)
            due = next(expected, None)
        else:
            yield _about("view-changed", name, due, key)
            own, due = next(kept, None), next(expected, None)


def _before(first: _Row, second: _Row) -> bool:
    """Tell whether a key comes first; one of other types, which nobody made, has no place."""
    try:
        return first < second
    except TypeError:
        return [type(part).__name__ for part in first] < [type(part).__name__ for part in second]


def _about(code: str, view: str, row: _Row, key: int) -> Trouble:
    """Return what is wrong with a row of a view, and the entry that the row comes from."""
    thing = row[1] if key == 1 and isinstance(row[1], str) else row[0]
    number = row[key - 1] if isinstance(row[key - 1], int) else None
    entry = number if number is None or view == "subjects" else number >> TURNS
    return Trouble(code, entry, {"view": view, "thing": thing})
