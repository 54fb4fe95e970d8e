"""The state that speaks where a text says "우리나라" or "the Administration"."""

import re

from pledgebook.knowledge.gazetteer import Gazetteer
from pledgebook.model.document import Document

_HOST = re.compile(r"https?://([^/:?#]+)")
_DOMAINS = {"gov": "US", "mil": "US", "uk": "GB", "eu": "EU", "int": None, "un.org": "UN"}
_LANGUAGES = {"ko": "KR"}


def home_of(document: Document, gazetteer: Gazetteer) -> str | None:
    """Return the id of the state (or body) whose publisher speaks, or None where nothing tells.

    The publisher's name tells first, then the domain of the page, then the language.
    """
    if document.publisher:
        for mention in gazetteer.find(document.publisher, document.published):
            return state_of(mention.party)
    host = _HOST.match(document.source_url or "")
    if host:
        labels = host[1].lower().split(".")
        for domain in (".".join(labels[-2:]), labels[-1]):
            if domain in _DOMAINS:
                return _DOMAINS[domain]
        if len(labels[-1]) == 2 and gazetteer.party(labels[-1].upper()):
            return labels[-1].upper()
    return _LANGUAGES.get(document.language or "")


def state_of(party: str) -> str:
    """Return the part of a party's id that names its state or body ("kr-msit" -> "KR")."""
    return party.split("-", 1)[0].upper() if party[:1].islower() else party
