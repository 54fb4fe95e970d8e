"""Text as full-text search sees it: folded words, the terms of an index, the terms of a query.

Index and query go through one fold, so that what stands in a text is always found by its index:

- Words of alphabets lose case, width, accents and a possessive 's, and are stemmed as English
  ("Agreements’" is "agreement"); digits keep their place in a word ("G7") and lose their grouping
  ("2,500" is "2500"); an abbreviation loses its points ("U.S." is "us").
- Hangul, Han and Kana have no such words. A *chain* is a run of such syllables, white space,
  middle dots and hyphens between two of them left out. A chain is indexed as its overlapping pairs
  and its last syllable: "안전 연구" is 안전, 전연, 연구, 구. So "안전연구", "안전 연구" and
  "안전·연구" have the same terms, a word of two syllables is one of them whatever particle sticks
  to it, and a single syllable is the beginning of one of them (핵*).

Pairs over gaps and pairs taken singly find too much ("국회 담당" has 회담), never too little;
`pledgebook.book.snippets.matches` tells the true matches. An index holds the stems of one
snowballstemmer: when that is changed, the view is to be rebuilt.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Final

from pledgebook.model.span import Span

WORD: Final = "\x01"
"""Stands before and after each word of an alphabet in a folded text."""
JOINT: Final = "\x02"
"""Stands for a gap inside a chain."""
GAP: Final = "\x03"
"""Stands for every other gap between words."""

_SYLLABLES: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u3131-\u318c\u318e\u3192-\u319f\u31a0-\u31bf\u31f0-\u31ff\u3220-\u3229"
    "\u3280-\u3289\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff"
    "\uff66-\uff9d\uffa0-\uffdc\U0001b000-\U0001b16f\U00020000-\U000323af"
)
"""Hangul, Han and Kana as a character class, without ㆍ (318D): that is used as a middle dot."""


def _combining() -> str:
    """Return the combining marks as ranges of a character class."""
    blocks = (*range(0x300, 0x3100), *range(0xA600, 0xAC00), *range(0xFB00, 0xFE30))
    marks = [c for c in blocks if unicodedata.category(chr(c))[0] == "M"]
    starts = [c for c, before in zip(marks, [0, *marks], strict=False) if c != before + 1]
    ends = [c for c, after in zip(marks, [*marks[1:], 0], strict=True) if after != c + 1]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


_MARKS: Final = _combining() + "\u00ad\u200b-\u200d\u2060\ufeff\U000e0100-\U000e01ef"
"""What stands inside a word without being read: accents, vowel signs, and the invisible."""

_LETTER = rf"[^\W_ㆍ{_SYLLABLES}]"
_PIECES = re.compile(
    r"(?P<word>"
    rf"\d{{1,3}}(?:[,，]\d{{3}})++(?!\d){_LETTER}*+"
    rf"|[A-Za-z](?:\.[A-Za-z])+(?!{_LETTER})\.?"
    rf"|{_LETTER}++(?:[{_MARKS}]++{_LETTER}*+)*+"
    rf")(?:['’＇][sS](?!{_LETTER}))?"
    rf"|[{_SYLLABLES}][{_SYLLABLES}{_MARKS}\uff9e\uff9f]*+"
)
_CLUSTER = re.compile(
    "(?:[\u1100-\u115f\ua960-\ua97c]++|.)"
    rf"[\u1160-\u11ff\ud7b0-\ud7fb]*+[{_MARKS}\uff9e\uff9f]*+",
    re.DOTALL,
)
_SYLLABLE = re.compile(f"[{_SYLLABLES}]")
_AS_IT_IS = re.compile("[가-힣一-鿿ぁ-ゖァ-ヺー]+")
_BLANK = r"[^\S\n]|[·ㆍ・‧･\-‐‑–]"
_JOINT = re.compile(rf"(?:{_BLANK})*+(?:\n(?:{_BLANK})*+)?")
"""A gap that does not end a chain; an empty line does."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is searched, and the way back to the text as it is.

    `stream` has each word as its stem between two `WORD`, each chain as its syllables, and one
    `JOINT` or `GAP` between pieces that do not touch.
    """

    stream: str
    _at: list[int]
    _pieces: list[tuple[int, int, tuple[Span, ...] | None]]

    def span(self, start: int, end: int) -> Span:
        """Return where `stream[start:end]`, which begins and ends with a piece, stands."""
        return Span(self._span_at(start).start, self._span_at(end - 1).end)

    def _span_at(self, position: int) -> Span:
        index = bisect_right(self._at, position) - 1
        start, end, syllables = self._pieces[index]
        offset = position - self._at[index]
        if syllables is not None:
            return syllables[offset]
        if self.stream[self._at[index]] == WORD:
            return Span(start, end)
        return Span(start + offset, start + offset + 1)


def fold(text: str) -> Folded:
    """Fold `text`; the time is linear in its length."""
    parts: list[str] = []
    at: list[int] = []
    pieces: list[tuple[int, int, tuple[Span, ...] | None]] = []
    length, done, chained = 0, 0, False
    for match in _PIECES.finditer(text):
        start, end = match.span()
        syllables = None
        if match.lastgroup:
            end = match.end("word")
            key = _word(match["word"])
            key = key and WORD + key + WORD
        else:
            key = match[0]
            if not _AS_IT_IS.fullmatch(key):
                key, syllables = _syllables(key, start)
        if not key:
            continue
        if parts and done < start:
            joint = chained and not match.lastgroup and _JOINT.fullmatch(text, done, start)
            parts.append(JOINT if joint else GAP)
            length += 1
        at.append(length)
        pieces.append((start, end, syllables))
        parts.append(key)
        length += len(key)
        done, chained = end, not match.lastgroup
    return Folded("".join(parts), at, pieces)


def _syllables(run: str, start: int) -> tuple[str, tuple[Span, ...]]:
    """Compose and unify a run that begins at `start`; with the span each syllable comes from."""
    key: list[str] = []
    spans: list[Span] = []
    for cluster in _CLUSTER.finditer(run):
        found = _SYLLABLE.findall(unicodedata.normalize("NFKC", cluster[0]))
        key += found
        spans += [Span(start + cluster.start(), start + cluster.end())] * len(found)
    return "".join(key), tuple(spans)


_LONGEST: Final = 64
"""Letters of the longest term, and of the longest word that is stemmed: no word is longer."""


def _word(word: str) -> str:
    return _stem(word) if len(word) <= _LONGEST else _bare(word)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    bare = _bare(word)
    if not (bare.isascii() and bare.isalpha()):
        return bare
    # Imported here, as that alone takes as long as many a command. A new stemmer for each word, as
    # it keeps the word in itself, and threads may fold at once.
    from snowballstemmer.english_stemmer import EnglishStemmer

    return str(EnglishStemmer().stemWord(bare))


def _bare(word: str) -> str:
    """Return `word` without case, width, accents and all that is no letter or digit."""
    if word.isascii():
        folded = word.lower()
    else:
        folded = unicodedata.normalize("NFKC", word).casefold()
        folded = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in folded if c.isalnum() and not _SYLLABLE.match(c))


@dataclass(frozen=True, slots=True)
class Sought:
    """What an index is asked for: all of `terms`, and for each of `prefixes` a term that begins so.

    Both are empty when the query has no word in it; then nothing is found.
    """

    terms: frozenset[str]
    prefixes: frozenset[str]


# What Korean and English texts mostly are: nothing in it has to be composed or unified.
_PLAIN = re.compile("[\\t\\n -~가-힣·“”‘’…「」『』《》〈〉○□△▲※–—]*+")
_PLAIN_WORD = re.compile(
    r"(\d{1,3}(?:,\d{3})++(?!\d)[A-Za-z0-9]*+|[A-Za-z](?:\.[A-Za-z])+(?![A-Za-z0-9])\.?|[A-Za-z0-9]++)"
    r"(?:['’][sS](?![A-Za-z0-9]))?"
)
_PLAIN_CHAIN = re.compile(rf"[가-힣]++(?:{_JOINT.pattern}[가-힣]++)*+")
_NOT_HANGUL = re.compile("[^가-힣]++")


def index_terms(text: str) -> set[str]:
    """Return the terms that `text` is found by, each of letters and digits only."""
    return _plain_terms(text) if _PLAIN.fullmatch(text) else _folded_terms(text)


def _plain_terms(text: str) -> set[str]:
    """Return the terms of a plain text, in a third of the time that folding it takes."""
    terms = {_word(word)[:_LONGEST] for word in set(_PLAIN_WORD.findall(text))}
    for run in _PLAIN_CHAIN.findall(text):
        chain = _NOT_HANGUL.sub("", run)
        terms.update(map(add, chain, chain[1:]))
        terms.add(chain[-1])
    return terms


def _folded_terms(text: str) -> set[str]:
    terms: set[str] = set()
    for word, chain in _parts(fold(text).stream):
        if word:
            terms.add(_term(word))
        else:
            terms.update(_pairs(chain))
            terms.add(_term(chain[-1]))
    return terms


def query_terms(query: str) -> Sought:
    """Return what an index has to hold of a text for `matches(text, query)` to find anything."""
    terms: set[str] = set()
    prefixes: set[str] = set()
    for phrase in phrases(query):
        for word, chain in _parts(phrase):
            if word:
                terms.add(_term(word))
            elif len(chain) == 1:
                prefixes.add(_term(chain))
            else:
                terms.update(_pairs(chain))
    return Sought(frozenset(terms), frozenset(prefixes))


_PARTS = re.compile(f"{WORD}([^{WORD}]+){WORD}|([^{WORD}{GAP}]+)")


def _parts(stream: str) -> list[tuple[str, str]]:
    """Split a stream into words and chains, one of the two empty; chains without joints."""
    found = [(word, chain.replace(JOINT, "")) for word, chain in _PARTS.findall(stream)]
    return [(word, chain) for word, chain in found if word or chain]


def _pairs(chain: str) -> Iterable[str]:
    pairs = map(add, chain, chain[1:])
    return pairs if _AS_IT_IS.fullmatch(chain) else map(_term, pairs)


_QUOTE = '"“”„‟＂'
_ITEM = re.compile(
    rf"[{_QUOTE}](?P<phrase>[^{_QUOTE}]*)[{_QUOTE}]"
    rf"|(?:[^\s,;、，；{_QUOTE}]|(?<=\d)[,，](?=\d))+"
)


@lru_cache(maxsize=256)
def phrases(query: str) -> tuple[str, ...]:
    """Return the folded streams of what has to stand in a text, each as it is written.

    A phrase is what stands between quotation marks, or else between white space and commas:
    "GPT-4" asks for gpt and 4 side by side. A quotation mark without its partner is not read.
    """
    streams = (fold(item["phrase"] or item[0]).stream for item in _ITEM.finditer(query))
    return tuple(dict.fromkeys(stream for stream in streams if stream))


_OLD = unicodedata.ucd_3_2_0


def _term(key: str) -> str:
    """Spell a key so that every version of every tokenizer takes it for one token.

    A letter younger than Unicode 3.2 may be no letter to an older SQLite: it is spelled by number.
    """
    key = key[:_LONGEST]
    if key.isascii() or _AS_IT_IS.fullmatch(key):
        return key
    return "".join(c if _OLD.category(c)[0] in "LN" else f"u{ord(c):x}" for c in key)
