"""Every rule of the Korean lexicon fires on its own example, and says nothing on a refusal."""

from datetime import date

import pytest

from pledgebook.extraction.matching import first_match
from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.knowledge.lexicon import Rule, lexicon
from pledgebook.language.analyser import Sentence, Text
from pledgebook.language.clause import Clause
from pledgebook.language.korean import KoreanAnalyser
from pledgebook.model.document import Block, BlockKind
from pledgebook.model.span import Span

PUBLISHED = date(2025, 6, 2)
ANALYSER = KoreanAnalyser()


def clauses(text: str) -> list[Clause]:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    sentences = [Sentence(span, block, True) for span in ANALYSER.split(text, block.span)]
    mentions = gazetteer().find(text, PUBLISHED)
    analysed = ANALYSER.analyse(Text(text, PUBLISHED, sentences, mentions))
    return [clause for sentence in analysed for clause in sentence.clauses]


def rules(text: str) -> list[str]:
    found = clauses(text)
    matched = (first_match(lexicon("ko"), clause, found) for clause in found)
    return [rule.id for rule in matched if rule is not None]


@pytest.mark.parametrize("rule", lexicon("ko").rules, ids=lambda rule: rule.id)
def test_a_rule_fires_on_its_example(rule: Rule) -> None:
    assert rule.id in rules(rule.example)


@pytest.mark.parametrize("rule", lexicon("ko").rules, ids=lambda rule: rule.id)
def test_an_example_holds_a_cue(rule: Rule) -> None:
    if rule.kind is not None:
        assert lexicon("ko").cue.search(rule.example)


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in lexicon("ko").rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [
        "정부는 세율을 낮추기로 한 바 없다.",
        "산업부는 보조금을 늘릴 계획이 없다고 밝혔다.",
        "두 나라는 아직 협정에 서명하지 않았다.",
        "내년 수출은 크게 늘어날 것으로 예상된다.",
        "국회가 동의하면 협정의 효력이 생긴다.",
        "이용자는 누리집에서 신청할 수 있다.",
    ],
)
def test_refusals_forecasts_and_conditions_make_nothing(text: str) -> None:
    kinds = {rule.id: rule.kind for rule in lexicon("ko").rules}
    assert all(kinds[rule] is None for rule in rules(text))
