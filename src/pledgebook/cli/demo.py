"""`pledgebook demo`: the bundled documents, read, printed and shown as a page."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from pledgebook.cli.interface import EXIT_NONE_READ, Messages, UiOption, interface_language
from pledgebook.cli.output import Format, Output
from pledgebook.errors import PledgebookError


def demo(
    output_path: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the page is written.")
    ] = Path("pledgebook-demo.html"),
    ui: UiOption = None,
) -> None:
    """Read a few bundled releases on the AI summits; print the records and write a page."""
    messages = Messages(interface_language(ui))
    try:
        _demo(output_path, messages)
    except PledgebookError as error:
        messages.error(error)
        raise typer.Exit(EXIT_NONE_READ) from error


def _demo(output_path: Path, messages: Messages) -> None:
    from pledgebook.documents.reader import Given
    from pledgebook.reading.bulk import read_many
    from pledgebook.reading.read import Reading
    from pledgebook.sources import Source

    readings: list[Reading] = []
    with as_file(files("pledgebook") / "demo") as folder:
        sources = [Source(path.name, path) for path in sorted(folder.glob("*.md"))]
        for result in read_many(sources, Given()):
            if not isinstance(result, Reading):
                raise result.error
            readings.append(result)
    Output(Format.TABLE, None, messages.language).write(readings)
    Output(Format.HTML, output_path, messages.language).write(readings)
    if messages.language == "ko":
        messages.say(f"문서와 기록을 나란히 보려면 {output_path} 파일을 여십시오.")
    else:
        messages.say(f"Open {output_path} to see the documents beside their records.")
