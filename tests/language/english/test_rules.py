"""What English sentences make, kind by kind, and what makes nothing."""

from collections.abc import Callable

import pytest

from pledgebook.extraction.draft import Draft

Drafts = Callable[[str], list[Draft]]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("We commit to doing more.", "commitment pledge"),
        ("Japan reiterated its commitment to open science.", "commitment pledge"),
        ("The two countries also agreed to set up a hotline.", "commitment agreement"),
        ("The agency intends to publish its data.", "commitment intent"),
        ("The agency plans to publish its data.", "commitment plan"),
        ("The agency aims to publish its data.", "commitment target"),
        ("Our goal is to publish all data by 2029.", "commitment target"),
        ("Work on the site is due to begin in May 2027.", "commitment plan"),
        ("We are working to link our networks.", "commitment plan"),
        ("We will not deploy such systems.", "commitment intent"),
        ("The minister said that Kenya would join the network.", "commitment intent"),
        ("The ministry announced plans to open a centre.", "commitment plan"),
        ("We look forward to deepening our ties.", "commitment intent"),
        ("We instruct our ministers to draft a plan.", "commitment mandate"),
        ("Each Party shall report yearly.", "commitment mandate"),
        ("The minister called for calm.", "request"),
        ("India was invited to apply.", "request"),
        ("Minister Roe met today with Minister Doe of France.", "meeting"),
        ("The two sides held talks in Rome on Monday.", "meeting"),
        ("The two sides decided to hold the next session in Rome in May.", "meeting"),
        ("The delegation travelled to Nairobi on Monday.", "meeting"),
        ("Japan will host the summit in Osaka.", "meeting"),
        ("The treaty was signed on Monday.", "milestone"),
        ("We are launching a joint fund.", "milestone"),
        ("The government has adopted a law on AI.", "milestone"),
        ("We condemn the attack.", "position"),
        ("They reaffirmed the importance of open trade.", "position"),
        ("The minister voiced concern over the tests.", "position"),
        ("They agreed on the need for restraint.", "position"),
    ],
)
def test_one_record(text: str, made: str, drafts_of: Drafts) -> None:
    kinds = [" ".join(filter(None, [d.kind.value, d.strength and d.strength.value])) for d in
             drafts_of(text)]  # fmt: skip
    assert kinds == [made]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing in this memorandum commits the Participants to spend money.",
        "The sides may meet again.",
        "The parties could agree to more.",
        "Under the plan, Canada would pay half.",
        "Prices will rise next year.",
        "The visit will be remembered.",
        "The term “agency” means any board that reports to the Minister.",
        "The company refused to commit to a date.",
        "The group committed atrocities in the north.",
        "Our country will be rich.",
        "They asked how the firms will cut costs.",
        "What we ask of others",
    ],
)
def test_no_record(text: str, drafts_of: Drafts) -> None:
    assert [d.rule for d in drafts_of(text) if d.kind.value in ("commitment", "meeting")] == []


def test_five_views_and_a_promise_in_one_sentence(drafts_of: Drafts) -> None:
    text = (
        "The ministers condemned the attack, welcomed the ceasefire, stressed the role of the UN,"
        " called on all parties to talk, and committed to send aid by May 2027."
    )
    drafts = drafts_of(text)
    assert [d.kind.value for d in drafts] == ["position"] * 3 + ["request", "commitment"]
    assert drafts[-1].evidence.of(text) == "committed to send aid by May 2027"
    assert [d.due.edtf for d in drafts if d.due] == ["2027-05-31"]


def test_a_declaration_goes_on_after_its_complement(drafts_of: Drafts) -> None:
    text = "We commit to expand our aid to Kenya, and call on others to join us."
    assert [d.kind.value for d in drafts_of(text)] == ["commitment", "request"]


def test_a_deadline_before_the_sentence_is_due(drafts_of: Drafts) -> None:
    (draft,) = drafts_of("By the end of 2028, Norway will close its last plant.")
    assert draft.due is not None
    assert draft.due.edtf == "2028-12-31"


def test_a_date_in_a_remark_is_not_the_deeds(drafts_of: Drafts) -> None:
    (draft,) = drafts_of("We will put into effect the accord signed on 2 March 2029.")
    assert draft.due is None


def test_what_a_call_was_for_was_done_there(drafts_of: Drafts) -> None:
    text = "President Roe spoke with President Doe of Kenya to reaffirm the importance of peace."
    assert [d.kind.value for d in drafts_of(text)] == ["meeting", "position"]
