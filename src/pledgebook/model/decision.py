"""What people can say of a record: why an extraction is wrong, and what became of a promise.

The two are different things: a record that was read wrongly is rejected; a promise that was broken
stays, and its progress is noted.
"""

from enum import StrEnum


class Rejection(StrEnum):
    """Why an extraction is wrong."""

    NOT_SAID = "not-said"  # the words say no such thing
    WRONG_KIND = "wrong-kind"  # something was said, but of another kind
    WRONG_PARTY = "wrong-party"  # said, but by or to somebody else
    NOT_SPECIFIC = "not-specific"  # no discrete, specific statement
    DUPLICATE = "duplicate"  # told already by another record
    BOILERPLATE = "boilerplate"  # licence, navigation, byline
    OTHER = "other"


class Stage(StrEnum):
    """How far what was promised, asked or planned has come."""

    NOT_STARTED = "not-started"
    ANNOUNCED = "announced"
    UNDER_WAY = "under-way"
    ACHIEVED = "achieved"
    NOT_KEPT = "not-kept"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"
    NO_PUBLIC_EVIDENCE = "no-public-evidence"
