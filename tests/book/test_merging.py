"""Which pairs of reports are proposed to a person, and which never again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st
from tests.book.small import BRITAIN, KOREA, READER, SmallBook, document, found_small_book, record

from pledgebook.book.merging import COMPARED, NEIGHBOURS, MergeProposal, present, propose_merges
from pledgebook.book.query import RecordQuery
from pledgebook.model.finding import Finding
from pledgebook.model.record import Kind, Record, Strength


@dataclass(frozen=True)
class Alike:
    """A likeness of a given score."""

    score: float
    verdict: str = "same"
    reasons: tuple[()] = ()
    differences: tuple[()] = ()


def by_topic(one: Record, other: Record) -> Alike:
    """Call those alike that share actors and topics."""
    same = (one.actors, one.topics) == (other.actors, other.topics)
    return Alike(0.9 if same else 0.2)


def topics(record: Record) -> Iterable[str]:
    return record.topics


def proposed(small: SmallBook, since: int = 0) -> list[MergeProposal]:
    return list(propose_merges(small.book, by_topic, topics, 0.5, since))


def pairs(small: SmallBook, since: int = 0) -> list[set[str]]:
    names = {record.id: name for name, record in small.records.items()}
    return [{names[p.first.key], names[p.second.key]} for p in proposed(small, since)]


def test_commitments_that_are_alike_are_proposed(small_book: SmallBook) -> None:
    """The meeting shares its topic with the institute, but is of another kind."""
    assert pairs(small_book) == [
        {"institute", "institute-en"},
        {"report", "report-ko"},
    ]


def test_the_likeliest_come_first(small_book: SmallBook) -> None:
    """A reviewer who stops early has seen the surest pairs."""

    def surer_in_english(one: Record, other: Record) -> Alike:
        return Alike(0.95 if "frontier-ai" in one.topics else 0.6)

    found = list(propose_merges(small_book.book, surer_in_english, topics, 0.5))
    assert [p.likeness.score for p in found] == [0.95, 0.6]
    assert [p.thousandths for p in found] == [950, 600]


def test_the_older_report_comes_first_for_the_score_too(small_book: SmallBook) -> None:
    """What the two tell differently is told of the first and of the second, in this order."""
    scored: list[tuple[str, str]] = []

    def watched(one: Record, other: Record) -> Alike:
        scored.append((one.id, other.id))
        return Alike(1.0)

    found = list(propose_merges(small_book.book, watched, topics, 0.5))
    assert {(p.first.key, p.second.key) for p in found} == set(scored)
    assert all(p.first.origin < p.second.origin for p in found)


def test_below_the_threshold_nobody_is_asked(small_book: SmallBook) -> None:
    assert list(propose_merges(small_book.book, by_topic, topics, 0.91)) == []


def test_what_shares_no_key_is_not_compared(small_book: SmallBook) -> None:
    """The keys keep the work small: what shares none is never scored."""
    scored: list[set[str]] = []

    def watched(one: Record, other: Record) -> Alike:
        scored.append({one.id, other.id})
        return Alike(1.0)

    list(propose_merges(small_book.book, watched, topics, 0.5))
    assert scored == [
        {small_book.id("report"), small_book.id("report-ko")},
        {small_book.id("institute"), small_book.id("institute-en")},
    ]


def test_what_is_merged_or_refused_is_not_asked_again(small_book: SmallBook) -> None:
    book = small_book.book
    book.merge([book.record(small_book.id(name)) for name in ("report", "report-ko")])
    book.refuse_merge(
        book.record(small_book.id("institute")), book.record(small_book.id("institute-en"))
    )

    assert pairs(small_book) == []


def test_a_refusal_holds_for_the_whole_group(small_book: SmallBook) -> None:
    """Where one report of a commitment was found to differ, its leader is not asked about."""
    book = small_book.book
    row = {name: book.record(record.id) for name, record in small_book.records.items()}
    book.refuse_merge(row["institute-en"], row["report-ko"])
    book.merge([row["report"], row["report-ko"]])

    def all_alike(one: Record, other: Record) -> Alike:
        return Alike(1.0)

    found = list(propose_merges(book, all_alike, lambda _: ["one"], 0.5))
    between = {row["institute-en"].key, book.record(row["report"].key).group}
    assert between not in [{p.first.key, p.second.key} for p in found]
    assert len(found) == 5  # of four leaders, every pair but that one


def test_a_split_is_not_proposed_again(small_book: SmallBook) -> None:
    book = small_book.book
    book.merge([book.record(small_book.id(name)) for name in ("report", "report-ko")])
    book.split(book.record(small_book.id("report-ko")))

    assert {"report", "report-ko"} not in pairs(small_book)


def test_rejected_and_lapsed_reports_tell_nothing(small_book: SmallBook) -> None:
    book = small_book.book
    book.reject(book.record(small_book.id("report")), "not-said")
    paper = small_book.documents["london"]
    book.add(paper, [small_book.records["report"]], READER)  # the institute lapses

    assert pairs(small_book) == []


def test_since_asks_for_new_pairs_only(small_book: SmallBook) -> None:
    """A decision that changes no value makes no pair new; an amendment and a new report do."""
    book = small_book.book
    seen = book.store.head().sequence
    assert pairs(small_book, since=seen) == []
    book.accept(book.record(small_book.id("report")))
    assert pairs(small_book, since=seen) == []

    book.amend(book.record(small_book.id("institute")), {"due": "2024-12-31"})
    assert pairs(small_book, since=seen) == [{"institute", "institute-en"}]


def test_a_proposal_that_is_settled_meanwhile_is_gone(small_book: SmallBook) -> None:
    """What another did between the asking and the answer decides whether there is a question."""
    book = small_book.book
    first, second = proposed(small_book)
    assert present(book, first) is not None
    book.merge([first.first, first.second])
    book.refuse_merge(second.first, second.second)

    assert present(book, first) is None
    assert present(book, second) is None


def test_a_proposal_follows_its_reports_into_their_groups(small_book: SmallBook) -> None:
    """Where a report was merged with a third one, the question is about the two leaders."""
    book = small_book.book
    pair = proposed(small_book)[0]
    book.merge([pair.second, book.record(small_book.id("tests"))])

    now = present(book, pair)
    assert now is not None
    assert {row.key for row in now} == {pair.first.key, small_book.id("tests")}


def crowd(count: int) -> SmallBook:
    """Return a small book with `count` more commitments of one topic."""
    small = found_small_book()
    lines = [f"영국은 {number}번째 기금을 세울 계획이다." for number in range(count)]
    source = document(
        "---\ntitle: 기금\npublished: 2024-06-01\n---\n\n" + "\n\n".join(lines), "f.md"
    )
    small.book.add(
        source,
        [
            record(source, Kind.COMMITMENT, line, (BRITAIN,), (), Strength.PLAN, None, ("fund",))
            for line in lines
        ],
        READER,
    )
    return small


def test_a_large_block_costs_no_square() -> None:
    """In a block over the limit each report meets only its neighbours, and that is told."""
    count = 3 * NEIGHBOURS
    scored = 0
    told: list[Finding] = []

    def counted(one: Record, other: Record) -> Alike:
        nonlocal scored
        scored += 1
        return Alike(0.0)

    list(propose_merges(crowd(count).book, counted, topics, 0.5, tell=told.append))
    assert scored <= count * COMPARED + 2
    assert [finding.code for finding in told] == ["merge-block"]
    assert f"{count - COMPARED - 1} reports" in told[0].message


def test_in_a_crowd_the_likeliest_are_compared() -> None:
    """Who shares a rare key besides the crowd's own is met, however many were said between."""
    small = crowd(NEIGHBOURS - 5)
    funds = [row.key for row in small.book.store.records(RecordQuery(topic="fund", reports=True))]
    rare = {min(funds), max(funds)}
    scored: set[frozenset[str]] = set()

    def keys(record: Record) -> list[str]:
        return ["fund", "rare"] if record.id in rare else ["fund"]

    def watched(one: Record, other: Record) -> Alike:
        scored.add(frozenset((one.id, other.id)))
        return Alike(0.0)

    list(propose_merges(small.book, watched, keys, 0.5))
    assert frozenset(rare) in scored


def test_a_block_within_the_limit_is_compared_whole() -> None:
    """Nothing is told where each was compared with each."""
    asked: list[frozenset[str]] = []
    told: list[Finding] = []

    def watched(one: Record, other: Record) -> Alike:
        asked.append(frozenset((one.id, other.id)))
        return Alike(0.0)

    def funds(record: Record) -> Iterable[str]:
        return record.topics if record.topics == ("fund",) else ()

    list(propose_merges(crowd(12).book, watched, funds, 0.5, tell=told.append))
    assert len(asked) == len(set(asked)) == 12 * 11 / 2
    assert told == []


@given(st.lists(st.sets(st.sampled_from("abcdef"), max_size=3), min_size=2, max_size=8))
def test_pairs_are_those_that_share_a_key(keys: list[set[str]]) -> None:
    """Each pair that shares a key is scored, once; no other is."""
    small = found_small_book()
    lines = [f"한국은 {number}호 계획을 낼 예정이다." for number in range(len(keys))]
    source = document("---\npublished: 2024-07-01\n---\n\n" + "\n\n".join(lines), "plans.md")
    records = [
        record(source, Kind.COMMITMENT, line, (KOREA,), (), Strength.PLAN, None, ())
        for line in lines
    ]
    small.book.add(source, records, READER)
    by_id = {record.id: given for record, given in zip(records, keys, strict=True)}
    scored: list[frozenset[str]] = []

    def watched(one: Record, other: Record) -> Alike:
        scored.append(frozenset((one.id, other.id)))
        return Alike(0.0)

    list(propose_merges(small.book, watched, lambda r: by_id.get(r.id, set()), 0.5))
    wanted = {
        frozenset((one.id, other.id))
        for one in records
        for other in records
        if one.id != other.id and by_id[one.id] & by_id[other.id]
    }
    assert len(scored) == len(set(scored))
    assert set(scored) == wanted


def test_proposals_go_by_what_people_decided(small_book: SmallBook) -> None:
    """An amended value is the value that is compared."""
    book = small_book.book
    seen: list[Record] = []

    def watched(one: Record, other: Record) -> Alike:
        seen.extend((one, other))
        return Alike(0.0)

    book.amend(book.record(small_book.id("report")), {"due": "2025"})
    list(propose_merges(book, watched, topics, 0.5))
    assert replace(small_book.records["report"], due="2025") in seen
