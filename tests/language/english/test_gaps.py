"""Lists under topics, participles that go on, bodies that sit, quotations of several sentences."""

from collections.abc import Callable

import pytest

from pledgebook.extraction.draft import Draft
from pledgebook.language.clause import Clause
from pledgebook.language.english.speech import speeches
from pledgebook.model.record import Kind

Drafts = Callable[[str], list[Draft]]
Clauses = Callable[[str], list[Clause]]


def test_gerunds_under_topics_go_on_from_the_head_above(drafts_of: Drafts) -> None:
    text = (
        "Norway and Chile committed to launch new projects in the following areas:\n"
        "Clean Shipping:\n"
        "- Building a joint test centre for hydrogen engines\n"
        "- Training port inspectors in both countries\n"
        "Polar Research:\n"
        "- Sharing ice data"
    )
    found = [draft.evidence.of(text) for draft in drafts_of(text)]
    assert "Building a joint test centre for hydrogen engines" in found
    assert "Sharing ice data" in found


def test_a_list_of_pledges_without_a_doer(drafts_of: Drafts) -> None:
    text = "The charter contains commitments to:\n- protect young readers\n- fund ten libraries"
    found = drafts_of(text)
    assert [draft.kind for draft in found] == [Kind.COMMITMENT] * 2
    assert found[1].evidence.of(text) == "fund ten libraries"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The leaders discussed trade, agreeing to cut tariffs by May.", Kind.COMMITMENT),
        ("The ministers met in Oslo, calling on Iran to free the crew.", Kind.REQUEST),
        ("She praised the Arctic Committee, which opened in Oslo on May 19.", Kind.MEETING),
        ("The envoy called on Foreign Minister Lindqvist of Sweden.", Kind.MEETING),
        ("The envoy called on Foreign Minister Lindqvist to sign the text.", Kind.REQUEST),
        ("Each Party shall encourage broad access to training.", Kind.COMMITMENT),
        ("The Conference of the Parties shall elect its chair.", Kind.COMMITMENT),
        ("The guidelines will clarify the duties of providers.", Kind.COMMITMENT),
    ],
)
def test_kinds(text: str, kind: Kind, drafts_of: Drafts) -> None:
    assert kind in [draft.kind for draft in drafts_of(text)]


def test_a_forecast_about_a_deal_is_no_promise(drafts_of: Drafts) -> None:
    assert not drafts_of("The deal will boost prices.")


def test_the_sides_that_a_noun_names(drafts_of: Drafts) -> None:
    text = "Talks between Norway and Chile were held in Lima on 3 May 2027."
    (draft,) = drafts_of(text)
    assert [a.span.of(text) for a in draft.partners] == ["Norway and Chile"]


def test_a_speaker_holds_for_the_whole_quotation(clauses_of: Clauses) -> None:
    text = 'Minister Lindqvist said: "It is a great day. We will open ten schools by 2030."'
    told = [c for c in clauses_of(text) if c.lemma == "open"]
    assert [a.span.of(text) for a in told[0].said_by] == ["Minister Lindqvist"]


def test_a_quotation_goes_on_behind_its_speaker() -> None:
    text = '"We are ready," President Moreau said. "We will build it."'
    assert [s.speaker.of(text) for s in speeches(text)] == ["President Moreau"] * 2


def test_quotations_without_a_speaker_have_none() -> None:
    assert speeches('The "Oslo Charter" was adopted.\n\nThe "Lima Accord" followed.') == []
