"""Reports of one commitment are proposed as one, with reasons; what only looks alike is not.

The floors lie a little below what `benchmarks/sameness.py` measures.
"""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from benchmarks.sameness import PAIRINGS, SPLITS, figures, gold, scored, strangers, verdicts
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength
from pledgebook.resolution.differences import differences
from pledgebook.resolution.sameness import THRESHOLD, block_keys, sameness

FRANCE = Party(id="FR", name="France", label=Label("France", "프랑스"))
KENYA = Party(id="KE", name="Kenya", label=Label("Kenya", "케냐"))
FLOORS = {"dev": (0.93, 0.90, 0.90), "held": (0.90, 0.78, 0.78)}


def record(
    exact: str,
    *,
    actors: tuple[Party, ...] = (FRANCE,),
    partners: tuple[Party, ...] = (),
    kind: Kind = Kind.COMMITMENT,
    strength: Strength | None = Strength.INTENT,
    topics: tuple[str, ...] = ("ai-safety-institute",),
    date: str | None = "2026-05-22",
    due: str | None = None,
    language: str = "en",
) -> Record:
    return Record(
        id=f"r-{exact}",
        kind=kind,
        strength=strength,
        actors=actors,
        partners=partners,
        action=exact,
        topics=topics,
        date=date,
        due=due,
        due_trigger=None,
        said_by=(),
        language=language,
        evidence=(Evidence("sha256:0", 0, len(exact), exact),),
        basis=Basis("t", exact[:2]),
        reader="test",
    )


INSTITUTE = record("will establish an institute for AI safety", due="2026-12-31")


class TestTheGold:
    def test_holds_enough_pairs_of_each_sort(self) -> None:
        for split in SPLITS:
            pairs = [pair for pair in gold() if pair.split == split]
            assert len(pairs) >= 50
            assert {pair.pairing for pair in pairs} == set(PAIRINGS)
            assert {pair.verdict for pair in pairs} == {"same", "revised", "different"}

    @pytest.mark.parametrize("split", SPLITS)
    def test_proposals_are_right_and_few_are_missed(self, split: str) -> None:
        told = scored(pair for pair in gold() if pair.split == split)
        precision, recall, verdict = FLOORS[split]
        assert figures(told).precision >= precision
        assert figures(told).recall >= recall
        assert verdicts(told) >= verdict

    @pytest.mark.parametrize("pairing", PAIRINGS)
    def test_no_pairing_of_languages_is_left_behind(self, pairing: str) -> None:
        told = scored(pair for pair in gold() if pair.pairing == pairing)
        assert figures(told).f1 >= 0.83

    def test_no_block_parts_what_belongs_together(self) -> None:
        lost = [
            pair.id
            for pair in gold()
            if pair.positive and not block_keys(pair.first) & block_keys(pair.second)
        ]
        assert lost == []

    def test_blocks_spare_most_comparisons_and_strangers_are_rarely_proposed(self) -> None:
        """Among these few pairs, some tell one thing without being a pair."""
        meeting, blocked, proposed = strangers(gold())
        assert blocked < meeting / 50
        assert proposed < meeting / 1000


@settings(deadline=None)  # the first draw reads the gold texts
@given(st.data())
def test_order_changes_neither_score_nor_verdict(data: st.DataObject) -> None:
    records = [side for pair in gold() for side in (pair.first, pair.second)]
    one, other = (data.draw(st.sampled_from(records)) for _ in range(2))
    other = replace(other, kind=one.kind) if data.draw(st.booleans()) else other
    there, back = sameness(one, other), sameness(other, one)
    assert there.score == back.score
    assert there.verdict == back.verdict
    assert [r.weight for r in there.reasons] == [r.weight for r in back.reasons]
    assert [(d.field, d.first, d.second) for d in there.differences] == [
        (d.field, d.second, d.first) for d in back.differences
    ]


def test_records_that_share_no_block_are_never_proposed() -> None:
    for one, other in pairwise(gold()):
        if not block_keys(one.first) & block_keys(other.second):
            assert sameness(one.first, other.second).verdict == "different"


class TestTheVerdict:
    def test_the_score_is_the_logistic_of_bias_and_reasons(self) -> None:
        found = sameness(INSTITUTE, INSTITUTE)
        total = math.fsum(reason.weight for reason in found.reasons)
        assert found.score == pytest.approx(1 / (1 + math.exp(3.0 - total)))
        assert found.score >= THRESHOLD
        assert found.verdict == "same"

    def test_another_kind_is_different(self) -> None:
        done = replace(INSTITUTE, kind=Kind.MILESTONE)
        assert sameness(INSTITUTE, done).score == 0
        assert [reason.code for reason in sameness(INSTITUTE, done).reasons] == ["kind"]

    def test_another_party_is_different(self) -> None:
        assert sameness(INSTITUTE, replace(INSTITUTE, actors=(KENYA,))).verdict == "different"

    def test_another_act_on_the_same_matter_is_different(self) -> None:
        money = record("will fund research on AI safety", topics=("ai-safety-institute",))
        assert sameness(INSTITUTE, money).verdict == "different"

    def test_an_agreement_is_one_from_both_sides(self) -> None:
        ours = record(
            "to exchange staff of their AI safety institutes",
            partners=(KENYA,),
            strength=Strength.AGREEMENT,
        )
        theirs = replace(ours, actors=(KENYA,), partners=(FRANCE,))
        assert sameness(ours, theirs).verdict == "same"

    def test_a_moved_deadline_is_a_revision(self) -> None:
        found = sameness(INSTITUTE, replace(INSTITUTE, due="2027-12-31"))
        assert found.verdict == "revised"
        assert [(d.field, d.first, d.second) for d in found.differences] == [
            ("due", "2026-12-31", "2027-12-31")
        ]

    def test_a_less_precise_deadline_is_no_difference(self) -> None:
        assert sameness(INSTITUTE, replace(INSTITUTE, due="2026")).differences == ()

    def test_the_same_event_of_another_year_is_different(self) -> None:
        first = record("will host the AI summit", topics=("ai-summit",), due="2026-10")
        assert sameness(first, replace(first, due="2027-10")).verdict == "different"


class TestTheDifferences:
    def test_amounts_are_compared_across_languages(self) -> None:
        korean = record("기금에 1억 달러를 출연하기로 했다", language="ko")
        english = record("will contribute $150 million to the fund")
        (found,) = (d for d in differences(korean, english) if d.field == "amount")
        assert (found.first, found.second) == ("100,000,000 USD", "150,000,000 USD")

    def test_what_is_only_considered_is_weaker_than_any_plan(self) -> None:
        first = record("연구소를 설립할 계획이다", language="ko", strength=Strength.PLAN)
        second = record("연구소 설립을 검토할 예정이다", language="ko", strength=Strength.PLAN)
        (found,) = differences(first, second)
        assert (found.field, found.first, found.second) == ("strength", "plan", "considered")
        assert found.revises

    def test_a_neighbouring_strength_is_told_but_revises_nothing(self) -> None:
        first = replace(INSTITUTE, strength=Strength.AGREEMENT)
        (found,) = differences(first, INSTITUTE)
        assert (found.field, found.revises) == ("strength", False)

    def test_what_one_side_leaves_out_is_no_difference(self) -> None:
        assert differences(INSTITUTE, replace(INSTITUTE, due=None)) == ()
