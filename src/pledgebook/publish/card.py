"""One record as a card of the page."""

from collections.abc import Iterable, Sequence

from pledgebook.model.record import Party, Record
from pledgebook.publish.markup import both, element, labelled, text
from pledgebook.publish.segments import Mark
from pledgebook.publish.words import KINDS, STRENGTHS, party_name


def card(record: Record, key: str, marks: Sequence[Mark]) -> str:
    """Return the card; `key` is its id on the page, `marks` are its words in the document."""
    parts = [
        _head(record),
        element("p", _parties(record), cls="who"),
        _what(record, marks),
        _more_evidence(marks),
        _details(record),
    ]
    return element(
        "li",
        element(
            "article", "".join(parts), cls=f"card k-{record.kind.value}", id=key, tabindex="-1",
            data_kind=record.kind.value,
        ),
    )  # fmt: skip


def _head(record: Record) -> str:
    kind = KINDS[record.kind]
    parts = [element("strong", both(kind["en"], kind["ko"]), cls="kind")]
    if record.strength:
        strength = STRENGTHS[record.strength]
        parts.append(element("span", both(strength["en"], strength["ko"]), cls="strength"))
    if record.date:
        parts.append(_time("date", record.date))
    if record.due or record.due_trigger:
        due = " · ".join(filter(None, (record.due, record.due_trigger)))
        parts.append(_time("due", due))
    return element("header", " ".join(parts))


def _time(name: str, words: str) -> str:
    value = element("b", text(words.replace("/", " – ")))
    return element("span", f"{labelled(name)} {value}", cls=name)


def _parties(record: Record) -> str:
    who = _named(record.actors) or element("i", labelled("nobody"))
    if record.partners:
        who += f' <span class="to" aria-label="to">→</span> {_named(record.partners)}'
    if record.said_by:
        said = f"{labelled('said_by')} {_named(record.said_by)}"
        who += " " + element("small", said, cls="said")
    return who


def _named(parties: Iterable[Party]) -> str:
    return ", ".join(_name(party) for party in parties)


def _name(party: Party) -> str:
    name = element(
        "span", both(party_name(party, "en"), party_name(party, "ko")), cls="party", title=party.id
    )
    return name + (f" <small>({text(party.via)})</small>" if party.via else "")


def _what(record: Record, marks: Sequence[Mark]) -> str:
    """Return the quote, the action set off in it; before it where the quote does not hold it."""
    quote, action = _folded(record.evidence[0].exact), _folded(record.action)
    before, held, after = quote.partition(action) if action else (quote, "", "")
    words = f"“{text(before)}{element('b', text(held)) if held else ''}{text(after)}”"
    if marks:
        words = element("a", words, href=f"#{marks[0].anchor}")
    alone = "" if held or not action else element("p", text(action), cls="what")
    return alone + element("blockquote", words, lang=record.language)


def _folded(words: str) -> str:
    return " ".join(words.split())


def _more_evidence(marks: Sequence[Mark]) -> str:
    if len(marks) < 2:
        return ""
    links = " ".join(
        element("a", str(number), href=f"#{mark.anchor}", aria_label=f"evidence {number}")
        for number, mark in enumerate(marks, start=1)
    )
    count = len(marks)
    return element("p", f"{both(f'Told {count} times', f'{count}번 나옴')} {links}", cls="more")


def _details(record: Record) -> str:
    rows = [
        (both("Rule", "규칙"), element("code", text(record.basis.rule))),
        (both("On the words", "걸린 말"), text(record.basis.trigger)),
        (both("Topics", "주제"), text(", ".join(record.topics))),
        (both("Record", "기록"), element("code", text(record.id))),
        (both("Read by", "읽은 도구"), text(record.reader)),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    summary = element("summary", both("Why", "까닭"))
    return element("details", summary + element("dl", listed))
