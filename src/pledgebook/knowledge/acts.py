"""What a promise does and to what: acts and things, recognised in Korean and in English.

The words stand in `acts.yaml`. They tell whether two reports in different words, or in different
languages, may speak of one act; nobody is told by them what a record is about.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from pledgebook.knowledge.loading import load

_WORD = re.compile(r"[a-z0-9&]+(?:['’-][a-z0-9]+)*")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Act:
    """One act or thing.

    `labels` are its words by language, `example` a sentence a language. `recurs` tells that doing
    it again is another deed (hosting), `event` that a thing comes round again (a summit). `concept`
    is the one that the same words name, or "".
    """

    id: str
    labels: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str]
    recurs: bool = False
    event: bool = False
    concept: str = ""


class Words:
    """One list of words, each naming one or several ids, and the search for them.

    `fold` brings an English word to the form by which it is looked up.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, Mapping[str, tuple[str, ...]]]],
        fold: Callable[[str], str],
    ) -> None:
        self._fold = fold
        self._english: dict[tuple[str, ...], list[str]] = {}
        self._korean: dict[str, list[str]] = {}
        for name, labels in entries:
            for label in labels["en"]:
                self._english.setdefault(
                    tuple(map(fold, _WORD.findall(label.casefold()))), []
                ).append(name)
            for label in labels["ko"]:
                self._korean.setdefault(label, []).append(name)
        longest_first = sorted(self._korean, key=len, reverse=True)
        self._hangul = re.compile("|".join(map(re.escape, longest_first)))

    def find(self, text: str) -> list[tuple[str, ...]]:
        """Return the ids that each word found may name, in order of the text.

        A longer label wins over the shorter ones inside it.
        """
        folded = text.casefold()
        found = [(m.start(), tuple(self._korean[m[0]])) for m in self._hangul.finditer(folded)]
        return [ids for _, ids in sorted([*found, *self._in_english(folded)])]

    def _in_english(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        words = [(match.start(), self._fold(match[0])) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            for length in range(_LONGEST, 0, -1):
                ids = self._english.get(tuple(word for _, word in words[at : at + length]))
                if ids:
                    yield words[at][0], tuple(ids)
                    at += length - 1
                    break
            at += 1


@dataclass(frozen=True, slots=True)
class Acts:
    """The bundled acts and things by id, and the searches over their words."""

    acts: Mapping[str, Act]
    things: Mapping[str, Act]
    in_acts: Words
    in_things: Words
    in_hedges: Words

    @classmethod
    def bundled(cls) -> Self:
        """Return the lists that come with the package."""
        data = load("acts.yaml")
        acts = {entry["id"]: _act(entry) for entry in data["acts"]}
        things = {entry["id"]: _act(entry) for entry in data["things"]}
        return cls(
            acts=acts,
            things=things,
            in_acts=Words(((act.id, act.labels) for act in acts.values()), stem),
            in_things=Words(((each.id, each.labels) for each in things.values()), singular),
            in_hedges=Words([("hedge", _labels(data["hedges"]))], stem),
        )


@cache
def bundled_acts() -> Acts:
    """Return the bundled lists, read once in a process."""
    return Acts.bundled()


def stem(word: str) -> str:
    """Return an English word in lower case without its regular ending ("setting" -> "set")."""
    if len(word) < 4:
        return word
    if word.endswith(("ies", "ied")):
        return f"{word[:-3]}y"
    cut = _ENDING.sub("", word) if not word.endswith("ss") else word
    if len(cut) < 3 or not re.search(r"[aeiouy]", cut):
        return word
    doubled = len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt"
    return cut[:-1] if doubled else cut


def singular(word: str) -> str:
    """Return an English noun without its plural ending ("facilities" -> "facility")."""
    if len(word) < 4 or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _act(entry: Mapping[str, Any]) -> Act:
    return Act(
        id=entry["id"],
        labels=_labels(entry),
        example=entry["example"],
        recurs=bool(entry.get("recurs")),
        event=bool(entry.get("event")),
        concept=entry.get("concept", ""),
    )


def _labels(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(entry[language]) for language in ("en", "ko")}
