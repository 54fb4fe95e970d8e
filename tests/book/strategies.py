"""What Hypothesis writes into books: nasty strings, any record, any entry."""

from typing import Any

from hypothesis import strategies as st

from pledgebook.book.entries import (
    Body,
    BookFounded,
    CommitmentsMerged,
    CommitmentsSplit,
    CorrectionMade,
    DecisionUndone,
    DocumentAdded,
    MergeRefused,
    ProgressNoted,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    RecordsProposed,
    SettingChanged,
    SummitAssigned,
)
from pledgebook.model.decision import Rejection, Stage
from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength

NASTY = (
    "", "\0", "\x01\x1f\x7f\x80", '"\\/\b\f\n\r\t', "\u2028\u2029\ufeff", "가\u1100\u1161",
    "e\u0301", "🇰🇷👩‍🚀\U0010ffff", "</script>", "1e5", "null", "\ue000\U00010000\ud7ff", "ſẞ",
)  # fmt: skip
#: How many examples each type of entry is tried with.
EACH = 25
#: What JSON can say; a lone surrogate it cannot.
strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(NASTY)
integers = st.integers(0, 2**53 - 1)
maybe = st.none() | strings
hashes = st.binary(min_size=32, max_size=32).map(lambda raw: "sha256:" + raw.hex())
ids = st.binary(min_size=12, max_size=12).map(lambda raw: "r-" + raw.hex())
parties = st.builds(Party, maybe, strings, st.builds(Label, strings, strings), maybe)
some_parties = st.lists(parties, max_size=2).map(tuple)
some_strings = st.lists(strings, max_size=3).map(tuple)
evidence = st.builds(Evidence, hashes, integers, integers, strings)
records = st.builds(
    Record,
    id=ids,
    kind=st.sampled_from(Kind),
    strength=st.none() | st.sampled_from(Strength),
    actors=some_parties,
    partners=some_parties,
    action=strings,
    topics=some_strings,
    date=maybe,
    due=maybe,
    due_trigger=maybe,
    said_by=some_parties,
    language=strings,
    evidence=st.lists(evidence, max_size=2).map(tuple),
    basis=st.builds(Basis, strings, strings),
    reader=strings,
)
documents = st.builds(
    DocumentAdded,
    document=hashes,
    origin=strings,
    title=maybe,
    published=maybe,
    language=maybe,
    publisher=maybe,
    source_url=maybe,
    raw=st.none() | hashes,
    raw_sha256=hashes,
    length=integers,
    summit=maybe,
    blocks=st.lists(st.tuples(integers, integers, strings, integers, strings), max_size=2).map(
        tuple
    ),
    findings=st.lists(
        st.tuples(strings, strings, strings, strings, st.none() | integers, st.none() | integers),
        max_size=2,
    ).map(tuple),
)
#: Any JSON; of numbers those that every reader reads alike.
json: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e15, 1e15, allow_nan=False)
    | strings,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(strings, inner, max_size=3),
    max_leaves=6,
)
amendments = st.builds(
    RecordAmended, ids, integers, st.dictionaries(strings, json, max_size=3), strings
)
#: Each type of entry that holds no fractions, by its class.
plain_bodies: dict[type[Body], st.SearchStrategy[Body]] = {
    BookFounded: st.builds(BookFounded, integers, strings, strings),
    DocumentAdded: documents,
    RecordsProposed: st.builds(
        RecordsProposed, hashes, strings, st.lists(records, max_size=2).map(tuple)
    ),
    RecordAccepted: st.builds(RecordAccepted, ids, integers, strings),
    RecordRejected: st.builds(RecordRejected, ids, integers, st.sampled_from(Rejection), strings),
    DecisionUndone: st.builds(DecisionUndone, ids, integers, strings),
    CommitmentsMerged: st.builds(
        CommitmentsMerged, st.lists(ids, max_size=3).map(tuple), st.none() | integers, strings
    ),
    CommitmentsSplit: st.builds(CommitmentsSplit, ids, strings),
    MergeRefused: st.builds(MergeRefused, st.tuples(ids, ids), strings),
    SummitAssigned: st.builds(SummitAssigned, hashes | ids, strings),
    ProgressNoted: st.builds(ProgressNoted, ids, st.sampled_from(Stage), strings, some_strings),
    SettingChanged: st.builds(SettingChanged, strings, strings),
    CorrectionMade: st.builds(CorrectionMade, integers, strings),
}
all_bodies: dict[type[Body], st.SearchStrategy[Body]] = plain_bodies | {RecordAmended: amendments}
