"""The YAML block at the head of a document: title, date, publisher, source, language."""

import re
from dataclasses import dataclass
from datetime import date

from pledgebook.documents.dates import as_date
from pledgebook.errors import DateError
from pledgebook.model.finding import Finding, Severity

_LIMIT = 64 * 1024
_OPEN = re.compile(r"\s*---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEYED = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(.*)")
_DATES = ("published", "date", "published_time")
_PUBLISHERS = ("publisher", "source", "author")
_ADDRESSES = ("source_url", "url", "link")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter tells; `body` is where the text after it starts (code points)."""

    body: int = 0
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    source_url: str | None = None
    language: str | None = None
    findings: tuple[Finding, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Return what stands in the front matter of `text`, or an empty one where there is none.

    A block that is no YAML mapping stays part of the text, with a finding.
    """
    head = text[:_LIMIT]
    opening = _OPEN.match(head)
    closing = _CLOSE.search(head, opening.end()) if opening else None
    if opening is None or closing is None:
        return FrontMatter()
    block = head[opening.end() : closing.start()]
    if not _KEYED.search(block):
        return FrontMatter()  # a rule across the page, not a front matter
    fields = _mapping(block)
    broken: tuple[Finding, ...] = ()
    if fields is None:
        fields = _lines(block)
        broken = (_broken("read line by line" if fields else "read as text"),)
    if fields is None:
        return FrontMatter(findings=broken)
    published, findings = _published(fields)
    url = _first(fields, _ADDRESSES)
    return FrontMatter(
        closing.end() + _blank_lines(text, closing.end()),
        _first(fields, ("title",)),
        published,
        _first(fields, _PUBLISHERS),
        url if url and url.startswith(("http://", "https://")) else None,
        _first(fields, ("language", "lang")),
        (*broken, *findings),
    )


def _broken(remedy: str) -> Finding:
    return Finding(
        "front-matter",
        Severity.NOTE,
        f"the front matter is no valid YAML and was {remedy}",
        "Put values with a colon or a quotation mark in quotes.",
    )


def _lines(block: str) -> dict[str, object] | None:
    """Return the fields of a front matter that is nothing but `key: value` lines."""
    lines = [line for line in block.splitlines() if line.strip()]
    pairs = [_PAIR.fullmatch(line) for line in lines]
    if not all(pairs):
        return None
    return {pair[1].lower(): pair[2].strip() for pair in pairs if pair}


def _blank_lines(text: str, start: int) -> int:
    found = re.compile(r"(?:[^\S\n]*\n)*").match(text, start)
    return len(found[0]) if found else 0


def _mapping(block: str) -> dict[str, object] | None:
    import yaml

    try:
        fields = yaml.load(block, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        # ValueError: a value that looks like a date and is none. Read once more, all as words.
        try:
            fields = yaml.load(block, Loader=yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError):
            return None
    if not isinstance(fields, dict):
        return None
    return {str(key).lower(): value for key, value in fields.items()}


def _first(fields: dict[str, object], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str | int | float) and (words := " ".join(str(value).split())):
            return words
    return None


def _published(fields: dict[str, object]) -> tuple[date | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    for key in _DATES:
        value = fields.get(key)
        if value is None or value == "":
            continue
        try:
            return as_date(value), tuple(findings)
        except DateError as error:
            findings.append(
                Finding(
                    "bad-date",
                    Severity.WARNING,
                    f"the front matter's {key}: {error.message}",
                    error.hint,
                )
            )
    return None, tuple(findings)
