"""Rules against clauses that are made by hand: what the analysers find is tested elsewhere."""

import re
from dataclasses import replace
from datetime import date

from pledgebook.extraction.draft import Draft
from pledgebook.extraction.extract import Extraction
from pledgebook.knowledge.lexicon import Lexicon, Rule
from pledgebook.language.analyser import Analysed
from pledgebook.language.clause import Argument, Clause, Link, Marker, Role
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.model.record import Kind, Strength
from pledgebook.model.span import Span

AGREE = Rule(
    id="t.agree",
    kind=Kind.COMMITMENT,
    strength=Strength.AGREEMENT,
    example="",
    predicate=frozenset(["agree"]),
    complement="clause",
)
WELCOME = Rule(
    id="t.welcome", kind=Kind.POSITION, strength=None, example="", predicate=frozenset(["welcome"])
)
WILL = Rule(
    id="t.will",
    kind=Kind.COMMITMENT,
    strength=Strength.INTENT,
    example="",
    marker=frozenset(["will"]),
    agent=True,
)
FORECAST = Rule(id="t.rise", kind=None, strength=None, example="", predicate=frozenset(["rise"]))
ASK = Rule(
    id="t.ask",
    kind=Kind.REQUEST,
    strength=None,
    example="",
    predicate=frozenset(["urge"]),
    partner=("to",),
)

SENTENCE = Span(0, 100)


def lexicon(*rules: Rule) -> Lexicon:
    index: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(rules):
        for lemma in rule.predicate or ("",):
            index[lemma] = (*index.get(lemma, ()), number)
    return Lexicon("en", rules, {}, re.compile(""), index)


def clause(index: int, lemma: str, start: int, end: int, **more: object) -> Clause:
    plain = Clause(index, SENTENCE, Span(start, end), lemma, Span(start, start + 5))
    return replace(plain, **more)  # type: ignore[arg-type]


def who(start: int, *, agent: bool = True) -> Argument:
    return Argument(Role.WHO, Span(start, start + 2), "we", agent=agent)


def extract(rules: list[Rule], *clauses: Clause, head: int | None = None) -> list[Draft]:
    extraction = Extraction(lexicon(*rules), date(2024, 5, 1))
    return list(extraction.extract(Analysed(0, clauses), head))


def test_a_complement_is_told_by_its_governor() -> None:
    """We agreed [to publish the results]: one commitment, the action is to publish."""
    agree = clause(0, "agree", 3, 40, arguments=(who(0),))
    publish = clause(1, "publish", 10, 40, link=Link.COMPLEMENT, parent=0)
    (draft,) = extract([AGREE], agree, publish)
    assert draft.strength is Strength.AGREEMENT
    assert draft.action == publish.span
    assert draft.evidence == agree.span


def test_a_second_complement_is_a_commitment_of_its_own() -> None:
    """We agreed [to publish the results] and [to meet each year]."""
    agree = clause(0, "agree", 3, 40, arguments=(who(0),))
    publish = clause(1, "publish", 10, 40, link=Link.COMPLEMENT, parent=0)
    fund = clause(2, "fund", 45, 60, link=Link.COORDINATE, parent=1, arguments=(who(0),))
    first, second = extract([AGREE], agree, publish, fund)
    assert (first.rule, second.rule) == ("t.agree", "t.agree")
    assert second.evidence == fund.span


def test_the_first_rule_that_holds_fires_alone() -> None:
    """Prices will rise: the rule that makes nothing stands before the one for "will"."""
    rise = clause(0, "rise", 0, 20, markers=(Marker("will", Span(7, 11)),), arguments=(who(0),))
    assert extract([FORECAST, WILL], rise) == []
    assert len(extract([WILL, FORECAST], rise)) == 1


def test_who_cannot_act_cannot_promise() -> None:
    """The tower will stand: WHO is no agent."""
    marker = (Marker("will", Span(7, 11)),)
    stand = clause(0, "stand", 0, 20, markers=marker, arguments=(who(0, agent=False),))
    assert extract([WILL], stand) == []


def test_a_negated_clause_needs_a_rule_that_says_so() -> None:
    """We did not agree to publish."""
    agree = clause(0, "agree", 3, 40, negated=True, arguments=(who(0),))
    publish = clause(1, "publish", 10, 40, link=Link.COMPLEMENT, parent=0)
    assert extract([AGREE], agree, publish) == []
    assert len(extract([replace(AGREE, polarity="any")], agree, publish)) == 1


def test_the_items_of_a_list_share_the_rule_of_its_head() -> None:
    """We agree to: – publish; – fund."""
    extraction = Extraction(lexicon(AGREE), None)
    agree = clause(0, "agree", 3, 40, arguments=(who(0),))
    to = clause(1, "do", 10, 40, link=Link.COMPLEMENT, parent=0)
    assert len(list(extraction.extract(Analysed(0, (agree, to)), None))) == 1
    item = clause(0, "fund", 50, 60, link=Link.ITEM, arguments=(who(0),))
    (draft,) = extraction.extract(Analysed(1, (item,)), 0)
    assert (draft.rule, draft.kind) == ("t.agree", Kind.COMMITMENT)


def test_a_deadline_is_due_and_a_day_passed_is_the_date() -> None:
    """On 3 March they agreed to publish by 1 June."""
    done = TimeExpression(0, 9, "2024-03-03", Use.AT, None, False)
    due = TimeExpression(30, 40, "2024-06-01", Use.BY, None, False)
    agree = clause(0, "agree", 0, 40, arguments=(who(0),), times=(done,))
    publish = clause(1, "publish", 10, 40, link=Link.COMPLEMENT, parent=0, times=(due,))
    (draft,) = extract([AGREE], agree, publish)
    assert (draft.date, draft.due) == (done, due)


def test_a_day_to_come_is_when_a_promise_is_due() -> None:
    """We will publish on 9 June 2024 (said on 1 May)."""
    day = TimeExpression(20, 30, "2024-06-09", Use.AT, None, False)
    marker = (Marker("will", Span(3, 7)),)
    publish = clause(0, "publish", 0, 30, markers=marker, arguments=(who(0),), times=(day,))
    (draft,) = extract([WILL], publish)
    assert (draft.date, draft.due) == (None, day)


def test_the_asked_are_partners() -> None:
    """We urge developers to publish."""
    asked = Argument(Role.TO, Span(8, 18), "developer", agent=True)
    urge = clause(0, "urge", 0, 30, arguments=(who(0), asked))
    (draft,) = extract([ASK], urge)
    assert draft.partners == (asked,)
