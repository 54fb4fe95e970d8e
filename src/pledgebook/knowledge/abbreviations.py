"""Headline abbreviations of states in Korean: 한·미·일, 영-미, 한미 정상회담, 韓 리더십.

A one-syllable abbreviation is an ordinary syllable everywhere else, so it is read only in a list
whose every part is a party, in a pair before a word like 정상 or 관계, or, in Han script, standing
alone.
"""

import re
from collections.abc import Iterator

from pledgebook.knowledge.bounds import Tail, hangul_run, is_han, is_hangul, tail, title_ends
from pledgebook.knowledge.naming import Entry, Names, Sense

Found = tuple[int, int, str]  # start, end, party

_MARKS = "·ㆍ‧・∙⋅•/–-"
_MARK = re.compile(rf"(?<=[가-힣一-鿿A-Z])[{_MARKS}](?=[가-힣一-鿿A-Z])")
_HAN = re.compile(r"[韓美英日中獨佛露伊印加濠北臺]+")
_PARENTHESES = re.compile(r"\([^)]*\)")
_WHEN = re.compile(r"(?:[0-9년월일시분초]|회의|진행|기간|개최|방문|행사|중) $")
_LONGEST_NAME = 14


class Abbreviations:
    """Finds the abbreviations of a table of names."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._short = {**names.minor, **names.abbreviations}

    def find(self, text: str) -> Iterator[Found]:
        """Yield abbreviations in lists, then Han ones that stand alone."""
        done = 0
        for mark in _MARK.finditer(text):
            if mark.start() < done:
                continue
            start, end = self._run(text, mark.start())
            done = end
            yield from self._in_list(text, start, end)
        for run in _HAN.finditer(text):
            yield from self._han(text, run.start(), run.end())

    @staticmethod
    def _run(text: str, at: int) -> tuple[int, int]:
        """Return the span of the word-and-mark run around the mark at `at`."""
        start, end = at, at + 1
        while start and (_joins(text[start - 1])):
            start -= 1
        while end < len(text) and _joins(text[end]):
            end += 1
        return start, end

    def _in_list(self, text: str, start: int, end: int) -> Iterator[Found]:
        parts = list(re.finditer(rf"[^{_MARKS}]+", text[start:end]))
        found: list[Found] = []
        main = known = 0
        for number, part in enumerate(parts):
            word, last = part.group(), number == len(parts) - 1
            short = self._short_at(text, word, last, start + part.end())
            if short:
                at = start + part.start()
                found.append((at, at + len(short), self._short[short]))
                main += short in self._names.abbreviations
            elif not self._is_name(word, last):
                return
            else:
                known += 1
        if found and len(parts) > 1 and (main or known):
            yield from found

    def _short_at(self, text: str, word: str, last: bool, end: int) -> str | None:
        """Return the abbreviation that `word` is or, at the end of a list, begins with."""
        if word in self._short:
            if last and text[end : end + 1] == " " and self._speaks(text[end + 1 : end + 5]):
                return None
            return word
        if not last:
            return None
        for size in (3, 2, 1):
            short, rest = word[:size], word[size:]
            if short in self._short and rest and is_hangul(rest[0]):
                run = hangul_run(rest, 0)
                if tail(run) in (Tail.BARE, Tail.OFFICE) or run.startswith(self._names.pair_after):
                    return short
        return None

    def _speaks(self, following: str) -> bool:
        return following.startswith(self._names.pair_never)

    def _is_name(self, word: str, last: bool) -> bool:
        entries = self._names.entries
        if not last:
            return word in entries and entries[word].sense in (Sense.NAME, Sense.WEAK)
        for size in range(min(len(word), _LONGEST_NAME), 1, -1):
            entry = entries.get(word[:size])
            if entry and entry.sense in (Sense.NAME, Sense.WEAK):
                return not is_hangul(word[size - 1]) or self._follows(word[size:])
        return False

    def _follows(self, rest: str) -> bool:
        run = hangul_run(rest, 0)
        return tail(run) is not Tail.NONE or run.startswith(self._names.pair_after)

    def _han(self, text: str, start: int, end: int) -> Iterator[Found]:
        before, after = text[start - 1 : start], text[end : end + 1]
        if is_han(before) or is_han(after) or is_hangul(before) or (before == "(" and after == ")"):
            return
        if (before and before in _MARKS) or (after and after in _MARKS):
            return  # a list: read above, or none
        if end - start == 1:
            run = hangul_run(text, end)
            if run and (tail(run) is not Tail.OFFICE):
                return
            if _WHEN.search(text, max(0, start - 4), start):
                return
            if not run and after not in (" ", ",", "…", "'", "’", '"', "”"):
                return
        for at in range(start, end):
            yield at, at + 1, self._names.abbreviations[text[at]]

    def pair(self, text: str, entry: Entry, start: int, end: int) -> Iterator[Found]:
        """Yield the parties of a pair (한미) where a word follows that makes it one."""
        names = self._names
        strict = entry.text in names.pair_strict
        after = names.pair_strict_after if strict else names.pair_after
        run = hangul_run(text, end)
        follows = run or (text[end + 1 : end + 8] if text[end : end + 1] == " " else "")
        if not follows.startswith(after) and not (run and not strict and title_ends(run)):
            return
        if follows.startswith(names.pair_never):
            return
        last = len(entry.parties) - 1
        for number, party in enumerate(entry.parties):  # one syllable each, the last one the rest
            at = start + number
            yield at, end if number == last else at + 1, party


def _joins(char: str) -> bool:
    return (
        is_hangul(char)
        or is_han(char)
        or char in _MARKS
        or "A" <= char <= "Z"
        or "a" <= char <= "z"
    )
