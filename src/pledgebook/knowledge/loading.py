"""Read the package's own knowledge files."""

from importlib import resources
from typing import Any

import yaml


def load(name: str) -> Any:
    """Return the content of `name`, a YAML file below `knowledge/` ("lexicon/ko.yaml")."""
    source = resources.files("pledgebook.knowledge").joinpath(name).read_bytes()
    return yaml.load(source, Loader=yaml.CSafeLoader)
