"""Every rule of the English lexicon fires on its own example."""

from datetime import date

import pytest

from pledgebook.extraction.extract import Extraction
from pledgebook.extraction.matching import first_match
from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.knowledge.lexicon import Rule, lexicon
from pledgebook.language.analyser import Sentence, Text
from pledgebook.language.clause import Clause
from pledgebook.language.english import EnglishAnalyser
from pledgebook.language.names import find_names
from pledgebook.model.document import Block, BlockKind
from pledgebook.model.span import Span

PUBLISHED = date(2027, 1, 15)
RULES = lexicon("en").rules


@pytest.fixture(scope="module")
def analyser() -> EnglishAnalyser:
    return EnglishAnalyser()


def read(analyser: EnglishAnalyser, words: str) -> tuple[Text, list[Clause]]:
    block = Block(Span(0, len(words)), BlockKind.PARAGRAPH)
    sentences = [Sentence(s, block, True) for s in analyser.split(words, block.span)]
    text = Text(words, PUBLISHED, sentences, find_names(words, PUBLISHED, gazetteer()))
    return text, [clause for a in analyser.analyse(text) for clause in a.clauses]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_example_fires_its_own_rule(rule: Rule, analyser: EnglishAnalyser) -> None:
    _, clauses = read(analyser, rule.example)
    fired = [found for c in clauses if (found := first_match(lexicon("en"), c, clauses))]
    assert rule.id in [found.id for found in fired]


@pytest.mark.parametrize("rule", [r for r in RULES if r.kind], ids=lambda rule: rule.id)
def test_example_makes_a_draft_of_the_rules_kind(rule: Rule, analyser: EnglishAnalyser) -> None:
    text, _ = read(analyser, rule.example)
    extraction = Extraction(lexicon("en"), PUBLISHED)
    drafts = [d for a in analyser.analyse(text) for d in extraction.extract(a, None)]
    assert (rule.kind, rule.strength) in [(draft.kind, draft.strength) for draft in drafts]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_example_holds_a_cue(rule: Rule) -> None:
    if rule.kind is not None:
        assert lexicon("en").cue.search(rule.example)


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
