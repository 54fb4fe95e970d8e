"""The command `pledgebook`."""

import sys
from typing import Annotated

import typer

from pledgebook import __version__
from pledgebook.cli import listing, look, merge, noting, review
from pledgebook.cli.book import app as book_app
from pledgebook.cli.demo import demo
from pledgebook.cli.interchange import export
from pledgebook.cli.read import EXAMPLES, read

app = typer.Typer(
    name="pledgebook",
    help="One book of who promised, asked, met or decided what at international AI summits: "
    "in whose words, by when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=EXAMPLES)(read)
app.command()(demo)
app.command("list", epilog=listing.EXAMPLES)(listing.list_)
app.command(epilog=look.SHOW_EXAMPLES)(look.show)
app.command(epilog=look.SEARCH_EXAMPLES)(look.search)
app.command(epilog=look.HISTORY_EXAMPLES)(look.history)
app.command(epilog=look.DIFF_EXAMPLES)(look.diff)
app.add_typer(review.app, name="review")
app.add_typer(merge.app, name="merge")
app.command(epilog=noting.ASSIGN_EXAMPLES)(noting.assign)
app.command(epilog=noting.PROGRESS_EXAMPLES)(noting.progress)
app.command(epilog=noting.CORRECT_EXAMPLES)(noting.correct)
app.add_typer(book_app)
app.add_typer(export)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pledgebook {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Stand for the options that belong to no command."""


def run() -> None:
    """Run the command; what is written is UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    app(prog_name="pledgebook")
