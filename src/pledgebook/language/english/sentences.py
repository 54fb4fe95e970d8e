"""Where English sentences end, told from the letters alone: no parse is needed for it."""

import re

from pledgebook.model.span import Span

_END = re.compile(
    r"(?:[.!?…](?:[\"'”’»)\]*_]|\[\d+\])*)(?P<gap>\s+)(?=[\"'“‘«(\[*_]*[A-Z0-9À-Þ§•]|\([a-z]{1,3}\)\s)"
    r"|(?P<colon>:[ \t]*)\n\s*(?=[-–•*]\s)"
)
# Short forms that stand before a name or a number: a full stop behind them ends nothing.
_BEFORE_NAMES = frozenset(
    [
        "adm",
        "art",
        "arts",
        "capt",
        "cf",
        "ch",
        "cmdr",
        "col",
        "dr",
        "e.g",
        "fig",
        "figs",
        "gen",
        "gov",
        "hon",
        "i.e",
        "lt",
        "mr",
        "mrs",
        "ms",
        "no",
        "nos",
        "p",
        "para",
        "paras",
        "pp",
        "prof",
        "pt",
        "rep",
        "rev",
        "sec",
        "sen",
        "sgt",
        "v",
        "vol",
        "vols",
        "vs",
    ]
)
_ABBREVIATIONS = _BEFORE_NAMES | frozenset(
    [
        "a.m",
        "al",
        "approx",
        "apr",
        "aug",
        "bros",
        "c.f.r",
        "co",
        "corp",
        "d.c",
        "dec",
        "dept",
        "e.u",
        "ed",
        "eds",
        "est",
        "feb",
        "inc",
        "jan",
        "jr",
        "jul",
        "jun",
        "ltd",
        "mar",
        "nov",
        "oct",
        "p.m",
        "ph.d",
        "pub",
        "reg",
        "sep",
        "sept",
        "sr",
        "st",
        "stat",
        "u.k",
        "u.n",
        "u.s",
        "u.s.c",
    ]
)
# After these a capital letter or a number nearly always goes on with the same sentence.
_TITLES = _BEFORE_NAMES | frozenset(["h.e", "h.h", "messrs", "rs", "shri", "smt"])
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "that",
        "we",
        "they",
        "it",
        "he",
        "she",
        "i",
        "our",
        "their",
        "his",
        "her",
        "its",
        "in",
        "on",
        "at",
        "as",
        "for",
        "to",
        "under",
        "with",
        "by",
        "through",
        "during",
        "after",
        "before",
        "both",
        "all",
        "each",
        "such",
        "there",
        "when",
        "while",
        "however",
        "moreover",
        "furthermore",
        "additionally",
        "today",
        "since",
        "within",
        "although",
        "if",
    ]
)
_LAST = re.compile(r"[\w.'’&-]+$")
_NEXT = re.compile(r"[\w.'’&-]+")
_AFTER_CAPITAL = frozenset({"circuit", "council", "metropolitan", "area", "mayor"})
_SPELLED = re.compile(r"(?:[A-Z]\.)+[A-Z]\.?")  # H.E, U.S.A
_LISTED = re.compile(r"^\W*(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})(?:\.\d+)*$")


def split(text: str, block: Span) -> list[Span]:
    """Return the sentences of a block, in order, trimmed; semicolons do not end a sentence."""
    found: list[Span] = []
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if match["colon"] is None and not _ends(text, start, match):
            continue
        end = match.end("colon") if match["colon"] is not None else match.start("gap")
        _keep(found, Span(start, end).trimmed(text))
        start = match.end()
    _keep(found, Span(start, block.end).trimmed(text))
    return found


def _keep(found: list[Span], span: Span) -> None:
    if len(span):
        found.append(span)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the full stop of `match` ends the sentence that began at `start`."""
    mark = match.start()
    if text[mark] != ".":
        return True
    last = _LAST.search(text, max(start, mark - 24), mark)
    if last is None:
        return True
    word = last[0].lower().strip(".")
    if _LISTED.match(text[start:mark].strip(" *_")):  # "1. We agree", "a. The Parties"
        return False
    following = _NEXT.search(text, match.end())
    opener = following is not None and following[0].lower() in _OPENERS
    if len(word) == 1 and last[0][:1].isupper():  # an initial, unless a plain word goes on
        return opener and following is not None and following[0].lower() != "a"
    if word in _TITLES:
        return False
    if word == "d.c" and not (following and following[0].lower() in _AFTER_CAPITAL):
        return True
    if word in _ABBREVIATIONS or _SPELLED.fullmatch(last[0]):
        return opener
    return True
