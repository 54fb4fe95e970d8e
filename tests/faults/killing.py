"""Kill writers at random moments, and tell what they had acknowledged by then.

A writer is a function `writer(number, acknowledge)`. It runs in a child process, adds to some book
for ever, and calls `acknowledge("<sequence> <hash>")` after each commit. The caller then looks
whether the book holds every line of the report.

The children are forks of the caller, which has imported everything already: starting one costs a
few milliseconds. So the caller must hold no open book and no running thread; a child opens its own.
"""

import itertools
import json
import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NoReturn

Writer = Callable[[int, Callable[[str], None]], None]
End = Literal["killed", "stopped", "finished", "failed"]

# A line up to this many bytes goes through a pipe whole or not at all, whenever the kill comes.
LONGEST_LINE = 512


@dataclass(frozen=True)
class Child:
    """One child from its start to its end.

    `end` is "killed" (one of the kills asked for), "stopped" (killed too, when the run was over),
    "finished" (the writer returned) or "failed" (it raised, or died otherwise: `trouble` says how).
    `at_work` says that the end came between the writer's start and its return.
    """

    number: int
    acknowledged: tuple[str, ...]
    end: End
    at_work: bool
    trouble: str | None


@dataclass(frozen=True)
class KillReport:
    """All children of a run, in the order of their ends."""

    children: tuple[Child, ...]

    @property
    def acknowledged(self) -> dict[int, tuple[str, ...]]:
        """What each child acknowledged, by the child's number, in its order."""
        return {child.number: child.acknowledged for child in self.children}

    @property
    def kills(self) -> int:
        """How many children died of a kill."""
        return sum(child.end == "killed" for child in self.children)

    @property
    def kills_at_work(self) -> int:
        """How many of the kills hit a writer that was running."""
        return sum(child.end == "killed" and child.at_work for child in self.children)

    @property
    def failures(self) -> tuple[Child, ...]:
        """The children that died by themselves; a run is good when there is none."""
        return tuple(child for child in self.children if child.end == "failed")


@dataclass
class _Running:
    """A child that has not been waited for yet, with what came from it so far."""

    number: int
    process: int
    pipe: int
    received: bytearray = field(default_factory=bytearray)

    def receive(self) -> bool:
        """Take what the pipe holds, waiting for it; return False at its end."""
        part = os.read(self.pipe, 65536)
        self.received += part
        return bool(part)

    def close(self, killed_as: End | None) -> Child:
        """Take the rest, wait for the process and tell how it ended.

        `killed_as` is how to call its end if it died of our SIGKILL, None if we sent none.
        """
        while self.receive():
            pass
        os.close(self.pipe)
        status = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        whole = self.received[: self.received.rfind(b"\n") + 1].decode()
        told = [line.partition(" ")[::2] for line in whole.splitlines()]
        words = {word for word, _ in told}
        trouble = next((json.loads(rest) for word, rest in told if word == "failed"), None)
        end: End = "finished"
        if status == -signal.SIGKILL and killed_as is not None:
            end = killed_as
        elif status:
            end = "failed"
            trouble = trouble or f"the process ended with {status}"
        return Child(
            number=self.number,
            acknowledged=tuple(rest for word, rest in told if word == "ack"),
            end=end,
            at_work="begin" in words and "end" not in words,
            trouble=trouble,
        )


def run_kills(
    writer: Writer,
    processes: int,
    kills: int,
    seed: int,
    shortest: float,
    longest: float,
    after_kill: Callable[[Child], None] = lambda child: None,
) -> KillReport:
    """Keep `processes` writers running and kill one of them at random, `kills` times.

    Between two kills pass `shortest` to `longest` seconds; `seed` chooses delays and victims.
    `after_kill` is told of each victim while the others go on, and leaves no open book behind. A
    child that ends is followed by a new one with the next number; at the end the rest is killed as
    well ("stopped"). A kill that comes just as a writer returns finds nothing to kill and is not
    made up for. The first failure ends the run. Raises ValueError for numbers without sense.
    """
    if processes < 1 or kills < 1 or not 0 <= shortest <= longest:
        raise ValueError("processes and kills from 1, and 0 <= shortest <= longest are needed")
    chance = random.Random(seed)
    crowd = _Crowd(writer, processes, seed)
    try:
        for _ in range(kills):
            crowd.work(chance.uniform(shortest, longest))
            if crowd.failed:
                break
            after_kill(crowd.kill(chance.randrange(processes), "killed"))
    finally:
        while crowd.living:
            crowd.kill(0, "stopped")
    return KillReport(tuple(crowd.ended))


class _Crowd:
    """The children that run now, and those that have ended."""

    def __init__(self, writer: Writer, processes: int, seed: int) -> None:
        self.living: list[_Running] = []
        self.ended: list[Child] = []
        self.failed = False
        self._writer = writer
        self._processes = processes
        self._seed = seed
        self._numbers = itertools.count()

    def work(self, seconds: float) -> None:
        """Keep the crowd complete and listen to it, for so long or until one of it fails."""
        end = time.monotonic() + seconds
        self._fill()
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([child.pipe for child in self.living], [], [], left)
            for child in [child for child in self.living if child.pipe in ready]:
                if not child.receive():
                    self.living.remove(child)
                    self._end(child.close(None))
            if self.failed:
                return
            self._fill()

    def kill(self, place: int, killed_as: End) -> Child:
        """Kill the child at this place, take what it had acknowledged and return it."""
        child = self.living.pop(place)
        os.kill(child.process, signal.SIGKILL)
        return self._end(child.close(killed_as))

    def _end(self, child: Child) -> Child:
        self.ended.append(child)
        self.failed = self.failed or child.end == "failed"
        return child

    def _fill(self) -> None:
        while len(self.living) < self._processes:
            others = [child.pipe for child in self.living]
            child = _start(self._writer, next(self._numbers), self._seed, others)
            self.living.append(child)


def _start(writer: Writer, number: int, seed: int, others: list[int]) -> _Running:
    """Fork a child that runs the writer and never returns from here."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        _serve(writer, number, seed, writing, [reading, *others])
    os.close(writing)
    return _Running(number, process, reading)


def _serve(writer: Writer, number: int, seed: int, pipe: int, unneeded: list[int]) -> NoReturn:
    """Run the writer as the whole life of this process, whatever happens in it.

    Lines to the caller: "begin", "ack <what was acknowledged>", then "end" or "failed <traceback>".
    """
    status = 1
    try:
        _reset_signals()
        for other in unneeded:
            os.close(other)
        random.seed(f"{seed}/{number}")
        os.write(pipe, b"begin\n")
        writer(number, lambda line: _acknowledge(pipe, line))
        os.write(pipe, b"end\n")
        status = 0
    except BaseException:
        with os.fdopen(pipe, "w", closefd=False) as caller:
            caller.write(f"failed {json.dumps(traceback.format_exc())}\n")
    finally:
        # Not sys.exit: what the caller has set up to run at its end is not ours to run.
        os._exit(status)


def _reset_signals() -> None:
    """Forget the caller's handlers; a broken pipe ends a child whose caller is gone."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals():
        if signal.getsignal(number) not in (signal.SIG_DFL, None):
            signal.signal(number, signal.SIG_DFL)


def _acknowledge(pipe: int, line: str) -> None:
    told = f"ack {line}\n".encode()
    if len(told) > LONGEST_LINE or told.count(b"\n") > 1:
        raise ValueError(f"an acknowledgement is one line of up to {LONGEST_LINE} bytes: {line!r}")
    os.write(pipe, told)
