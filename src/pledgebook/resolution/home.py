"""The state that speaks where a text says "우리나라" or "the Administration"."""

import re
from collections import Counter
from collections.abc import Sequence

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.model.document import Document

_HOST = re.compile(r"https?://([^/:?#]+)")
_DOMAINS = {"gov": "US", "mil": "US", "uk": "GB", "eu": "EU", "int": None, "un.org": "UN"}
_LEAST_TIMES = 2
_CLEAR_SHARE = 0.6
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


def home_by_mentions(mentions: Sequence[Mention]) -> str | None:
    """Return the state whose offices and institutions fill a text, where one clearly does."""
    counted = Counter(
        state_of(m.party)
        for m in mentions
        if m.party[:1].islower() or m.kind in ("person", "office")
    )
    if not counted:
        return None
    state, times = counted.most_common(1)[0]
    clear = times >= _LEAST_TIMES and times >= _CLEAR_SHARE * sum(counted.values())
    return state if clear else None


def state_of(party: str) -> str:
    """Return the part of a party's id that names its state or body ("kr-msit" -> "KR")."""
    return party.split("-", 1)[0].upper() if party[:1].islower() else party
