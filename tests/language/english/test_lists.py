"""Lists: items that go on from their head, two levels, run-on items, orders, examples."""

from collections.abc import Callable

from pledgebook.extraction.draft import Draft

Drafts = Callable[[str], list[Draft]]


def told(text: str, drafts: list[Draft]) -> list[tuple[str, str]]:
    """Return (rule, evidence) of each draft, the evidence on one line."""
    return [(d.rule, " ".join(d.evidence.of(text).split())) for d in drafts]


def test_items_go_on_from_will(drafts_of: Drafts) -> None:
    text = "In the coming year, we will:\n- Share our findings.\n- provide training to officials."
    drafts = drafts_of(text)
    assert told(text, drafts) == [
        ("en.intent.will", "In the coming year, we will: - Share our findings"),
        ("en.intent.will", "provide training to officials"),
    ]
    assert [a.span.of(text) for d in drafts for a in d.actors] == ["we", "we"]


def test_gerunds_go_on_from_commit_to(drafts_of: Drafts) -> None:
    text = "These firms commit to:\n- testing their models;\n- reporting misuse."
    assert [rule for rule, _ in told(text, drafts_of(text))] == ["en.pledge.commit"] * 2


def test_the_following_steps(drafts_of: Drafts) -> None:
    text = "We agree to take the following steps by May 2028:\n- open a hotline;\n- exchange lists."
    drafts = drafts_of(text)
    assert [d.rule for d in drafts] == ["en.agreement.agree"] * 2
    assert [d.due.edtf for d in drafts if d.due] == ["2028-05-31"] * 2


def test_an_announced_deadline_holds_for_whole_sentences(drafts_of: Drafts) -> None:
    text = "The sides commit to take the following steps by May 1, 2028:\n- Kenya will cut tariffs."
    drafts = drafts_of(text)
    assert [d.due.edtf for d in drafts if d.due] == ["2028-05-01"]


def test_items_with_a_verb_of_their_own(drafts_of: Drafts) -> None:
    text = "We will:\n- Reaffirm our commitment to open trade.\n- Build a shared portal."
    assert [d.rule for d in drafts_of(text)] == ["en.pledge.reaffirm", "en.intent.will"]


def test_examples_are_no_promises(drafts_of: Drafts) -> None:
    text = "We will widen our work on tests, including:\n- sharing data;\n- building tools."
    assert len(drafts_of(text)) == 1


def test_run_on_items(drafts_of: Drafts) -> None:
    text = "The Secretary shall: (i) publish a map; (ii) brief the President; and (iii) test it."
    assert [evidence for _, evidence in told(text, drafts_of(text))] == [
        "The Secretary shall: (i) publish a map",
        "brief the President",
        "test it",
    ]


def test_an_order_with_its_doer_its_company_and_its_deadline(drafts_of: Drafts) -> None:
    text = (
        "Within 90 days of the date of this order, to protect the public, the Secretary of"
        " Commerce, in consultation with the Secretary of State, shall:\n"
        "- propose rules on reporting; and\n"
        "- within 120 days of the date of this order, submit a report to the President."
    )
    drafts = drafts_of(text)
    assert [d.rule for d in drafts] == ["en.mandate.shall"] * 2
    assert [d.due.edtf for d in drafts if d.due] == ["2027-04-15", "2027-05-15"]
    assert [a.span.of(text) for a in drafts[0].actors] == ["the Secretary of Commerce"]
    assert [a.span.of(text) for a in drafts[0].partners] == ["the Secretary of State"]


def test_a_title_before_a_sentence(drafts_of: Drafts) -> None:
    text = "Safer Models: We will test every release."
    assert told(text, drafts_of(text)) == [("en.intent.will", "We will test every release")]


def test_a_resolution_speaks_through_its_body(drafts_of: Drafts) -> None:
    text = (
        "The General Assembly,\nRecalling its earlier texts,\n"
        "1. Calls upon Member States to share data;\n2. Decides to meet again in 2028;"
    )
    assert [d.rule for d in drafts_of(text)] == ["en.request.call", "en.meeting.expected"]
