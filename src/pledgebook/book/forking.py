"""Connections do not survive a fork: two processes on one would mix what they say."""

import os
from weakref import WeakSet

from sqlalchemy import Engine

_engines: "WeakSet[Engine]" = WeakSet()


def close_before_fork(engine: Engine) -> None:
    """Have an engine let go of its idle connections whenever this process forks.

    Parent and child then open their own. SQLite would else lose its locks, and with them the file.
    """
    _engines.add(engine)


def _close() -> None:
    for engine in list(_engines):
        engine.dispose()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_close)
