"""Read the package's own knowledge files."""

from importlib import resources
from typing import Any

import yaml


def load(name: str) -> Any:
    """Return the content of `name`, a YAML file below `knowledge/` ("lexicon/ko.yaml")."""
    source = resources.files("pledgebook.knowledge").joinpath(name).read_bytes()
    return yaml.load(source, Loader=yaml.CSafeLoader)


def load_strings(name: str) -> dict[str, Any]:
    """Return the content of `name`, a YAML file of mappings of strings or of such mappings.

    Every scalar is read as a string. This takes a third of the time of `load`, which matters for
    the party files. Raises ValueError where the file holds a list.
    """
    source = resources.files("pledgebook.knowledge").joinpath(name).read_bytes()
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
