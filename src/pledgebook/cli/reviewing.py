"""The walk through what waits for a reviewer: one record, one key."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from pledgebook.book.amending import AMENDABLE, amended
from pledgebook.book.book import Book
from pledgebook.book.queueing import Queue
from pledgebook.book.rows import RecordRow, Status
from pledgebook.cli.amendment import ASKED, changes_of, parsed, spelled
from pledgebook.cli.exhibit import exhibit
from pledgebook.cli.keys import ScreenMessages
from pledgebook.errors import ConflictError, PledgebookError, RuleError
from pledgebook.model.decision import Rejection
from pledgebook.model.record import Kind, Record
from pledgebook.publish.reviewwords import REJECTION_WORDS, word
from pledgebook.publish.words import Language

Changes = dict[str, Any]
_COUNTED: Final = ("accepted", "confirmed", "amended", "rejected", "skipped", "undone")


@dataclass(frozen=True, slots=True)
class _Mine:
    """A decision of this session: on which record, by which entry; whose it was, if confirmed."""

    record: str
    sequence: int
    confirmed: str | None


class _QuitError(Exception):
    """The reviewer has had enough."""


@dataclass(slots=True)
class Review:
    """A walk through a queue, on a screen, by the keys that `read_key` gives.

    `ask` asks for a line with a default, `edit` lets a text be edited and returns None where it
    was left as it was.
    """

    book: Book
    queue: Queue
    screen: Console
    language: Language
    read_key: Callable[[], str]
    ask: Callable[[str, str], str]
    edit: Callable[[str], str | None]
    counts: Counter[str] = field(default_factory=Counter)
    _mine: list[_Mine] = field(default_factory=list)
    _again: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _lost: dict[str, Changes] = field(default_factory=dict)
    _note: str = ""

    def run(self) -> None:
        """Walk until nothing waits or the reviewer leaves; tell what was decided."""
        try:
            self._walk()
        except (KeyboardInterrupt, EOFError, _QuitError):
            self.screen.print()
        done = [f"{self._word(f'review.{n}')} {self.counts[n]}" for n in _COUNTED if self.counts[n]]
        words = self._word("review.summary").format(counts=", ".join(done))
        self._say(words if done else self._word("review.summary_none"))

    def _walk(self) -> None:
        row = self._next()
        if row is None:
            self._say(self._word("review.none"))
            return
        while row is not None:
            self._show(row)
            while not self._answer(row):
                pass
            row = self._next()
        self._say(self._word("review.all_seen"))

    def _next(self) -> RecordRow | None:
        if self._again:
            return self.book.record(self._again.pop())
        row = self.queue.next()
        if row:
            self._places[row.key] = self.queue.given
        return row

    def _show(self, row: RecordRow, far: bool = False) -> None:
        place = self._word("review.place").format(
            n=self._places.get(row.key, 0), total=self.queue.total
        )
        self.screen.print(Rule(f"{place} · {row.key}", align="left", style="dim"))
        self.screen.print(exhibit(self.book, row, self.language, self.screen, far))
        second = row.status is Status.AWAITING
        self.screen.print()
        self._say(self._word("review.keys_second" if second else "review.keys"))

    def _answer(self, row: RecordRow) -> bool:
        """Do what the next key asks; return whether the walk goes on to the next record."""
        act = _KEYS.get(self.read_key())
        if act is None:
            self._say(self._word("review.unknown_key"))
            return False
        return act(self, row)

    # What the keys do

    def _accept(self, row: RecordRow) -> bool:
        waiting = row.decision if row.status is Status.AWAITING else None
        what = "confirmed" if waiting else "accepted"
        return self._decide(row, what, lambda: self.book.accept(row, self._note))

    def _amend(self, row: RecordRow) -> bool:
        """Ask for the fields that are wrong most, one after another."""
        self._say(self._word("review.amending"))
        base, changes = self._begun(row)
        for name in ASKED:
            now = spelled(amended(base, changes) if changes else base, name)
            if name == "strength" and base.kind is not Kind.COMMITMENT:
                continue
            while (typed := self.ask(self._word(f"field.{name}"), now)) != now:
                try:
                    changes = _with(changes, {name: parsed(name, typed, base)}, base)
                except RuleError as error:
                    self._messages.error(error)
                else:
                    break
        return self._put(row, changes)

    def _amend_all(self, row: RecordRow) -> bool:
        """Let all that can be amended be edited as YAML, until it can be read or is left alone."""
        import yaml

        base, changes = self._begun(row)
        now = amended(base, changes) if changes else base
        before = {name: spelled(now, name) for name in AMENDABLE}
        text = yaml.safe_dump(before, allow_unicode=True, sort_keys=False, width=1000)
        while (edited := self.edit(text)) is not None:
            try:
                changed = changes_of(_edited(edited, before), now)
                return self._put(row, _with(changes, changed, base))
            except RuleError as error:
                self._messages.error(error)
                text = edited
        self._say(self._word("review.no_editor"))
        return False

    def _begun(self, row: RecordRow) -> tuple[Record, Changes]:
        """Return the value to amend, and the changes to it that a conflict kept from the book."""
        base = (row.decision.value if row.decision else None) or row.machine
        try:
            return base, _with({}, self._lost.get(row.key, {}), base)
        except RuleError:  # they no longer make a record of what it is by now
            return base, {}

    def _put(self, row: RecordRow, changes: Changes) -> bool:
        if not changes:
            self._say(self._word("review.unchanged"))
            return False
        self._lost[row.key] = changes  # until it is written, so that nothing typed is lost
        return self._decide(row, "amended", lambda: self.book.amend(row, changes, self._note))

    def _reject(self, row: RecordRow) -> bool:
        self._say(self._word("review.not_a_breach").format(id=row.key), "yellow")
        self._say(self._word("review.why"), "bold")
        for number, reason in enumerate(Rejection, 1):
            self._say(f"  {number}  {REJECTION_WORDS[reason][self.language]}", "")
        self._say(f"  {self._word('review.cancel')}")
        key = self.read_key()
        if not (key.isdecimal() and 1 <= int(key) <= len(Rejection)):
            self._say(self._word("review.cancelled"))
            return False
        reason = [*Rejection][int(key) - 1]
        return self._decide(row, "rejected", lambda: self.book.reject(row, reason, self._note))

    def _skip(self, row: RecordRow) -> bool:
        self.counts["skipped"] += 1
        return True

    def _undo(self, row: RecordRow) -> bool:
        """Take back the last decision of this session, and show its record before this one."""
        if not self._mine:
            self._say(self._word("review.nothing_to_undo"))
            return False
        mine = self._mine[-1]
        then = self.book.record(mine.record)
        if then.decision is None or then.decision.sequence != mine.sequence:
            self._mine.pop()
            self._say(self._word("review.decided_since").format(id=mine.record), "yellow")
            return False
        try:
            self.book.undo(then, self._note)
        except PledgebookError as error:
            self._messages.error(error)
            return False
        self._mine.pop()
        self.counts["undone"] += 1
        self._note = ""
        self._say(f"{mine.record}: {self._word('review.undone')}", "green")
        if mine.confirmed:
            self._say(self._word("review.undone_both").format(who=mine.confirmed), "yellow")
        self._again += [row.key, mine.record]
        return True

    def _take_note(self, row: RecordRow) -> bool:
        self._note = self.ask(self._word("review.note"), self._note).strip()
        return False

    def _show_more(self, row: RecordRow) -> bool:
        self._show(row, far=True)
        return False

    def _help(self, row: RecordRow) -> bool:
        self._say(self._word("review.help"), "")
        self._say(self._word("review.not_a_breach").format(id=row.key), "yellow")
        return False

    def _quit(self, row: RecordRow) -> bool:
        raise _QuitError

    # What comes of a decision

    def _decide(self, row: RecordRow, what: str, write: Callable[[], None]) -> bool:
        """Write a decision; where somebody else was quicker, show the record again with theirs."""
        try:
            write()
        except ConflictError as error:
            wanted = self._word(f"review.{what}")
            if what == "amended":
                wanted += f" ({', '.join(self._lost[row.key])})"
            self._messages.error(error)
            self._say(self._word("review.conflict").format(wanted=wanted), "yellow")
            self._again.append(row.key)
            return True
        except PledgebookError as error:
            self._messages.error(error)
            return False
        self._lost.pop(row.key, None)
        self._note = ""
        self.counts[what] += 1
        self._remember(row, what)
        return True

    def _remember(self, row: RecordRow, what: str) -> None:
        now = self.book.record(row.key)
        before = row.decision.author if row.decision and what == "confirmed" else None
        words = self._word(f"review.{what}")
        if now.status is Status.AWAITING:
            words += f"; {self._word('review.waits')}"
        number = f" · {now.number}" if now.number and now.number != row.number else ""
        self._say(f"{row.key}: {words}{number}", "green")
        if now.decision:
            self._mine.append(_Mine(row.key, now.decision.sequence, before))

    @property
    def _messages(self) -> ScreenMessages:
        return ScreenMessages(self.language, screen=self.screen)

    def _word(self, name: str) -> str:
        return word(name, self.language)

    def _say(self, words: str, style: str = "dim") -> None:
        self.screen.print(Text(words, style=style))


def _with(changes: Changes, more: Changes, base: Record) -> Changes:
    """Return changes with more of them, less what leaves the record as it is.

    Raises `RuleError` where they make no record.
    """
    import msgspec

    present = msgspec.to_builtins(base)
    result = {
        name: value for name, value in {**changes, **more}.items() if value != present.get(name)
    }
    if result:
        amended(base, result)
    return result


def _edited(text: str, before: dict[str, str]) -> dict[str, str]:
    """Return the fields that were changed in a YAML text; raises `RuleError` where it is none."""
    import yaml

    try:
        found = yaml.load(text, yaml.BaseLoader)  # every value as it was typed
    except yaml.YAMLError as error:
        raise RuleError(
            f"this is no YAML: {error}", "Put a value with a colon in quotes."
        ) from error
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise RuleError("each line is to be `field: value`", "Parties are parted by commas.")
    return {name: words for name, words in found.items() if before.get(name) != words}


_KEYS: Final[dict[str, Callable[[Review, RecordRow], bool]]] = {
    "a": Review._accept,
    "e": Review._amend,
    "E": Review._amend_all,
    "r": Review._reject,
    "s": Review._skip,
    "u": Review._undo,
    "n": Review._take_note,
    "d": Review._show_more,
    "?": Review._help,
    "q": Review._quit,
    "\x03": Review._quit,
    "\x04": Review._quit,
}
