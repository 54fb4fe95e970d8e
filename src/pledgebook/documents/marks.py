"""The marks of list items, at the start of a line and within one: □ ㅇ - ▲ ※ ① 1. (a) (i) a."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pledgebook.documents.draft import Draft, trim
from pledgebook.model.document import BlockKind

SQUARES = "□■▣◆◇❍❏"
CIRCLES = "ㅇ○◦●◎"
_ARROWS = "▲△▵▶▷►▸‣➢➤❖✓✔☞"
_DOTS = "•·∙▪◾"
_DASHES = "–—-"  # the hyphen last: it stands in character classes
_NUMBERED_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿➊➋➌➍➎➏➐➑➒➓➀➁➂➃➄➅➆➇➈➉"

_FAMILIES = {
    **dict.fromkeys(SQUARES, "square"),
    **dict.fromkeys(CIRCLES, "circle"),
    **dict.fromkeys(_ARROWS, "arrow"),
    **dict.fromkeys(_DOTS, "dot"),
    **dict.fromkeys(_DASHES, "dash"),
    **dict.fromkeys(_NUMBERED_CIRCLES, "circled number"),
    "*": "star",
    "**": "star",
    "***": "star",
    "※": "note",
    "§": "dot",
    "o": "dot",
    "+": "dash",
    ">": "arrow",
}

#: Families whose marks count or name: a paragraph of a declaration may carry one too.
COUNTING = frozenset({"number", "letter", "roman", "capital", "hangul", "circled number"})

#: How deep the marks of a Korean release stand: a mark never lies below one of a higher rank.
RANK = {"square": 1, "circle": 2, "dash": 3, "dot": 4, "star": 5, "note": 5}

_LINE_MARK = re.compile(
    rf"""\s*(?:
      (?P<sign>[{SQUARES}{CIRCLES}{_ARROWS}{_NUMBERED_CIRCLES}※])[ \t\u00a0]*(?=\S)
    | (?P<bullet>[•·∙▪◾§+>{_DASHES}]|\*{{1,3}}|o)[ \t\u00a0]+(?=\S)
    | (?P<tabbed>\d{{1,2}}|[a-z])\t\s*(?=\S)
    | (?P<number>\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}[.)])[ \t\u00a0]+(?=\S)(?!\d{{1,2}}\.)
    | (?P<letter>\((?P<double>[a-z])(?P=double)?\)|[a-z][.)])[ \t\u00a0]+(?=\S)
    | (?P<roman>\(?[ivx]{{2,5}}[.)]|[IVX]{{1,5}}[.)])[ \t\u00a0]+(?=\S)
    | (?P<capital>\([A-Z]\))[ \t\u00a0]+(?=\S)
    | (?P<hangul>\(?[가나다라마바사아자차카타파하][.)])[ \t\u00a0]+(?=\S)
    )""",
    re.VERBOSE,
)
_GROUPS = ("sign", "bullet", "tabbed", "number", "letter", "roman", "capital", "hangul")
_SIGN_WITHIN = re.compile(
    rf"(?:(?<=\s)|^)(?P<mark>[{SQUARES}{CIRCLES}{_ARROWS}{_NUMBERED_CIRCLES}{_DOTS}※{_DASHES}]"
    r"|\*{1,3})(?P<gap>\s*)(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!?。][\"”’')\]>*]*\s*\Z")
# Syllables that end a phrase which goes on: particles, and the endings -고, -며, -면서, -나, -지만.
_GOES_ON = frozenset("은는이가을를의에와과도로고며서나만및등께까터,·:")
_STRONG = frozenset(SQUARES + CIRCLES)


@dataclass(frozen=True, slots=True)
class LineMark:
    """The mark at the start of a line: its family, itself, and where the words after it start."""

    family: str
    label: str
    words: int


def line_mark(text: str, start: int, end: int) -> LineMark | None:
    """Return the list mark that the line `text[start:end]` begins with."""
    found = _LINE_MARK.match(text, start, end)
    family = next((name for name in _GROUPS if found and found[name]), None)
    if found is None or family is None:
        return None
    label = found[family]
    if family == "tabbed":
        family = "number" if label.isdigit() else "letter"
    elif family in ("sign", "bullet"):
        family = _FAMILIES[label]
        # ○○군, ㅇㅇ: a name left out, no mark.
        if family == "circle" and text[found.end() : found.end() + 1] in CIRCLES:
            return None
    return LineMark(family, label, found.end())


def split_at_marks(text: str, draft: Draft) -> Iterator[Draft]:
    """Split a block at the marks within its line, as a scraper leaves them in Korean releases.

    Squares and circles always open an item; other signs only after the end of a sentence, or (a
    dash, a dot, an asterisk) below a square or a circle after a phrase that does not go on.
    """
    cuts = list(_cuts(text, draft))
    if not cuts:
        yield draft
        return
    first = _part(text, draft, draft.start, cuts[0].mark_start)
    if first.end > first.start:
        yield first
    ends = [cut.mark_start for cut in cuts[1:]] + [draft.end]
    for cut, limit in zip(cuts, ends, strict=True):
        start, end = trim(text, cut.words, limit)
        if end > start:
            yield Draft(
                start, end, BlockKind.ITEM, mark=_FAMILIES[cut.label], label=cut.label,
                indent=draft.indent,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cut:
    mark_start: int
    label: str
    words: int


def _cuts(text: str, draft: Draft) -> Iterator[_Cut]:
    below = draft.mark in ("square", "circle")
    for found in _SIGN_WITHIN.finditer(text, draft.start, draft.end):
        mark, words = found["mark"], found.end()
        if found.start() == draft.start:
            continue
        before = text[max(draft.start, found.start() - 12) : found.start()].rstrip()
        if not before:
            continue
        spaced = bool(found["gap"])
        if mark in _STRONG:
            opens = spaced
            below = below or opens
        elif mark[0] in "-–—*·":
            opens = spaced and (
                bool(_SENTENCE_END.search(before)) or (below and _stops(before, text[words]))
            )
        else:
            opens = bool(_SENTENCE_END.search(before))
        if opens:
            yield _Cut(found.start(), mark, words)


def _stops(before: str, after: str) -> bool:
    """Tell whether a phrase is over before a mark: it ends in Hangul that does not go on."""
    last = before.rstrip("\"”’')]")[-1:]
    return "가" <= last <= "힣" and last not in _GOES_ON and not after.isdigit()


# "… shall: (i) publish …; (ii) report …; and (iii) meet …": a list that runs on in a sentence.
_FIRST_RUN_ON = re.compile(r"(?P<before>[:]|(?<=[a-z])\.)\s*(?P<label>\((?:[aiA1]|①)\))\s*(?=\S)")
_RUN_ON = re.compile(
    r"(?:[;,]\s+(?:(?:and|or)\s+)?|\s(?:and|or)\s+)"
    r"(?P<label>\((?:[a-z]|[ivx]{2,4}|[A-Z]|\d{1,2})\))\s+"
)
_ITEMS_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(]?[A-Z])")


def split_run_on(text: str, draft: Draft) -> Iterator[Draft]:
    """Split a list that runs on within a sentence into its head, its items and what follows.

    A first label right after the end of a sentence opens the first of several paragraphs.
    """
    found = _FIRST_RUN_ON.search(text, draft.start, draft.end)
    if found is None:
        yield draft
        return
    yield _part(text, draft, draft.start, found.start("label"))
    family = _family_of(found["label"])
    if found["before"] == ".":
        rest = Draft(
            found.end(), draft.end, BlockKind.ITEM, mark=family, label=found["label"],
            indent=draft.indent,
        )  # fmt: skip
        yield from split_run_on(text, rest)
        return
    stop = _ITEMS_END.search(text, found.end(), draft.end)
    end = stop.end() if stop else draft.end
    start, label = found.end(), found["label"]
    for cut in _RUN_ON.finditer(text, start, end):
        if _family_of(cut["label"]) == family or family == "letter":
            yield _item(text, start, cut.start() + 1, family, label, draft)
            start, label = cut.end(), cut["label"]
    yield _item(text, start, end, family, label, draft)
    if end < draft.end:
        yield Draft(end, draft.end, indent=draft.indent)


def _family_of(label: str) -> str:
    inner = label.strip("()")
    if inner.isdigit():
        return "number"
    return "letter" if inner.islower() else "capital"


def _part(text: str, draft: Draft, start: int, end: int) -> Draft:
    start, end = trim(text, start, end)
    return Draft(
        start, end, draft.kind, draft.level, draft.mark, draft.label, draft.indent, gap=draft.gap
    )


def _item(text: str, start: int, end: int, family: str, label: str, draft: Draft) -> Draft:
    start, end = trim(text, start, end)
    return Draft(start, end, BlockKind.ITEM, mark=family, label=label, indent=draft.indent + 1)


_SUBTITLE = re.compile(r"[-–—]\s*(?P<words>[^\n]{4,160}?)\s*[-–—](?=\s)(?!\s*\d)")


def split_subtitles(text: str, draft: Draft, title: str | None) -> Iterator[Draft]:
    """Take the title and the subtitles ("- … -") off the head of a release on one line."""
    begin = draft.start
    if draft.mark == "dash":  # its first dash was taken for the mark of an item
        begin = text.rindex(draft.label, 0, draft.start)
    start = begin
    if title and (title_end := _end_of_title(text, draft, title)):
        yield Draft(start, title_end, BlockKind.HEADING, 1, settled=True, gap=draft.gap)
        start, _ = trim(text, title_end, draft.end)
    while found := _SUBTITLE.match(text, start, draft.end):
        words_start, words_end = found.span("words")
        if re.search(r"[.!?。]\s|다\.$", found["words"]) or found.end() >= draft.end:
            break
        yield Draft(words_start, words_end, BlockKind.HEADING, 2, settled=True)
        start, _ = trim(text, found.end(), draft.end)
    if start >= draft.end:
        return
    if start == begin:
        yield draft
    elif mark := line_mark(text, start, draft.end):
        yield Draft(
            mark.words, draft.end, BlockKind.ITEM, mark=mark.family, label=mark.label,
            indent=draft.indent,
        )  # fmt: skip
    else:
        yield Draft(start, draft.end, draft.kind, draft.level, indent=draft.indent)


def _end_of_title(text: str, draft: Draft, title: str) -> int | None:
    """Return where the title ends that a longer line begins with, however it is spaced."""
    at = draft.start
    for word in title.split():
        at, _ = trim(text, at, min(draft.end, at + 256))
        if not text.startswith(word, at) or at + len(word) >= draft.end:
            return None
        at += len(word)
    return at if at > draft.start and text[at].isspace() else None
