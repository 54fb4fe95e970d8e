"""Checks that the documents hold: links resolve, and both READMEs give the same commands.

Links to the outside are not followed.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
COMMENT = re.compile(r"\s*#.*")
NEEDED = (
    "requirements/main.txt",
    "requirements/dev.txt",
    "pledgebook demo",
    "-m pytest",
)


def documents() -> Iterator[Path]:
    """Yield the Markdown files that readers of the project see."""
    yield from ROOT.glob("*.md")
    yield from (ROOT / "docs").rglob("*.md")


def broken_links() -> Iterator[str]:
    """Yield a line for each link to a file that is not there."""
    for document in documents():
        for target in LINK.findall(document.read_text("utf-8")):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not (document.parent / target.partition("#")[0]).exists():
                yield f"{document.relative_to(ROOT)}: no such file: {target}"


def commands(name: str) -> list[str]:
    """Return the shell lines of a document, without their comments."""
    text = (ROOT / name).read_text("utf-8")
    return [COMMENT.sub("", line) for block in SHELL.findall(text) for line in block.splitlines()]


def wrong_commands() -> Iterator[str]:
    """Yield a line for each command that is missing or differs between the languages."""
    english, korean = commands("README.md"), commands("README.ko.md")
    if english != korean:
        yield "README.md and README.ko.md give different commands"
    for words in NEEDED:
        if not any(words in command for command in english):
            yield f"README.md has no command with {words}"
    for file in re.findall(r"requirements/\w+\.txt", "\n".join(english)):
        if not (ROOT / file).exists():
            yield f"README.md names {file}, which is not there"


def main() -> int:
    """Print what is wrong and return the exit status."""
    troubles = [*broken_links(), *wrong_commands()]
    print("\n".join(troubles) if troubles else "documents: links and commands hold")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
