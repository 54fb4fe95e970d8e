"""What can be wrong with a book, as values: one trouble each, in plain words."""

from dataclasses import dataclass, field
from typing import Final

#: What each trouble says; `publish.proofwords` has them in Korean.
MESSAGES: Final = {
    "entry-missing": "entry {entry} is missing: entry {found} stands in its place",
    "entry-line": "entry {entry} was changed: its line is not the one that its hash names",
    "entry-hash": "the hash kept beside entry {entry} was changed",
    "entry-time": "the time kept beside entry {entry} is not the one in its line",
    "entry-link": "entry {entry} does not name the hash of entry {before}: one was replaced",
    "entry-order": "the time of entry {entry} is none, or before that of the entry before",
    "entry-broken": "entry {entry} cannot be read: {reason}",
    "content-missing": "entry {entry} names {content}, and the book does not hold it",
    "content-changed": "what is kept as {content} was changed",
    "node-changed": "the tree does not agree with entry {entry} (level {level}, node {position})",
    "node-count": "the tree is not that of {entries} entries: entries were cut off, or it was "
    "changed ({found} nodes, not {expected})",
    "checkpoint-broken": "{place} is no checkpoint: {reason}",
    "checkpoint-unsigned": "{place}: {reason}",
    "checkpoint-foreign": "{place} is of another book: {origin}",
    "checkpoint-cut": "{place} speaks of {size} entries, and the book has {entries}: "
    "the last ones were cut off, or the book was shown in two versions",
    "checkpoint-root": "{place} names another tree of {size} entries: one of them was changed, "
    "or the book was shown in two versions (a split view)",
    "rule-broken": "an entry breaks a rule of the book: {reason}",
    "view-changed": "the view {view} was changed: {thing} is not what the entries make of it",
    "view-missing": "the view {view} lacks {thing}",
    "view-added": "the view {view} holds {thing}, which follows from no entry",
    "views-unchecked": "the views were not compared, because the entries are not sound",
    "proof-broken": "entry {entry} is not the one that the checkpoint covers",
    "receipt-broken": "{what}: {reason}",
    "receipt-value": "the value of {record} follows from none of the entries",
    "receipt-evidence": "the evidence of {record} is not what the entries quote",
    "receipt-status": "no entry says that {record} is {status}",
    "receipt-merged": "no entry says that {record} reports the same commitment",
    "unreadable": "the book cannot be read on: {reason}",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it was written; `entry` is the entry it is about, if one is."""

    code: str
    entry: int | None = None
    values: dict[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """Say it in plain words."""
        return self.said(MESSAGES)

    def said(self, messages: dict[str, str]) -> str:
        """Say it in the words of a language."""
        return messages[self.code].format(entry=self.entry, **self.values)
