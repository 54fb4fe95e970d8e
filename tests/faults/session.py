"""A session with a book, always the same: begin, add, decide, sign a checkpoint, open again.

Run as a program (`python -m tests.faults.session PLACE`) on a faulty disk, it does as a patient
user does: what fails is told and tried once more, and then comes the next step. It prints a line of
JSON for each attempt; what is no error of Pledgebook's ends it with a traceback.
"""

import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.faults.soundness import Acknowledged
from tests.faults.writing import ORIGIN, add, decide, listed, telling_book

from pledgebook.book.book import Book
from pledgebook.book.checkpoint import Checkpoint, sign
from pledgebook.book.entries import Body
from pledgebook.book.merkle import root
from pledgebook.book.opening import open_store
from pledgebook.book.store import EMPTY, Head, Store
from pledgebook.errors import BookError

_STEPS = 3
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@dataclass(frozen=True)
class Done:
    """One attempt at a step: what it acknowledged, and the error that it met, if it met one."""

    step: str
    acknowledged: tuple[Acknowledged, ...] = ()
    notes: tuple[str, ...] = ()
    code: str | None = None
    message: str = ""
    hint: str = ""


class Session:
    """One user's work at a place."""

    def __init__(self, place: str, tell: Callable[[Done], None]) -> None:
        self._place = place
        self._tell = tell
        self._store: Store | None = None
        self._chance = random.Random(5)
        self._acknowledged: list[Acknowledged] = []
        self._notes: list[str] = []

    def run(self) -> None:
        """Do everything, each step again if it fails; without a book, leave out what needs one."""
        self.begin()
        self.work("first")
        self._try("checkpoint", self._checkpoint)
        self.end()
        self._try("reopen", self._reopen)
        self.work("second")
        self.end()

    def begin(self) -> None:
        """Begin the book."""
        self._try("init", self._init)

    def work(self, when: str) -> None:
        """Add documents, decide on records and change a setting."""
        for number in range(_STEPS):
            seed = 1000 * len(when) + number
            self._try(f"add {when} {number}", partial(self._add, seed))
            self._try(f"decide {when} {number}", self._decide)
            self._try(f"set {when} {number}", self._set)

    def end(self) -> None:
        """Close the book."""
        self._try("close", self._close)

    def _try(self, step: str, work: Callable[[], object]) -> None:
        for _ in "12":
            if self._store is None and step not in ("init", "reopen"):
                return
            self._acknowledged, self._notes, failed = [], [], None
            try:
                work()
            except BookError as error:
                failed = error
            done = Done(step, tuple(self._acknowledged), tuple(self._notes))
            if failed is None:
                return self._tell(done)
            self._tell(replace(done, code=failed.code, message=failed.message, hint=failed.hint))

    @property
    def _book(self) -> Book:
        assert self._store is not None
        return telling_book(self._store, "kim", self._told)

    def _told(self, head: Head, bodies: Sequence[Body]) -> None:
        self._acknowledged.append((head.sequence, head.hash))

    def _init(self) -> None:
        self._store = self._store or open_store(self._place, create=True)
        if self._store.head() == EMPTY:
            Book.found(self._book.store, "kim", "faulty", ORIGIN)

    def _add(self, seed: int) -> None:
        add(self._book, seed)

    def _set(self) -> None:
        self._book.set("four-eyes", "off")

    def _decide(self) -> None:
        rows = listed(self._book)
        if rows:  # none where every document failed
            decide(self._book, self._chance.choice(rows), self._chance)

    def _checkpoint(self) -> None:
        assert self._store is not None
        size = self._store.head().sequence
        note = sign(Checkpoint(ORIGIN, size, root(size, self._store.node)), _KEY)
        self._store.keep_checkpoint(note)
        self._notes.append(note)

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _reopen(self) -> None:
        self._store = open_store(self._place)


def main() -> None:
    """Run, and print what each attempt came to."""
    Session(sys.argv[1], lambda done: print(json.dumps(asdict(done)), flush=True)).run()


if __name__ == "__main__":
    main()
