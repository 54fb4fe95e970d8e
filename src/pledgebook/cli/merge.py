"""`pledgebook merge`: people decide which reports tell one commitment."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgebook.cli.deciding import (
    IdsArgument,
    NoteOption,
    asked,
    each,
    given_ids,
)
from pledgebook.cli.interface import Messages, UiOption, interface_language, refusals_told
from pledgebook.cli.place import AuthorOption, BookOption, opened
from pledgebook.errors import PledgebookError
from pledgebook.publish.reviewwords import word
from pledgebook.publish.words import Language

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.book.book import Book
    from pledgebook.book.merging import MergeProposal
    from pledgebook.book.rows import RecordRow

EXAMPLES = """
Examples:

  pledgebook merge

  pledgebook merge list --format json

  pledgebook merge accept r-1f09c2 r-77ab01

  pledgebook merge refuse r-1f09c2 r-77ab01 --note "two funds"

  pledgebook merge split r-77ab01
"""

app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXAMPLES)

SinceOption = Annotated[
    int,
    typer.Option(
        "--since", metavar="ENTRY", min=0,
        help="Only pairs of which one was read or amended after this entry.",
    ),
]  # fmt: skip
RecordArgument = Annotated[str, typer.Argument(metavar="ID", show_default=False)]


class ListFormat(StrEnum):
    """What the pairs are written as."""

    TABLE = "table"
    JSON = "json"


@app.callback(invoke_without_command=True)
def merge(
    context: typer.Context,
    since: SinceOption = 0,
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Walk through pairs of reports that may tell one commitment, the likeliest first.

    What you call one keeps one number, and every report of it its words; what
    you call two is remembered, and nobody is asked again.
    """
    if context.invoked_subcommand:
        context.obj = (book, author, ui)
        return
    messages = Messages(interface_language(ui))
    with refusals_told(messages):
        from pledgebook.cli.keys import screen, terminal_keyboard

        terminal = screen(messages.language)
        with opened(book, author) as ledger:
            with terminal.status(word("merge.searching", messages.language)):
                pairs = list(_proposals(ledger, since, messages))
            Merging(ledger, pairs, terminal, messages.language, terminal_keyboard()).run()


@app.command("list", epilog=EXAMPLES)
def list_pairs(
    context: typer.Context,
    form: Annotated[ListFormat, typer.Option("--format")] = ListFormat.TABLE,
    since: SinceOption = 0,
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Print the pairs that wait for a decision, the likeliest first."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:
        pairs = list(_proposals(ledger, since, messages))
        if form is ListFormat.JSON:
            typer.echo(json.dumps([_pair_as_json(pair) for pair in pairs], ensure_ascii=False))
        else:
            _print_pairs(pairs, messages.language)


@app.command(epilog=EXAMPLES)
def accept(
    context: typer.Context,
    first: RecordArgument,
    second: RecordArgument,
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Let two records, with all they were merged with, report one commitment."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:
        rows = [ledger.record(first), ledger.record(second)]
        ledger.merge(rows, _thousandths(*rows), note)
        lead = ledger.record(ledger.record(rows[0].key).group)
        words = word("merge.merged", messages.language)
        typer.echo("\t".join(filter(None, (lead.key, words, lead.number))))


@app.command(epilog=EXAMPLES)
def refuse(
    context: typer.Context,
    first: RecordArgument,
    second: RecordArgument,
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Remember that two records report different commitments; nobody is asked again."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:
        one, other = ledger.record(first), ledger.record(second)
        ledger.refuse_merge(one, other, note)
        typer.echo(f"{one.key}\t{other.key}\t{word('merge.refused', messages.language)}")


@app.command(epilog=EXAMPLES)
def split(
    context: typer.Context,
    ids: IdsArgument,
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Let records report commitments of their own again."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:

        def act(id: str) -> str:
            row = ledger.record(id)
            ledger.split(row, note)
            now = ledger.record(row.key)
            words = word("merge.split", messages.language)
            return "\t".join(filter(None, (now.key, words, now.number)))

        status = each(given_ids(ids), act, messages)
    raise typer.Exit(status)


@dataclass(slots=True)
class Merging:
    """A walk through pairs, on a screen, by the keys that `read_key` gives."""

    book: "Book"
    pairs: "list[MergeProposal]"
    screen: "Console"
    language: Language
    read_key: Callable[[], str]
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Walk until the last pair or until the reviewer leaves; tell what was decided."""
        try:
            self._walk()
        except (KeyboardInterrupt, EOFError):
            self.screen.print()
        names = ("merge.merged", "merge.refused", "review.skipped")
        done = [f"{self._word(name)} {self.counts[name]}" for name in names if self.counts[name]]
        if self.pairs:
            words = self._word("review.summary").format(counts=", ".join(done))
            self._say(words if done else self._word("review.summary_none"))

    def _walk(self) -> None:
        from pledgebook.book.merging import present

        if not self.pairs:
            self._say(self._word("merge.none"))
        for number, pair in enumerate(self.pairs, 1):
            rows = present(self.book, pair)
            if rows is None:
                continue  # settled by what was decided before, here or elsewhere
            self._show(number, pair, rows)
            if not self._answered(pair, rows):
                return

    def _show(
        self, number: int, pair: "MergeProposal", rows: "tuple[RecordRow, RecordRow]"
    ) -> None:
        from rich.rule import Rule

        from pledgebook.cli.pairing import side_by_side

        place = self._word("review.place").format(n=number, total=len(self.pairs))
        self.screen.print(Rule(place, align="left", style="dim"))
        self.screen.print(side_by_side(self.book, pair, rows, self.language, self.screen))
        self.screen.print()
        self._say(self._word("merge.keys"))

    def _answered(self, pair: "MergeProposal", rows: "tuple[RecordRow, RecordRow]") -> bool:
        """Do what the next key asks about a pair; return whether the walk goes on."""
        acts: dict[str, tuple[str, Callable[[], None]]] = {
            "y": ("merge.merged", lambda: self.book.merge(rows, pair.thousandths)),
            "n": ("merge.refused", lambda: self.book.refuse_merge(*rows)),
            "s": ("review.skipped", lambda: None),
        }
        while (key := self.read_key()) not in ("q", "\x03", "\x04"):
            if key not in acts:
                self._say(self._word("merge.keys"))
                continue
            what, write = acts[key]
            try:
                write()
            except PledgebookError as error:  # decided elsewhere meanwhile, or not written
                self._tell(error)
            else:
                self.counts[what] += 1
                self._say(f"{rows[0].key} {rows[1].key}: {self._word(what)}", "green")
            return True
        return False

    def _tell(self, error: PledgebookError) -> None:
        from pledgebook.cli.keys import ScreenMessages

        ScreenMessages(self.language, screen=self.screen).error(error)

    def _word(self, name: str) -> str:
        return word(name, self.language)

    def _say(self, words: str, style: str = "dim") -> None:
        from rich.text import Text

        self.screen.print(Text(words, style=style))


def _proposals(ledger: "Book", since: int, messages: Messages) -> "Iterator[MergeProposal]":
    from pledgebook.book.merging import propose_merges
    from pledgebook.resolution.sameness import THRESHOLD, block_keys, sameness

    return propose_merges(
        ledger, sameness, block_keys, THRESHOLD, since,
        lambda finding: messages.finding(finding, ""),
    )  # fmt: skip


def _thousandths(one: "RecordRow", other: "RecordRow") -> int | None:
    """Return the machine's score of a pair, where it would have proposed it."""
    from pledgebook.resolution.sameness import THRESHOLD, sameness

    score = sameness(one.record, other.record).score
    return round(score * 1000) if score >= THRESHOLD else None


def _pair_as_json(pair: "MergeProposal") -> dict[str, Any]:
    likeness = pair.likeness
    return {
        "first": _report_as_json(pair.first),
        "second": _report_as_json(pair.second),
        "score": round(likeness.score, 3),
        "verdict": likeness.verdict,
        "reasons": [
            {"code": sign.code, "weight": round(sign.weight, 3), "detail": sign.detail}
            for sign in likeness.reasons
        ],
        "differences": [
            {"field": each.field, "first": each.first, "second": each.second}
            for each in likeness.differences
        ],
    }


def _report_as_json(row: "RecordRow") -> dict[str, Any]:
    piece = row.evidence[0]
    return {
        "id": row.key,
        "number": row.number,
        "status": row.status.value,
        "document": piece.document,
        "exact": piece.exact,
    }


def _print_pairs(pairs: "list[MergeProposal]", language: Language) -> None:
    import sys

    from rich.console import Console

    from pledgebook.cli.pairing import pairs_table

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    if pairs:
        console.print(pairs_table(pairs, language))
    else:
        Messages(language).say(word("merge.none", language))
