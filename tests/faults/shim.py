"""Faults of the disk for a subprocess: which call fails, how, and what the process had called.

The work is done by `shim.c`, a library that is preloaded into the subprocess and stands before the
C library's calls. A count without a fault tells how many points there are to strike at:

    shim = compile_shim(folder)
    run(..., env=shim.environment(book, None, report))     # points = read_counts(report).fsyncs
    run(..., env=shim.environment(book, Fault("fsync", 3, "EIO"), report))
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).with_name("shim.c")


class ShimMissingError(Exception):
    """The faults cannot be made on this machine; the text says why."""


@dataclass(frozen=True)
class Fault:
    """One fault: the `at`-th call (from 1) of a kind fails with `error`.

    `sticky` makes every later call of the kind fail too, as on a disk that stays full or broken.
    `half` (for writes) has call `at` write half of its bytes and only the next one fail, as a disk
    does that fills up within a write.
    """

    call: Literal["fsync", "write", "truncate"]
    at: int
    error: Literal["EIO", "ENOSPC"]
    sticky: bool = False
    half: bool = False


@dataclass(frozen=True)
class Counts:
    """How many calls of each kind a process made on the watched files, and how many were struck."""

    fsyncs: int
    writes: int
    truncates: int
    struck: int


@dataclass(frozen=True)
class Shim:
    """The compiled library."""

    library: Path

    def environment(self, watched: Path, fault: Fault | None, report: Path) -> dict[str, str]:
        """Return the environment for a subprocess.

        `watched` is the beginning of the paths that count: a folder, or a database whose `-wal` and
        `-shm` then count as well. `report` gets the counts (`read_counts`) and lies elsewhere. The
        subprocess writes it as it ends and whenever a fault strikes, so a killed one is counted up
        to its last fault only. What the subprocess starts itself would write the same report.
        """
        settings = {
            "LD_PRELOAD": str(self.library),
            "PLEDGEBOOK_FAULT_PATH": str(watched.resolve()),
            "PLEDGEBOOK_FAULT_REPORT": str(report.resolve()),
        }
        if fault is not None:
            settings |= {
                "PLEDGEBOOK_FAULT_CALL": fault.call,
                "PLEDGEBOOK_FAULT_AT": str(fault.at),
                "PLEDGEBOOK_FAULT_ERRNO": fault.error,
                "PLEDGEBOOK_FAULT_STICKY": str(int(fault.sticky)),
                "PLEDGEBOOK_FAULT_HALF": str(int(fault.half)),
            }
        others = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
        return others | settings


def compile_shim(folder: Path) -> Shim:
    """Compile the library into `folder`; raise ShimMissingError where that cannot be done."""
    if sys.platform != "linux" or sys.maxsize < 2**32:
        raise ShimMissingError("faults of the disk are made on 64-bit Linux only")
    compiler = shutil.which("cc")
    if compiler is None:
        raise ShimMissingError("there is no C compiler (cc) to make faults of the disk with")
    library = folder / "shim.so"
    command = [compiler, "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run([*command, "-o", library, SOURCE], check=True)
    return Shim(library)


def read_counts(report: Path) -> Counts:
    """Read the counts that a subprocess left in its report."""
    numbers = dict(line.split() for line in report.read_text().splitlines())
    return Counts(
        fsyncs=int(numbers["fsync"]),
        writes=int(numbers["write"]),
        truncates=int(numbers["truncate"]),
        struck=int(numbers["struck"]),
    )
