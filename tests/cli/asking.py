"""The commands that ask a book, and a book in a file to ask: what their tests share."""

from dataclasses import dataclass, replace
from pathlib import Path

import typer
from tests.book.small import MINISTRY, READER, SmallBook, document, found_small_book
from typer.testing import CliRunner, Result

from pledgebook.book.opening import open_store
from pledgebook.cli import look
from pledgebook.cli.listing import list_
from pledgebook.model.record import Evidence

APP = typer.Typer(pretty_exceptions_enable=False)
APP.command("list")(list_)
APP.command("show")(look.show)
APP.command("search")(look.search)
APP.command("history")(look.history)
APP.command("diff")(look.diff)


@dataclass(frozen=True)
class Asked:
    """A book in a file, and the ids of its records by name."""

    place: Path
    small: SmallBook

    def run(self, *arguments: object) -> Result:
        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(APP, [*words, "--book", str(self.place)])

    def id(self, name: str) -> str:
        return self.small.id(name)


def decided_book(place: Path) -> Asked:
    """A book in which people have decided, merged, noted, and a document was revised.

    Entry 7 is the last before any decision.
    """
    small = found_small_book(open_store(str(place), create=True))
    book = small.book
    book.assign(small.documents["ministry"].id, "seoul-2024")
    book.accept(book.record(small.id("institute")))
    book.amend(book.record(small.id("tests")), {"due": "2025", "action": "첨단 모델 시험"}, "확인")
    book.reject(book.record(small.id("standards")), "not-specific")
    book.merge([book.record(small.id(name)) for name in ("institute", "institute-en")], 812)
    book.note_progress(book.record(small.id("institute")), "under-way")
    revised = document(
        MINISTRY.replace("첨단 모델을 함께 시험하기로 했다", "더 논의하기로 했다"), "ministry.md"
    )
    kept = []
    for name in ("meeting", "institute", "standards"):
        words = small.records[name].evidence[0].exact
        start = revised.text.index(words)
        piece = Evidence(revised.id, start, start + len(words), words)
        kept.append(replace(small.records[name], evidence=(piece,)))
    book.add(revised, kept, READER)
    book.store.close()
    return Asked(place, small)
