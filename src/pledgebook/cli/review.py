"""`pledgebook review`: people decide on what the machine proposed, key by key or by script."""

import json
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
from pledgebook.cli.interface import (
    DocumentLanguage,
    Messages,
    UiOption,
    interface_language,
    refusals_told,
)
from pledgebook.cli.place import AuthorOption, BookOption, opened
from pledgebook.errors import RuleError
from pledgebook.model.decision import Rejection
from pledgebook.model.record import Kind, Strength
from pledgebook.publish.reviewwords import word

if TYPE_CHECKING:
    from pledgebook.book.book import Book
    from pledgebook.book.query import RecordQuery

EXAMPLES = """
Examples:

  pledgebook review

  pledgebook review --document release.md --kind commitment

  pledgebook review accept r-1f09c2 seoul-2024-03

  pledgebook review reject r-1f09c2 --reason not-said --note "only a question"

  pledgebook review amend r-1f09c2 --set due=2024-12 --set strength=pledge --set actors=KR,GB

  pledgebook review undo r-1f09c2

An extraction that was wrong is not a promise that was broken: reject says
that the document never said so. For a promise that was not kept:

  pledgebook progress ID not-kept --source URL
"""

app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXAMPLES)

DocumentFilter = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Of this document (id or origin).")
]
KindFilter = Annotated[Kind | None, typer.Option("--kind", help="Of this kind.")]
PartyFilter = Annotated[
    str | None,
    typer.Option("--party", metavar="ID", help="In which this party acts: an id or a name."),
]
TopicFilter = Annotated[str | None, typer.Option("--topic", metavar="ID", help="On this topic.")]
SummitFilter = Annotated[
    str | None, typer.Option("--summit", metavar="ID", help="Of this summit: seoul-2024.")
]
StrengthFilter = Annotated[Strength | None, typer.Option("--strength", help="Of this strength.")]
LanguageFilter = Annotated[
    DocumentLanguage | None, typer.Option("--language", help="Told in this language.")
]
TextFilter = Annotated[
    str, typer.Option("--text", metavar="WORDS", help="Whose words contain these.")
]


class Switch(StrEnum):
    """Whether a setting holds."""

    ON = "on"
    OFF = "off"


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    document: DocumentFilter = None,
    kind: KindFilter = None,
    party: PartyFilter = None,
    topic: TopicFilter = None,
    summit: SummitFilter = None,
    strength: StrengthFilter = None,
    language: LanguageFilter = None,
    text: TextFilter = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Walk through what waits for you, one key a record; or decide by id, with the commands below.

    A record is a proposal until a person has looked. Accept it where the
    document says so, amend it where a detail is wrong, reject it where the
    document says no such thing. An extraction that was wrong is not a promise
    that was broken.
    """
    filters = {
        "document": document, "kind": kind, "party": party, "topic": topic, "summit": summit,
        "strength": strength, "language": language, "text": text,
    }  # fmt: skip
    if context.invoked_subcommand:
        context.obj = (book, author, ui)
        if any(filters.values()):
            raise typer.BadParameter(
                f"filters belong behind the command: pledgebook review {context.invoked_subcommand}"
            )
        return
    messages = Messages(interface_language(ui))
    with refusals_told(messages):
        from pledgebook.cli.keys import screen

        terminal = screen(messages.language)
        with opened(book, author) as ledger:
            from pledgebook.book.queueing import Queue
            from pledgebook.cli.keys import ask_line, terminal_keyboard
            from pledgebook.cli.reviewing import Review

            queue = Queue(ledger, _query(ledger, filters))
            Review(
                ledger, queue, terminal, messages.language, terminal_keyboard(), ask_line, _edit
            ).run()


@app.command(epilog=EXAMPLES)
def accept(
    context: typer.Context,
    ids: IdsArgument = [],  # noqa: B006 - typer copies it
    every: Annotated[
        bool, typer.Option("--all", help="All that wait for you and pass the filters.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do so without asking (with --all).")] = False,
    document: DocumentFilter = None,
    kind: KindFilter = None,
    party: PartyFilter = None,
    topic: TopicFilter = None,
    summit: SummitFilter = None,
    strength: StrengthFilter = None,
    language: LanguageFilter = None,
    text: TextFilter = "",
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Accept records as the machine read them; confirm what another reviewer decided."""
    filters = {
        "document": document, "kind": kind, "party": party, "topic": topic, "summit": summit,
        "strength": strength, "language": language, "text": text,
    }  # fmt: skip
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:
        if every == bool(ids) or (any(filters.values()) and not every):
            raise RuleError(
                "name records, or ask for --all",
                "Filters choose among --all: --all --kind meeting.",
            )
        chosen = _waiting(ledger, _query(ledger, filters)) if every else list(given_ids(ids))
        if every and not yes:
            words = word("review.would", messages.language)
            messages.say(words.format(n=len(chosen)))
            raise typer.Exit(2)

        def act(id: str) -> str:
            row = ledger.record(id)
            confirms = row.decision is not None and row.decision.waits
            ledger.accept(row, note)
            return _outcome(ledger, row.key, "confirmed" if confirms else "accepted", messages)

        status = each(chosen, act, messages)
    raise typer.Exit(status)


@app.command(epilog=EXAMPLES)
def reject(
    context: typer.Context,
    ids: IdsArgument,
    reason: Annotated[Rejection, typer.Option(help="What is wrong with the extraction.")],
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Reject records whose extraction is wrong: the document says no such thing.

    An extraction that was wrong is not a promise that was broken: for that,
    `pledgebook progress ID not-kept`.
    """
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:

        def act(id: str) -> str:
            row = ledger.record(id)
            ledger.reject(row, reason.value, note)
            return _outcome(ledger, row.key, "rejected", messages)

        status = each(given_ids(ids), act, messages)
    raise typer.Exit(status)


@app.command(epilog=EXAMPLES)
def amend(
    context: typer.Context,
    ids: IdsArgument,
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="FIELD=VALUE",
            help="A field and its value: due=2024-12, actors=KR,GB, partners=- (nobody). Parties "
            'by id or known name; groups in quotes: actors="many countries".',
        ),
    ] = [],  # noqa: B006 - typer copies it
    given: Annotated[
        str,
        typer.Option("--json", metavar="OBJECT", help="Changes in the form of the record's JSON."),
    ] = "",
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:  # fmt: skip
    """Accept records with other values; what the machine read stays beside them."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:
        from pledgebook.cli.amendment import changes_from

        fixed = _object(given) if given else {}
        if not (fixed or changes):
            raise RuleError("nothing is to be changed", "Give --set FIELD=VALUE, or --json OBJECT.")

        def act(id: str) -> str:
            row = ledger.record(id)
            base = (row.decision.value if row.decision else None) or row.machine
            ledger.amend(row, {**fixed, **changes_from(changes, base)}, note)
            return _outcome(ledger, row.key, "amended", messages)

        status = each(given_ids(ids), act, messages)
    raise typer.Exit(status)


@app.command(epilog=EXAMPLES)
def undo(
    context: typer.Context,
    ids: IdsArgument,
    note: NoteOption = "",
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Take back the latest decision on records, by a further entry; what stood before it stands."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:

        def act(id: str) -> str:
            row = ledger.record(id)
            ledger.undo(row, note)
            return _outcome(ledger, row.key, "undone", messages)

        status = each(given_ids(ids), act, messages)
    raise typer.Exit(status)


@app.command()
def settings(
    context: typer.Context,
    four_eyes: Annotated[
        Switch | None,
        typer.Option("--four-eyes", help="Whether a second reviewer confirms each decision."),
    ] = None,
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Show how this book is reviewed, or change it."""
    messages, place, writer = asked(context, book, author, ui)
    with refusals_told(messages), opened(place, writer) as ledger:
        now = ledger.setting("four-eyes") or Switch.OFF.value
        if four_eyes and four_eyes.value != now:
            ledger.set("four-eyes", four_eyes.value)
            now = four_eyes.value
        typer.echo(word("review.four_eyes", messages.language).format(value=now))


def _query(ledger: "Book", filters: dict[str, Any]) -> "RecordQuery":
    from pledgebook.cli.asking import What, record_query

    given = {name: value for name, value in filters.items() if value}
    return record_query(ledger, What.RECORDS, given)


def _waiting(ledger: "Book", query: "RecordQuery") -> list[str]:
    from pledgebook.book.queueing import Queue

    queue, keys = Queue(ledger, query), []
    while row := queue.next():
        keys.append(row.key)
    return keys


def _outcome(ledger: "Book", key: str, what: str, messages: Messages) -> str:
    row = ledger.record(key)
    words = word(f"review.{what}", messages.language)
    if row.decision and row.decision.waits:
        words += f"; {word('review.waits', messages.language)}"
    return "\t".join(filter(None, (key, words, row.number)))


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise RuleError(f"--json is no JSON: {error}", '--json \'{"due": "2024-12"}\'') from error
    if not isinstance(found, dict):
        raise RuleError("--json is no object", '--json \'{"due": "2024-12"}\'')
    return found


def _edit(text: str) -> str | None:
    """Let a text be edited in the user's editor; None where it was left as it was."""
    import click

    edited = click.edit(text, extension=".yaml")
    return None if edited is None or edited == text else edited
