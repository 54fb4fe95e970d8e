"""`pledgebook review` for scripts, and once on a real terminal."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.book.small import SmallBook, found_small_book
from tests.cli.walking import command_on, folded
from typer.testing import Result

from pledgebook.book.rows import Status
from pledgebook.model.record import Strength

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def small() -> SmallBook:
    return found_small_book()


@pytest.fixture
def run(small: SmallBook, monkeypatch: pytest.MonkeyPatch) -> Run:
    return command_on(small, monkeypatch)


def status(small: SmallBook, name: str) -> Status:
    return small.book.record(small.id(name)).status


def test_without_a_terminal_the_walk_points_to_the_scripts(run: Run) -> None:
    result = run("review")

    assert result.exit_code == 2
    assert "needs a terminal" in folded(result.stderr)
    assert "pledgebook review accept|reject|amend|undo" in folded(result.stderr)


def test_accept_by_ids_and_their_beginnings(run: Run, small: SmallBook) -> None:
    """One line a record on standard output; a commitment tells its number."""
    result = run("review", "accept", small.id("meeting"), small.id("institute")[:10])

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{small.id('meeting')}\taccepted",
        f"{small.id('institute')}\taccepted\tunassigned-01",
    ]
    assert small.book.record(small.id("meeting")).decision.author == "lee"  # type: ignore[union-attr]


def test_one_bad_id_does_not_stop_the_others(run: Run, small: SmallBook) -> None:
    """Exit 1 where some failed, 2 where all did."""
    result = run("review", "accept", "r-00000000", small.id("meeting"))

    assert result.exit_code == 1
    assert "error[not-found]" in result.stderr
    assert "r-00000000" in result.stderr
    assert status(small, "meeting") is Status.ACCEPTED
    assert run("review", "accept", small.id("meeting")).exit_code == 2  # accepted already


def test_ids_from_standard_input(run: Run, small: SmallBook) -> None:
    """The first word of a line counts, so that the lines of another command can be piped in."""
    lines = f"# to accept\n{small.id('meeting')}\taccepted\n\n{small.id('tests')}\n"
    result = run("review", "accept", "-", stdin=lines)

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert status(small, "tests") is Status.ACCEPTED


def test_accepting_by_filter_needs_a_yes(run: Run, small: SmallBook) -> None:
    """Without --yes it is told how many it would be, and nothing is written."""
    head = small.book.store.head()
    asked = run("review", "accept", "--all", "--party", "GB", "--kind", "commitment")
    assert asked.exit_code == 2
    assert "3 records would be accepted" in folded(asked.stderr)
    assert small.book.store.head() == head

    done = run("review", "accept", "--all", "--party", "GB", "--kind", "commitment", "--yes")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 3
    assert [status(small, name) for name in ("report", "report-ko", "tests", "institute")] == [
        Status.ACCEPTED, Status.ACCEPTED, Status.ACCEPTED, Status.PROPOSED,
    ]  # fmt: skip


def test_accepting_what_one_document_reports(run: Run, small: SmallBook) -> None:
    result = run("review", "accept", "--all", "--document", "london.md", "--yes")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert run("review", "accept", "--all", "--document", "no.md", "--yes").exit_code == 2


@pytest.mark.parametrize("arguments", [
    (), ("--kind", "meeting"), ("--all", "r-123456", "--yes"), ("r-123456", "--kind", "meeting"),
])  # fmt: skip
def test_ids_and_filters_do_not_mix(run: Run, small: SmallBook, arguments: tuple[str, ...]) -> None:
    head = small.book.store.head()

    assert run("review", "accept", *arguments).exit_code == 2
    assert small.book.store.head() == head


def test_filters_before_the_command_are_refused_and_not_dropped(run: Run, small: SmallBook) -> None:
    """`review --kind meeting accept …` would else accept what the filter was to leave out."""
    result = run("review", "--kind", "meeting", "accept", small.id("tests"))

    assert result.exit_code == 2
    assert status(small, "tests") is Status.PROPOSED


def test_reject_needs_a_known_reason(run: Run, small: SmallBook) -> None:
    """The reasons are the book's own; a note goes into the entry."""
    assert run("review", "reject", small.id("tests")).exit_code == 2
    assert run("review", "reject", small.id("tests"), "--reason", "bad").exit_code == 2

    result = run("review", "reject", small.id("tests"), "--reason", "not-said", "--note", "a wish")
    assert result.exit_code == 0
    entry = small.book.history(small.book.record(small.id("tests")))[-1]
    assert entry.body.type == "record_rejected"
    assert getattr(entry.body, "note", None) == "a wish"


def test_help_tells_a_wrong_reading_from_a_broken_promise(run: Run) -> None:
    for command in (("review",), ("review", "reject")):
        text = folded(run(*command, "--help").stdout.replace("│", ""))
        assert "not a promise that was broken" in text
        assert "not-kept" in text


def test_amend_sets_fields(run: Run, small: SmallBook) -> None:
    """Fields that are not named keep what they had, and the machine's value stays beside it."""
    changes = ("--set", "due=2025-03", "--set", "strength=pledge", "--set", "actors=KR,GB")
    result = run("review", "amend", small.id("institute"), *changes)

    assert result.exit_code == 0
    row = small.book.record(small.id("institute"))
    assert row.human is not None
    assert (row.human.due, row.human.strength) == ("2025-03", Strength.PLEDGE)
    assert [party.id for party in row.human.actors] == ["KR", "GB"]
    assert row.human.action == row.machine.action
    assert row.machine.due == "2024-12"


def test_amending_the_kind_takes_the_strength_along(run: Run, small: SmallBook) -> None:
    assert run("review", "amend", small.id("institute"), "--set", "kind=request").exit_code == 0
    human = small.book.record(small.id("institute")).human
    assert human is not None
    assert (human.kind, human.strength) == ("request", None)


def test_amend_by_json(run: Run, small: SmallBook) -> None:
    given = json.dumps({"due": None, "due_trigger": "올해 안"})
    result = run("review", "amend", small.id("institute"), "--json", given)

    assert result.exit_code == 0
    human = small.book.record(small.id("institute")).human
    assert human is not None
    assert (human.due, human.due_trigger) == (None, "올해 안")


@pytest.mark.parametrize("changes", [
    ("--set", "due=tomorrow"), ("--set", "due"), ("--set", "evidence=x"),
    ("--set", "strength=iron"),
    ("--set", "actors=아무개당"), ("--set", "topics=no-such-topic"), ("--set", "action="),
    ("--json", "{"), ("--json", "[1]"), ("--json", '{"actors": "KR"}'), (),
])  # fmt: skip
def test_a_value_that_cannot_be_changes_nothing(
    run: Run, small: SmallBook, changes: tuple[str, ...]
) -> None:
    head = small.book.store.head()
    result = run("review", "amend", small.id("institute"), *changes)

    assert result.exit_code == 2
    assert "error[rule]" in result.stderr
    assert small.book.store.head() == head


def test_undo_takes_the_latest_decision_back(run: Run, small: SmallBook) -> None:
    run("review", "accept", small.id("tests"))
    result = run("review", "undo", small.id("tests"), "--note", "too early")

    assert result.exit_code == 0
    assert status(small, "tests") is Status.PROPOSED
    assert run("review", "undo", small.id("tests")).exit_code == 2


def test_four_eyes_is_a_setting(run: Run, small: SmallBook) -> None:
    """With it on, one accepts, the same one cannot confirm, another can."""
    assert run("review", "settings").stdout == "four-eyes is off\n"
    assert run("review", "settings", "--four-eyes", "on").stdout == "four-eyes is on\n"
    head = small.book.store.head()
    run("review", "settings", "--four-eyes", "on")
    assert small.book.store.head() == head  # what is so already is not written again

    first = run("review", "accept", small.id("tests"), author="kim")
    assert "waits for a second reviewer" in first.stdout
    assert run("review", "accept", small.id("tests"), author="kim").exit_code == 2
    second = run("review", "accept", small.id("tests"), author="lee")
    assert second.stdout.splitlines() == [f"{small.id('tests')}\tconfirmed\tunassigned-01"]
    assert status(small, "tests") is Status.ACCEPTED


def test_all_leaves_out_what_waits_for_others(run: Run, small: SmallBook) -> None:
    """`--all --yes` does not stumble over one's own decisions that wait for a second reviewer."""
    run("review", "settings", "--four-eyes", "on")
    assert run("review", "accept", "--all", "--yes").exit_code == 0
    again = run("review", "accept", "--all", "--yes")

    assert again.exit_code == 0
    assert again.stdout == ""
    assert len(run("review", "accept", "--all", "--yes", author="kim").stdout.splitlines()) == 7


def test_outcomes_in_korean(run: Run, small: SmallBook) -> None:
    result = run("review", "accept", small.id("tests"), "r-00000000", "--ui", "ko")

    assert "\t수락" in result.stdout
    assert "오류[not-found]" in result.stderr


CHILD = """
from tests.book.small import found_small_book
from tests.cli.walking import APP
from pledgebook.book import opening

small = found_small_book()
opening.open_store = lambda place, create=False: small.book.store
try:
    APP(["review", "--author", "lee"])
except SystemExit as left:
    names = ("report-ko", "report", "institute-en")
    print("RESULT", left.code, *(small.book.record(small.id(name)).status for name in names))
"""


class Terminal:
    """A child process on a terminal of its own, eighty columns wide."""

    def __init__(self, code: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = os.environ | {
            "TERM": "xterm-256color", "PLEDGEBOOK_LANG": "en", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.child = subprocess.Popen(
            [sys.executable, "-c", code], stdin=slave, stdout=slave, stderr=slave, cwd=ROOT,
            env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Read until the terminal shows words behind those waited for last."""
        deadline = time.monotonic() + 60
        while words not in self.seen:
            ready, _, _ = select.select([self.master], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"{words!r} was not shown: {self.seen!r}"
            try:
                self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
            except OSError:  # the child has left
                assert words in self.seen, f"{words!r} was not shown: {self.seen!r}"
        self.seen = self.seen.partition(words)[2]

    def press(self, keys: str) -> None:
        """Press keys once the child listens: what comes before that, a terminal throws away."""
        import termios

        deadline = time.monotonic() + 60
        while termios.tcgetattr(self.master)[3] & termios.ICANON:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.write(self.master, keys.encode())

    def close(self) -> None:
        self.child.kill()
        self.child.wait()
        os.close(self.master)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_real_terminal_needs_no_enter() -> None:
    """Keys work as they are pressed, an arrow does nothing, Ctrl-C leaves with the summary."""
    terminal = Terminal(CHILD)
    try:
        terminal.wait_for("q quit")
        terminal.press("a")
        terminal.wait_for("q quit")
        terminal.press("\x1b[A")
        terminal.wait_for("? shows the keys.")
        terminal.press("r")
        terminal.wait_for("any other key: back")
        terminal.press("2")
        terminal.wait_for("q quit")
        terminal.press("\x03")
        terminal.wait_for("This session: accepted 1, rejected 1.")
        terminal.wait_for("RESULT 0 accepted rejected proposed")
        assert terminal.child.wait(60) == 0
    finally:
        terminal.close()
