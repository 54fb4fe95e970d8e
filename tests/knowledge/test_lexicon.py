import pytest

from pledgebook.knowledge.lexicon import Lexicon, _rule, lexicon
from pledgebook.model.record import Kind


@pytest.fixture(params=["ko", "en"])
def one(request: pytest.FixtureRequest) -> Lexicon:
    return lexicon(request.param)


def test_every_rule_has_a_name_and_an_example_of_its_own(one: Lexicon) -> None:
    ids = [rule.id for rule in one.rules]
    examples = [rule.example for rule in one.rules]
    assert len(set(ids)) == len(ids)
    assert len(set(examples)) == len(examples)
    assert all(rule.id.startswith(f"{one.language}.") for rule in one.rules)


def test_a_sentence_that_a_rule_waits_for_is_never_passed_over(one: Lexicon) -> None:
    """Each example holds a cue: without one, its sentence would not be analysed."""
    making = [rule for rule in one.rules if rule.kind is not None]
    assert [rule.id for rule in making if not one.cue.search(rule.example)] == []


def test_only_a_commitment_has_a_strength(one: Lexicon) -> None:
    for rule in one.rules:
        assert (rule.strength is not None) == (rule.kind is Kind.COMMITMENT), rule.id


def test_a_condition_that_is_misspelt_is_refused() -> None:
    entry = {"id": "en.x", "kind": "none", "example": "", "predicat": ["say"]}
    with pytest.raises(ValueError, match="predicat"):
        _rule(entry, {})


def test_a_word_list_stands_for_its_words() -> None:
    entry = {"id": "en.x", "kind": "none", "example": "", "predicate": ["$talks", "see"]}
    rule = _rule(entry, {"talks": frozenset(["meet", "call"])})
    assert rule.predicate == {"meet", "call", "see"}
