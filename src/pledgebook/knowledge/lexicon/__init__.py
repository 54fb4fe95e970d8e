"""The lexicon: which predicates and forms make which kind of record, one YAML file a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pledgebook.knowledge.loading import load
from pledgebook.model.record import Kind, Strength

ANY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the lexicon; a condition that is empty holds always.

    `predicate`: lemmas of the clause's predicate. `marker`: one of these forms is there.
    `without`: none of these forms is there. `object`: the head of a WHAT argument. `to`: the head
    of a TO argument. `noun`: the noun that a modifier clause hangs on. `link`, `tense`, `mood`,
    `voice`: values of `language.clause`. `complement`: "clause" (there must be one), "none", or "".
    `inner`: lemmas or markers that the complement must have. `agent`: WHO must be able to act.
    `polarity`: "positive" (the default), "negative" or "any".

    What it makes: `kind` ("none" makes nothing and keeps later rules from firing), `strength`,
    `actor` (roles that give the actors, first filled wins), `partner` (roles that give partners).
    """

    id: str
    kind: Kind | None
    strength: Strength | None
    example: str
    predicate: frozenset[str] = ANY
    marker: frozenset[str] = ANY
    without: frozenset[str] = ANY
    object: frozenset[str] = ANY
    to: frozenset[str] = ANY
    noun: frozenset[str] = ANY
    link: frozenset[str] = ANY
    tense: frozenset[str] = ANY
    mood: frozenset[str] = ANY
    voice: frozenset[str] = ANY
    complement: str = ""
    inner: frozenset[str] = ANY
    agent: bool = False
    polarity: str = "positive"
    actor: tuple[str, ...] = ("who",)
    partner: tuple[str, ...] = ("with", "to")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules of one language, in the order in which they are tried (the first to hold fires).

    `words` are the file's named word lists (agents, meetings, …), which its rules and the
    language's analyser share. `cue` finds the words without which no rule can fire.
    """

    language: str
    rules: tuple[Rule, ...]
    words: Mapping[str, frozenset[str]]
    cue: re.Pattern[str]
    by_predicate: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def candidates(self, lemma: str) -> tuple[Rule, ...]:
        """Return the rules that a predicate may fire, in order."""
        found = self.by_predicate.get(lemma, ()) + self.by_predicate.get("", ())
        return tuple(self.rules[i] for i in sorted(found))


_SETS = ("predicate", "marker", "without", "object", "to", "noun", "link", "tense", "mood",
         "voice", "inner")  # fmt: skip
_PLAIN = ("id", "example", "complement", "agent", "polarity")
_ROLES = ("actor", "partner")
_KEYS = frozenset(("kind", "strength", *_SETS, *_PLAIN, *_ROLES))


def _expand(values: Any, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return a condition's values; `$name` stands for the file's word list of that name."""
    listed = [values] if isinstance(values, str) else list(values or ())
    found: set[str] = set()
    for value in listed:
        found |= words[value[1:]] if value.startswith("$") else {value}
    return frozenset(found)


def _rule(entry: Mapping[str, Any], words: Mapping[str, frozenset[str]]) -> Rule:
    unknown = set(entry) - _KEYS
    if unknown:
        raise ValueError(f"the rule {entry['id']} has unknown conditions: {sorted(unknown)}")
    made: dict[str, Any] = {name: _expand(entry[name], words) for name in _SETS if name in entry}
    made |= {name: entry[name] for name in _PLAIN if name in entry}
    for name in _ROLES:
        if name in entry:
            listed = entry[name]
            made[name] = tuple(listed if isinstance(listed, list) else [listed])
    made["kind"] = None if entry["kind"] == "none" else Kind(entry["kind"])
    made["strength"] = Strength(entry["strength"]) if "strength" in entry else None
    return Rule(**made)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of `language` ("ko", "en"), read once."""
    data = load(f"lexicon/{language}.yaml")
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    rules = tuple(_rule(entry, words) for entry in data["rules"])
    index: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for lemma in rule.predicate or ("",):
            index.setdefault(lemma, []).append(number)
    return Lexicon(
        language=language,
        rules=rules,
        words=words,
        cue=re.compile("|".join(data["cues"])),
        by_predicate={lemma: tuple(numbers) for lemma, numbers in index.items()},
    )
