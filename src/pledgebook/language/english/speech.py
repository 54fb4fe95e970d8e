"""Who speaks in a quotation of several sentences: only one of them stands with its "said"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.language.clause import Argument, Clause, Role
from pledgebook.model.span import Span

_SAID = r"(?:said|says|stated|added|commented|noted|declared|explained|concluded|remarked)"
_LETTERS = r"(?:[^.!?:“”\"\n]|\n(?!\s*\n)|\b(?:Mr|Ms|Mrs|Dr|Gen|Sen|Jr|Prof|Hon)\.|\.(?=\w))"
_QUOTED = re.compile(r"[“\"](?P<words>(?:[^“”\"\n]|\n(?!\s*\n)){2,3000})[”\"]")
_BEFORE = re.compile(
    rf"(?:^|(?<=[.!?”\"\n]))\s*(?P<who>[A-Z]{_LETTERS}{{1,160}}?),?\s+{_SAID}\b{_LETTERS}{{0,80}}[:,]\s*$"
)
_AFTER = re.compile(
    rf"\s*(?:{_SAID}\s+(?P<last>[A-Z]{_LETTERS}{{1,120}})"
    rf"|(?P<first>(?:[A-Z]|he\b|she\b){_LETTERS}{{0,120}}?),?\s+{_SAID}\b)"
)
_REMARK = re.compile(r",?\s(?:who|which|whose)\b|,?\s+(?:at|in|on|during|after|as|while|when)\s")
_FAR = 280


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation and the words that name its speaker."""

    quoted: Span
    speaker: Span


def speeches(text: str) -> list[Speech]:
    """Return the quotations of a text whose speaker is told before, behind, or by the one before.

    A quotation that goes on in the same paragraph has the speaker of the one before it.
    """
    found: list[Speech] = []
    last_end = 0
    last: Span | None = None
    for quote in _QUOTED.finditer(text):
        who = _speaker(text, quote)
        if who is None and last is not None and "\n\n" not in text[last_end : quote.start()]:
            who = last
        last_end, last = quote.end(), who
        if who is not None:
            found.append(Speech(Span(quote.start(), quote.end()), who))
    return found


def _speaker(text: str, quote: re.Match[str]) -> Span | None:
    start = max(0, quote.start() - _FAR)
    before = _BEFORE.search(text[start : quote.start()])
    if before is not None:
        first, last = before.span("who")
        return _without_remark(text, Span(start + first, start + last))
    after = _AFTER.match(text, quote.end(), min(len(text), quote.end() + _FAR))
    if after is None:
        return None
    return _without_remark(text, Span(*after.span("last" if after["last"] else "first")))


def _without_remark(text: str, speaker: Span) -> Span:
    remark = _REMARK.search(text, speaker.start, speaker.end)
    return Span(speaker.start, remark.start()) if remark is not None else speaker


def spoken(clause: Clause, told: Sequence[Speech], text: str) -> tuple[Argument, ...]:
    """Return who says a clause that stands in a quotation, outermost first."""
    for speech in told:
        if speech.quoted.covers(clause.span):
            words = speech.speaker.of(text).split()
            return (Argument(Role.WHO, speech.speaker, head=words[-1].lower(), agent=True),)
    return ()
