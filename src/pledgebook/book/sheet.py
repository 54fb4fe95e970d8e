"""The rows that one entry reads and changes, laid over those that stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import cast

from pledgebook.book.rows import R, RecordRow, Row, Rows


@dataclass(slots=True)
class Sheet:
    """A scratch sheet over standing rows: reads through, keeps what is put until it is taken."""

    below: Rows
    _read: dict[tuple[str, str], Row | None] = field(default_factory=dict)
    _put: dict[tuple[str, str], Row] = field(default_factory=dict)
    _new: set[tuple[str, str]] = field(default_factory=set)

    def load(self, table: type[R], keys: Iterable[str]) -> None:
        """Fetch rows in one go, so that a store is not asked for each alone."""
        wanted = [key for key in dict.fromkeys(keys) if (table.table, key) not in self._read]
        if wanted:
            found = self.below.find(table, wanted)
            for key in wanted:
                self._read[table.table, key] = found.get(key)
                if key not in found:
                    self._new.add((table.table, key))

    def get(self, table: type[R], key: str) -> R | None:
        """Return a row as it is by now, or None."""
        self.load(table, [key])
        return cast("R | None", self._read[table.table, key])

    def put(self, row: Row) -> None:
        """Set a row."""
        self._read[row.table, row.key] = row
        self._put[row.table, row.key] = row

    def text(self, document: str) -> str:
        """Return the stored text of a document."""
        return self.below.text(document)

    def taken(self) -> list[tuple[Row, bool]]:
        """Return the rows that were put, in order, each with whether it may stand already.

        The next entry starts with a clean sheet, over these.
        """
        taken: list[tuple[Row, bool]] = []
        for turn, ((table, key), row) in enumerate(self._put.items()):
            last = replace(row, turn=turn) if isinstance(row, RecordRow) else row
            self._read[table, key] = last
            taken.append((last, (table, key) not in self._new))
        self._new -= self._put.keys()
        self._put = {}
        return taken
