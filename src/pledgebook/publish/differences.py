"""What changed in a book, for people at a terminal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from rich.console import Console, Group, RenderableType
from rich.text import Text

from pledgebook.book.comparing import Addition, Decided, Difference, Reread
from pledgebook.book.rows import RecordRow
from pledgebook.publish import booktable
from pledgebook.publish.bookwords import VERDICTS, said
from pledgebook.publish.recordview import entry_line, inset, side_by_side, titled
from pledgebook.publish.reviewwords import REJECTION_WORDS
from pledgebook.publish.table import shown
from pledgebook.publish.telling import short
from pledgebook.publish.words import Language

_MOST: Final = 20  # of each list; the machine formats have them all
_MARKS: Final = {"-": "red", "+": "green", " ": "dim"}
T = TypeVar("T")
Rows = Mapping[str, RecordRow]


def listed(difference: Difference) -> list[str]:
    """Return the ids of the records that are told by their words, for the rows of them."""
    ids = [*difference.proposed[:_MOST], *difference.lapsed[:_MOST]]
    ids += [reread.record for reread in difference.reread[:_MOST]]
    ids += [decided.record for decided in difference.decisions[:_MOST]]
    ids += [key for _, key in difference.numbers[:_MOST]]
    for addition in difference.documents:
        ids += [*addition.touched, *addition.orphaned]
    return list(dict.fromkeys(ids))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Prints the lists of a difference, each under its heading."""

    console: Console
    rows: Rows
    language: Language

    def section(self, name: str, items: Sequence[T], tell: Callable[[T], RenderableType]) -> None:
        """Print a list, the beginning of it where it is long."""
        if not items:
            return
        title = titled(name, self.language)
        self.console.print(title.append(f" ({len(items)})", "not underline dim"))
        for item in items[:_MOST]:
            self.console.print(inset(tell(item)))
        if len(items) > _MOST:
            more = said("and_more", self.language, n=len(items) - _MOST)
            self.console.print(inset(Text(more, "yellow")))

    def record(self, key: str) -> Text:
        """Tell a record by its name and its action."""
        line = Text(short(key), "cyan")
        if row := self.rows.get(key):
            kind = booktable.kind(row.record, self.language)[0]
            line.append("  ").append_text(kind).append(f"  {shown(row.record.action)}", "default")
        return line

    def reread(self, reread: Reread) -> RenderableType:
        """Tell what the machine reads otherwise."""
        values = side_by_side(reread.changes, self.language)
        return Group(self.record(reread.record), values)

    def number(self, numbered: tuple[str, str]) -> Text:
        """Tell which number a record was given."""
        number, key = numbered
        return Text(f"{shown(number)}  ", "bold cyan").append_text(self.record(key))

    def addition(self, addition: Addition) -> Text:
        """Tell a document that came."""
        line = Text(shown(addition.title or addition.origin))
        line.append(f"  {short(addition.document)}", "cyan")
        return line.append(f"  #{addition.entry}", "dim")

    def revision(self, addition: Addition) -> RenderableType:
        """Tell what a revision did to the words, and to whom."""
        head, old = self.addition(addition), short(addition.revises or "")
        head.append(f"  ({said('revises', self.language)}: {old})", "dim")
        parts: list[RenderableType] = [
            Text(f"{edit.mark} {shown(edit.line)}", _MARKS[edit.mark]) for edit in addition.edit
        ]
        only = [key for key in addition.touched if key not in addition.orphaned]
        for name, keys in (("touched", only), ("orphaned", addition.orphaned)):
            if keys:
                parts.append(Text(f"{said(name, self.language)}:", "yellow"))
                parts += [inset(self.record(key)) for key in keys]
        return Group(head, inset(Group(*parts)))

    def decided(self, decided: Decided) -> RenderableType:
        """Tell a decision, and what it changed."""
        line = Text.assemble((f"#{decided.entry}", "cyan"), f"  {decided.time[:16]}Z  ")
        line.append(shown(decided.author), "bold")
        line.append(f"  {VERDICTS[decided.verdict][self.language]}")
        if decided.reason:
            reason = REJECTION_WORDS.get(decided.reason, {self.language: decided.reason})
            line.append(f": {shown(reason[self.language])}")
        if decided.note:
            line.append(f" – {shown(decided.note)}")
        line.append("  ").append_text(self.record(decided.record))
        if not decided.changes:
            return line
        return Group(line, side_by_side(decided.changes, self.language))


def print_difference(
    console: Console, difference: Difference, rows: Rows, language: Language
) -> None:
    """Print what changed between two entries; `rows` are the records that `listed` names."""
    before, after = difference.before, difference.after
    console.print(Text(said("span", language, before=before, after=after), "bold"))
    if difference.empty:
        console.print(inset(Text(said("unchanged", language), "dim")))
    tell = _Teller(console, rows, language)
    tell.section("added", [d for d in difference.documents if not d.revises], tell.addition)
    tell.section("revised", [d for d in difference.documents if d.revises], tell.revision)
    tell.section("proposed", difference.proposed, tell.record)
    tell.section("reread", difference.reread, tell.reread)
    tell.section("lapsed", difference.lapsed, tell.record)
    tell.section("decisions", difference.decisions, tell.decided)
    tell.section("numbers", difference.numbers, tell.number)
    tell.section("others", difference.others, lambda entry: entry_line(entry, language))
