"""The clauses of English: who does what, with whom, when and how surely."""

from collections.abc import Callable

import pytest

from pledgebook.language.clause import Clause, Link, Mood, Role, Tense, Voice

Clauses = Callable[[str], list[Clause]]


def words(text: str, clause: Clause, role: Role) -> list[str]:
    return [argument.span.of(text) for argument in clause.role(role)]


def by_lemma(clauses: list[Clause], lemma: str) -> Clause:
    return next(clause for clause in clauses if clause.lemma == lemma)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("They called once again on all states to act.", "call on"),
        ("We call for calm.", "call for"),
        ("We look forward to closer ties.", "look forward to"),
        ("They agreed on a plan.", "agree on"),
        ("We are firmly committed to open trade.", "be committed"),
        ("They remain deeply concerned by the news.", "be concerned"),
        ("Our goal is to train 500 people.", "aim"),
        ("We made clear our commitment to peace.", "make clear"),
        ("Our countries continue to call for calm.", "call for"),
        ("We are pleased to announce a new fund.", "announce"),
        ("We take this opportunity to announce a new fund.", "announce"),
    ],
)
def test_lemma_bears_the_sense(text: str, lemma: str, clauses_of: Clauses) -> None:
    assert lemma in [clause.lemma for clause in clauses_of(text)]


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("France will host the forum.", "will"),
        ("Each Party shall report.", "shall"),
        ("Ruritania must end the war.", "must"),
        ("The minister said that Kenya would join.", "will"),
        ("We’ll support Kenya.", "will"),
    ],
)
def test_markers(text: str, marker: str, clauses_of: Clauses) -> None:
    assert any(m.name == marker for clause in clauses_of(text) for m in clause.markers)


def test_coordinate_verbs_share_subject_and_modal(clauses_of: Clauses) -> None:
    text = "China will open its market, reduce tariffs, and expand imports by 2029."
    clauses = clauses_of(text)
    assert [c.lemma for c in clauses] == ["open", "reduce", "expand"]
    assert all(any(m.name == "will" for m in c.markers) for c in clauses)
    assert [c.span.of(text) for c in clauses] == [
        "China will open its market",
        "reduce tariffs",
        "expand imports by 2029",
    ]
    assert words(text, clauses[2], Role.WHO) == ["China"]
    assert clauses[2].role(Role.WHO)[0].carried


def test_two_words_for_one_act_are_one_clause(clauses_of: Clauses) -> None:
    clauses = clauses_of("The guidelines will be reviewed and updated every year.")
    assert [clause.lemma for clause in clauses] == ["review"]


def test_further_complements_with_their_own_to(clauses_of: Clauses) -> None:
    text = "Kenya plans to build a centre and to train 500 people by 2029."
    clauses = clauses_of(text)
    assert [(c.lemma, c.link) for c in clauses] == [
        ("plan", Link.MAIN),
        ("build", Link.COMPLEMENT),
        ("train", Link.COORDINATE),
    ]
    assert clauses[0].span.of(text) == "Kenya plans to build a centre"
    assert clauses[2].parent == clauses[1].index


def test_passive_with_and_without_by(clauses_of: Clauses) -> None:
    text = "The treaty was signed by France. The text was adopted by consensus."
    signed, adopted = clauses_of(text)
    assert signed.voice is adopted.voice is Voice.PASSIVE
    assert words(text, signed, Role.WHAT) == ["The treaty"]
    assert words(text, signed, Role.WHO) == ["France"]
    assert words(text, adopted, Role.WHO) == []


def test_speech_keeps_who_says_it(clauses_of: Clauses) -> None:
    text = '"We will build a school by May," said Minister Jane Doe of France.'
    build = by_lemma(clauses_of(text), "build")
    assert build.link is Link.QUOTE
    assert build.said_by[0].span.of(text) == "Minister Jane Doe of France"
    assert build.span.of(text) == "We will build a school by May"


def test_negation_and_refusal(clauses_of: Clauses) -> None:
    assert clauses_of("Nothing in this text commits either side to pay.")[0].negated
    assert by_lemma(clauses_of("We agreed not to deploy them."), "deploy").negated
    approves = clauses_of("No member approves or rejects the plan.")
    assert all(clause.negated for clause in approves)


def test_conditions_and_questions_are_not_facts(clauses_of: Clauses) -> None:
    met = by_lemma(clauses_of("If the parties meet, we will send experts."), "meet")
    assert met.mood is Mood.CONDITIONAL
    would = clauses_of("Under the deal, Canada would publish its rules.")
    assert all(clause.mood is not Mood.FACT for clause in would)


def test_tenses(clauses_of: Clauses) -> None:
    assert clauses_of("We have adopted a law.")[0].tense is Tense.PAST
    assert clauses_of("We are announcing a fund.")[0].tense is Tense.ONGOING
    assert clauses_of("We welcome the law.")[0].tense is Tense.PRESENT
    assert clauses_of("We will adopt a law.")[0].tense is Tense.FUTURE


def test_requests_have_their_addressee(clauses_of: Clauses) -> None:
    text = "They called on Russia and the DPRK to stop the tests and urged Japan to join."
    asked = [words(text, c, Role.TO) for c in clauses_of(text) if c.lemma in ("call on", "urge")]
    assert asked == [["Russia and the DPRK"], ["Japan"]]


def test_asked_by_what_is_asked_for(clauses_of: Clauses) -> None:
    text = "Japan requested the cooperation of the Government of Kenya."
    assert words(text, clauses_of(text)[0], Role.TO) == ["the Government of Kenya"]


def test_partners_of_the_complement_belong_to_the_promise(clauses_of: Clauses) -> None:
    text = "We are committed to working closely with ASEAN."
    assert words(text, clauses_of(text)[0], Role.WITH) == ["ASEAN"]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The leaders agreed to act.", True),
        ("The Ministry of Trade agreed to act.", True),
        ("President Jane Roe agreed to act.", True),
        ("They agreed to act.", True),
        ("This effort will drive growth.", False),
        ("Prices will fall.", False),
        ("The Plan will guide the work.", False),
    ],
)
def test_who_can_act(text: str, agent: bool, clauses_of: Clauses) -> None:
    assert clauses_of(text)[0].role(Role.WHO)[0].agent is agent


def test_a_reduced_relative_tells_a_meeting(clauses_of: Clauses) -> None:
    text = "Ahead of the forum, to be held at Oslo, Norway, on March 2, they renewed their pledge."
    held = by_lemma(clauses_of(text), "hold")
    assert held.link is Link.MODIFIER
    assert "2027-03-02" in [time.edtf for time in held.times]


def test_a_meeting_to_come_told_by_a_noun(clauses_of: Clauses) -> None:
    text = "The report will inform the Lima summit on 3 June 2027."
    assert Link.NOMINAL in [clause.link for clause in clauses_of(text)]


def test_times_stay_with_their_clause(clauses_of: Clauses) -> None:
    text = "We will publish a report by May 2027 and open an office in Rome."
    publish, opened = clauses_of(text)
    assert [time.edtf for time in publish.times] == ["2027-05-31"]
    assert opened.times == ()


def test_spans_are_exact_over_hard_line_breaks(clauses_of: Clauses) -> None:
    text = "We (the G7) will  share our findings (the “Findings”) with Kenya (KE) in 2028."
    clause = clauses_of(text)[0]
    assert clause.span.of(text) == text[:-1]
    assert words(text, clause, Role.WITH) == ["Kenya"]


def test_very_long_sentences_are_read_in_parts(clauses_of: Clauses) -> None:
    text = "We will support " + ", ".join(["schools in Kenya"] * 400) + "; we will meet in 2028."
    clauses = clauses_of(text)
    assert {"support", "meet"} <= {clause.lemma for clause in clauses}
    assert all(clause.span.end <= len(text) for clause in clauses)
