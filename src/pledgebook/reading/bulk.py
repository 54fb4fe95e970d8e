"""Read many documents, in one process or in several; a bad one never stops the rest."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.errors import PledgebookError
from pledgebook.reading.read import Reading, read_document
from pledgebook.sources import Failure, Source

if TYPE_CHECKING:
    from concurrent.futures import Future

    _Entry = Failure | tuple[Source, Future[Reading | Failure]]

_AHEAD = 4  # documents under way per process: enough to keep it busy, few enough for the memory


def read_one(source: Source, given: Given) -> Reading | Failure:
    """Read one document; what goes wrong with it comes back as a value."""
    try:
        raw = source.load()
        return replace(read_document(read_bytes(raw, source.origin, given)), raw=raw)
    except PledgebookError as error:
        return Failure(source.origin, error)
    except RecursionError:
        return Failure(source.origin, PledgebookError("nested too deeply to be read"))


def read_many(
    sources: Iterable[Source | Failure], given: Given, jobs: int = 1
) -> Iterator[Reading | Failure]:
    """Yield a reading or a failure a source, in the order of the sources.

    `jobs` is the number of processes; each loads the language models for itself. Sources are
    taken as they are needed, so that memory does not grow with their number.
    """
    if jobs <= 1:
        for source in sources:
            yield source if isinstance(source, Failure) else read_one(source, given)
        return
    yield from _in_processes(sources, given, jobs)


def _in_processes(
    sources: Iterable[Source | Failure], given: Given, jobs: int
) -> Iterator[Reading | Failure]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[_Entry] = deque()
        for source in sources:
            if isinstance(source, Failure):
                waiting.append(source)
            else:
                waiting.append((source, pool.submit(read_one, source, given)))
            if len(waiting) >= _AHEAD * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(entry: "_Entry") -> Reading | Failure:
    if isinstance(entry, Failure):
        return entry
    from concurrent.futures.process import BrokenProcessPool

    source, future = entry
    try:
        return future.result()
    except BrokenProcessPool:
        hint = "It may need more memory than there is; read it alone, or with --jobs 1."
        return Failure(source.origin, PledgebookError("the reading process died", hint))
