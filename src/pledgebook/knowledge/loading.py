"""Read the package's own knowledge files.

Parsing them takes longer than anything else that starts up, so what was parsed is kept beside them
the way Python keeps its bytecode: in `__pycache__`, and only where that can be written. It counts
for as long as the content of the file is the same.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import resources
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any


def load(name: str) -> Any:
    """Return the content of `name`, a YAML file below `knowledge/` ("lexicon/ko.yaml")."""
    return _kept(name, "values", _values)


def load_strings(name: str) -> dict[str, Any]:
    """Return the content of `name`, a YAML file of mappings of strings or of such mappings.

    Every scalar is read as a string. This takes a third of the time of `load`, which matters for
    the party files. Raises ValueError where the file holds a list.
    """
    content: dict[str, Any] = _kept(name, "strings", _strings)
    return content


def _kept(name: str, how: str, parse: Callable[[bytes, str], Any]) -> Any:
    """Return what `parse` makes of a file: as it was kept, or parsed and then kept."""
    path = resources.files("pledgebook.knowledge").joinpath(name)
    source = path.read_bytes()
    if not isinstance(path, Path):  # in an archive
        return parse(source, name)
    kept = Path(cache_from_source(path, optimization=how)).with_suffix(".json")
    seal = source_hash(source).hex()
    try:
        held, _, told = kept.read_text("utf-8").partition("\n")
        if held == seal:
            return json.loads(told)
    except (OSError, ValueError):
        pass  # never kept, or not to be read: as good as none
    content = parse(source, name)
    if not sys.dont_write_bytecode:
        _keep(content, kept, seal)
    return content


def _keep(content: Any, kept: Path, seal: str) -> None:
    """Write what was parsed, whole or not at all; where that cannot be done, go without."""
    draft = kept.with_suffix(f".{os.getpid()}")
    try:
        told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        if json.loads(told) != content:
            return
        kept.parent.mkdir(exist_ok=True)
        draft.write_text(f"{seal}\n{told}", "utf-8")
        draft.replace(kept)
    except (OSError, TypeError, ValueError):
        with suppress(OSError):
            draft.unlink()


def _values(source: bytes, _: str) -> Any:
    import yaml

    return yaml.load(source, Loader=yaml.CSafeLoader)


def _strings(source: bytes, name: str) -> dict[str, Any]:
    import yaml

    top: dict[str, Any] = {}
    mapping, key = top, ""
    above: list[dict[str, Any]] = []
    events = yaml.CSafeLoader(source)
    for event in iter(events.get_event, None):
        if isinstance(event, yaml.ScalarEvent):
            if key:
                mapping[key] = event.value
                key = ""
            else:
                key = event.value
        elif isinstance(event, yaml.MappingStartEvent):
            above.append(mapping)
            mapping = mapping.setdefault(key, {}) if key else mapping
            key = ""
        elif isinstance(event, yaml.MappingEndEvent):
            mapping = above.pop()
        elif isinstance(event, yaml.SequenceStartEvent):
            raise ValueError(f"{name} holds a list under {key!r}")
    return top
