"""The rows as they stand in a database, now or after some entry."""

from collections import OrderedDict

import msgspec
from sqlalchemy import Connection, select

from pledgebook.book import tables
from pledgebook.book.answering import standing
from pledgebook.book.memory import text_of
from pledgebook.book.rows import R

_AT_ONCE = 500  # keys in one question
_TEXTS = 8  # texts kept: those of the documents that entries are about just now


class Standing:
    """The `Rows` of a database; texts that were asked for last are kept at hand."""

    def __init__(self, connection: Connection, at: int | None = None) -> None:
        self._connection = connection
        self._at = at
        self._texts: OrderedDict[str, str] = OrderedDict()

    def find(self, table: type[R], keys: list[str]) -> dict[str, R]:
        """Return those of the rows that are there, by key."""
        columns = tables.versioned[table.table].c
        found: dict[str, R] = {}
        for start in range(0, len(keys), _AT_ONCE):
            asked = select(columns.key, columns.body).where(
                columns.key.in_(keys[start : start + _AT_ONCE]), standing(columns, self._at)
            )
            for key, body in self._connection.execute(asked):
                found[key] = msgspec.json.decode(body, type=table)
        return found

    def text(self, document: str) -> str:
        """Return the stored text of a document."""
        if document not in self._texts:
            asked = select(tables.contents.c.data).where(tables.contents.c.hash == document)
            self._texts[document] = text_of(document, self._connection.scalar(asked))
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        return self._texts[document]
