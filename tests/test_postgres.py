"""The server the tests run on is real, guarded by a password, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from tests.postgres import VARIABLE, fresh_database, running_postgres

ROOT = Path(__file__).resolve().parents[1]

KEPT_RUNNING = """
import time
from tests.postgres import running_postgres
with running_postgres(durable=False) as url:
    print(url, flush=True)
    time.sleep(600)
"""


def ask(url: str, statement: str) -> list[object]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        answer = connection.execute(text(statement))
        return list(answer.scalars()) if answer.returns_rows else []


def socket_folder(url: str) -> Path:
    return Path(str(make_url(url).query["host"]))


def ends(attempt: Callable[[], object]) -> bool:
    """Repeat the attempt until it fails as it does without a server, or for a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            attempt()
        except (OperationalError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def own_server(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip where no server of our own can be started (`postgres_url` says why)."""
    if VARIABLE in os.environ or sys.platform == "win32":
        pytest.skip("the tests use a server that somebody else started, or one without a socket")


def test_each_test_gets_an_empty_database_of_its_own(postgres_url: str) -> None:
    with fresh_database(postgres_url) as one, fresh_database(postgres_url) as two:
        ask(one, "CREATE TABLE entries (sequence bigint)")
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        assert ask(one, tables) == ["entries"]
        assert ask(two, tables) == []


def test_a_database_is_dropped_though_somebody_still_uses_it(postgres_url: str) -> None:
    with fresh_database(postgres_url) as url:
        connection = create_engine(url).connect()
        connection.execute(text("SELECT 1"))
    databases = ask(postgres_url, "SELECT datname FROM pg_database")
    assert make_url(url).database not in databases
    connection.invalidate()


@pytest.mark.usefixtures("own_server")
def test_what_is_committed_is_on_the_disk(postgres_book_url: str) -> None:
    settings = [
        *ask(postgres_book_url, "SHOW fsync"),
        *ask(postgres_book_url, "SHOW full_page_writes"),
    ]
    assert settings == ["on", "on"]


def test_text_is_utf8_and_hangul_counts_as_letters(postgres_book_url: str) -> None:
    assert ask(postgres_book_url, "SELECT length('약속')") == [2]
    assert ask(postgres_book_url, "SELECT '연구소' ~ '^[[:alpha:]]+$'") == [True]


@pytest.mark.usefixtures("own_server")
def test_a_wrong_password_is_refused(postgres_url: str) -> None:
    wrong = make_url(postgres_url).set(password="not-this-one")
    with pytest.raises(OperationalError, match="password authentication failed"):
        ask(wrong.render_as_string(hide_password=False), "SELECT 1")


@pytest.mark.usefixtures("own_server")
def test_a_failure_stops_the_server_and_removes_its_files() -> None:
    urls: list[str] = []

    def fail_while_running() -> None:
        with running_postgres(durable=False) as url:
            assert ask(url, "SHOW fsync") == ["off"]
            urls.append(url)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_while_running()
    (url,) = urls
    assert not socket_folder(url).exists()
    with pytest.raises(OperationalError):
        ask(url, "SELECT 1")


@pytest.mark.usefixtures("own_server")
def test_a_killed_caller_leaves_no_server_behind() -> None:
    caller = subprocess.Popen(
        [sys.executable, "-c", KEPT_RUNNING], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert caller.stdout is not None
    url = caller.stdout.readline().strip()
    connection = create_engine(url, isolation_level="AUTOCOMMIT").connect()
    caller.send_signal(signal.SIGKILL)
    caller.communicate()
    assert ends(lambda: connection.execute(text("SELECT 1")))
    assert ends(lambda: socket_folder(url).stat())
    connection.invalidate()
