"""Mark what stands on a page but is no part of its text.

Licence notices, navigation, contact lists, image tags and the like are marked, kept, and never
read for records. The patterns are data (`knowledge/boilerplate.yaml`); this module only says how
they are tried: at the places where a literal cue stands, so that a text costs one pass however
many patterns there are, and in bounded windows, so that time is proportional to its length.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from ahocorasick_rs import AhoCorasick

from pledgebook.knowledge.loading import load

_SIGNAL = 250  # the longest that a signal of a chain may be, in code points
_PIECE = 1 << 18  # code points searched for cues at a time, which bounds the memory for them
_LINE = 300
_PARAGRAPH = 600
_WRAPPED = range(46, 121)  # lengths of line that a hard-wrapped paragraph has
_TERMINAL = ".!?:;)>]\"'”’"
_FOLLOWERS = 12
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_SENTENCE = re.compile(r"[가-힣]다[.”\"]|[a-z)\d][.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Notice:
    """Code points [start, end) of a text that are not to be read, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Signal:
    """A pattern with the cues at which it is tried, and how far it may reach to both sides."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    back: int
    ahead: int

    def at(self, text: str, cue: int, after: int) -> tuple[int, int] | None:
        """The match that holds the cue at `cue` and begins no earlier than `after`, if any."""
        stop = cue + self.ahead
        if not self.back:
            found = self.pattern.match(text, cue, stop)
        else:
            found = self.pattern.search(text, max(after, cue - self.back), stop)
            if found is not None and not found.start() <= cue < found.end():
                return None
        return found.span() if found is not None and found.group() else None


@dataclass(frozen=True, slots=True)
class _Chain:
    """What makes a chain of signals go on and come to its end; see boilerplate.yaml."""

    gap: int
    goes_on: re.Pattern[str]
    resumes: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    def end(self, text: str, start: int, end: int) -> int | None:
        """Where the chain opened by the signal [start, end) ends; None if it lacks its needs."""
        met = self.needs is None or self.needs.search(text, start, end) is not None
        while signal := self.goes_on.search(text, end, end + self.gap + _SIGNAL):
            begin = signal.start()
            if begin - end > self.gap or self._resumes(text, end, begin):
                break
            end = signal.end()
            met = met or (self.needs is not None and self.needs.match(signal.group()) is not None)
        return self._tail(text, end) if met else None

    def _resumes(self, text: str, start: int, end: int) -> bool:
        return self.resumes is not None and self.resumes.search(text, start, end) is not None

    def _tail(self, text: str, end: int) -> int:
        """The end of what is left over after the last signal: the text's, else the line's."""
        line = text.find("\n", end, end + self.gap + 1)
        for stop in (len(text), line if line >= 0 else len(text)):
            if stop - end <= self.gap and not _SENTENCE.search(text, end, stop):
                return stop
        return end


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What is known by a cue: a stretch of words, or the opening of a chain."""

    reason: str
    signal: _Signal
    chain: _Chain | None


@dataclass(frozen=True, slots=True)
class _LineRule:
    """A pattern that takes a whole line, and the lines below that belong to it."""

    reason: str
    pattern: re.Pattern[str]
    follow: re.Pattern[str] | None

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether the line [start, end) belongs to the one before it."""
        return self.follow is not None and self.follow.fullmatch(text, start, end) is not None


@dataclass(frozen=True, slots=True)
class _Rules:
    """All rules for one language, ready to be tried; `called[i]` are those that cue i calls up."""

    spoken: list[_Spoken]
    lines: list[_LineRule]
    paragraphs: list[_LineRule]
    automaton: AhoCorasick
    called: list[list[int]]


def mark_boilerplate(text: str, language: str | None = None) -> list[Notice]:
    """Find the notices of a text, in order, without overlap.

    `language` ("ko", "en") leaves out what is peculiar to other languages; None tries everything.
    Offsets are code points of `text`. Time is proportional to its length.
    """
    rules = _rules(language)
    found = [
        *_spoken(text, rules),
        *_whole_lines(text, rules.lines),
        *_whole_paragraphs(text, rules.paragraphs),
    ]
    return _apart(text, found)


def _spoken(text: str, rules: _Rules) -> Iterator[Notice]:
    """The notices of `words` rules and of chains: whatever is known by a cue."""
    passed = [0] * len(rules.spoken)  # where each rule's last notice ended
    for cue, at in _cues(text, rules.automaton):
        for number in rules.called[cue]:
            if at < passed[number]:
                continue
            rule = rules.spoken[number]
            span = rule.signal.at(text, at, passed[number])
            if span is None:
                continue
            start, end = span
            if rule.chain is not None:
                chained = rule.chain.end(text, start, end)
                if chained is None:
                    continue
                end = chained
            passed[number] = end
            yield Notice(start, end, rule.reason)


def _cues(text: str, automaton: AhoCorasick) -> Iterator[tuple[int, int]]:
    """Every cue in the text: its number and its offset, piece by piece."""
    overlap = 32  # longer than any cue
    for base in range(0, len(text), _PIECE):
        piece = text[base : base + _PIECE + overlap].translate(_ASCII_LOWER)
        hits = automaton.find_matches_as_indexes(piece, overlapping=True)
        # A cue that begins in the overlap is the next piece's.
        yield from ((cue, base + at) for cue, at, _ in sorted(hits, key=_offset) if at < _PIECE)


def _offset(hit: tuple[int, int, int]) -> int:
    return hit[1]


def _whole_lines(text: str, rules: list[_LineRule]) -> Iterator[Notice]:
    """The lines that are furniture as a whole."""
    if not rules:
        return
    any_rule = _either(rules)
    rule: _LineRule | None = None
    followers = 0
    alone = True  # whether the line before leaves this one to itself
    for start, end in _lines(text):
        if end - start > _LINE:
            alone, rule = True, None
            continue
        if start == end or text[start:end].isspace():
            alone = True
            continue
        if rule is not None and followers < _FOLLOWERS and rule.goes_on(text, start, end):
            followers += 1
            yield Notice(start, end, rule.reason)
            continue
        match = any_rule.fullmatch(text, start, end) if alone else None
        if match is None or match.lastgroup is None:
            # Below a line that breaks off, the next may be the same paragraph's.
            alone, rule = end - start not in _WRAPPED or text[end - 1] in _TERMINAL, None
            continue
        rule, followers = rules[int(match.lastgroup[1:])], 0
        yield Notice(start, end, rule.reason)


def _whole_paragraphs(text: str, rules: list[_LineRule]) -> Iterator[Notice]:
    """The paragraphs that are furniture, as their first words tell."""
    if not rules:
        return
    any_rule = _either(rules)
    begin, stop = -1, -1
    for start, end in chain(_lines(text), [(len(text), len(text))]):
        if start < end and not text[start:end].isspace():
            begin, stop = (start if begin < 0 else begin), end
            continue
        if begin >= 0 and stop - begin <= _PARAGRAPH:
            match = any_rule.match(text, begin, stop)
            if match is not None and match.lastgroup is not None:
                yield Notice(begin, stop, rules[int(match.lastgroup[1:])].reason)
        begin = -1


def _either(rules: list[_LineRule]) -> re.Pattern[str]:
    """One pattern for all the rules; the group that took part tells which."""
    groups = (f"(?P<r{number}>{rule.pattern.pattern})" for number, rule in enumerate(rules))
    return re.compile("|".join(groups), re.MULTILINE)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines, without their ends."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _apart(text: str, found: Iterable[Notice]) -> list[Notice]:
    """Trim the notices and put them in order, each without what an earlier one has."""
    trimmed = (_trimmed(text, notice.start, notice.end, notice.reason) for notice in found)
    apart: list[Notice] = []
    for notice in sorted(trimmed, key=lambda n: (n.start, -n.end)):
        if apart and notice.start < apart[-1].end:
            notice = _trimmed(text, apart[-1].end, notice.end, notice.reason)
        if notice.start < notice.end:
            apart.append(notice)
    return apart


def _trimmed(text: str, start: int, end: int, reason: str) -> Notice:
    """A notice without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Notice(start, end, reason)


@cache
def _rules(language: str | None) -> _Rules:
    """The rules for a language; for None, every one."""
    data = load("boilerplate.yaml")
    fragments: Mapping[str, str] = data["fragments"]

    def wanted(kind: str) -> list[Mapping[str, Any]]:
        every: list[Mapping[str, Any]] = data[kind]
        if language is None:
            return every
        return [entry for entry in every if entry.get("language") in (None, language)]

    spoken = [
        _Spoken(entry["reason"], _signal(entry, fragments), None) for entry in wanted("words")
    ]
    for entry in wanted("chains"):
        links = _chain(entry, fragments)
        spoken.extend(
            _Spoken(entry["reason"], _signal(opening, fragments), links)
            for opening in entry["opens"]
        )
    cues = sorted({cue for rule in spoken for cue in rule.signal.cues})
    called = [[i for i, rule in enumerate(spoken) if cue in rule.signal.cues] for cue in cues]
    return _Rules(
        spoken,
        [_line_rule(entry, fragments) for entry in wanted("lines")],
        [_line_rule(entry, fragments) for entry in wanted("paragraphs")],
        AhoCorasick(cues),
        called,
    )


def _signal(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> _Signal:
    return _Signal(
        tuple(cue.lower() for cue in entry["cue"]),
        _compiled([entry["pattern"]], fragments),
        entry.get("back", 0),
        entry.get("ahead", 250),
    )


def _chain(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> _Chain:
    resumes, needs = entry.get("resumes"), entry.get("needs")
    # A signal that opens a chain also carries it on.
    signals = [*(opening["pattern"] for opening in entry["opens"]), *entry["goes_on"]]
    return _Chain(
        entry["gap"],
        _compiled(signals, fragments),
        _compiled(resumes, fragments) if resumes else None,
        _compiled([needs], fragments) if needs else None,
    )


def _line_rule(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> _LineRule:
    follow = entry.get("follow")
    return _LineRule(
        entry["reason"],
        _compiled([entry["pattern"]], fragments),
        _compiled([follow], fragments) if follow else None,
    )


def _compiled(patterns: Iterable[str], fragments: Mapping[str, str]) -> re.Pattern[str]:
    pattern = "|".join(f"(?:{each})" for each in patterns)
    for name, fragment in fragments.items():
        pattern = pattern.replace("{" + name + "}", fragment)
    return re.compile(pattern, re.MULTILINE)
