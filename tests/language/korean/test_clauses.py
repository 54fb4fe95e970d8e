"""Korean grammar to clauses; the sentence of each test is its input."""

from collections.abc import Callable

import pytest

from pledgebook.language.clause import Clause, Link, Mood, Role, Tense, Voice

Read = Callable[[str], list[Clause]]


def only(clauses: list[Clause], lemma: str) -> Clause:
    found = [clause for clause in clauses if clause.lemma == lemma]
    assert found, [clause.lemma for clause in clauses]
    return found[0]


def words(text: str, clause: Clause, role: Role) -> list[str]:
    return [argument.span.of(text) for argument in clause.role(role)]


@pytest.mark.parametrize(
    ("text", "lemma", "marker"),
    [
        ("양국은 표준을 함께 만들기로 했다.", "만들다", "-기로 하다"),
        ("양국은 표준을 함께 만들기로 합의했다.", "만들다", "-기로 하다"),
        ("두 장관은 교류를 늘리기로 뜻을 모았다.", "늘리다", "-기로 하다"),
        ("두 장관은 교류를 늘리기로 의견을 같이했다.", "늘리다", "-기로 하다"),
        ("캐나다는 기금을 늘리기로 약속했다.", "늘리다", "-기로 약속하다"),
        ("정부, 교육 예산 확대키로", "확대하다", "-기로 하다"),
        ("장관은 피해 기업을 돕겠다고 밝혔다.", "돕다", "-겠-"),
        ("정부는 새 시설을 지을 계획이다.", "짓다", "-ㄹ 계획이다"),
        ("정부는 새 시설을 지을 예정이라고 밝혔다.", "짓다", "-ㄹ 예정이다"),
        ("정부는 새 시설을 도입할 방침이다.", "도입하다", "-ㄹ 방침이다"),
        ("정부는 상설 기구를 만들고자 한다.", "만들다", "-고자 하다"),
        ("정부는 준비에 만전을 기하도록 하겠다.", "기하다", "-도록 하다"),
        ("영국은 연구소를 세우겠다는 계획을 발표했다.", "세우다", "계획"),
        ("영국은 연구소를 세우겠다는 의지를 표명했다.", "세우다", "의지"),
        ("운영자는 결과를 제출하여야 한다.", "제출하다", "-하여야 하다"),
    ],
)
def test_a_promise_is_marked_on_its_verb(read: Read, text: str, lemma: str, marker: str) -> None:
    clause = only(read(text), lemma)
    assert marker in {found.name for found in clause.markers}
    assert not clause.negated


def test_a_chain_shares_the_last_verbs_promise(read: Read) -> None:
    text = "양국은 이행 현황을 점검하고 새 기금을 마련하기로 했다."
    first, second = only(read(text), "점검하다"), only(read(text), "마련하다")
    assert {"-기로 하다"} <= {m.name for m in first.markers} & {m.name for m in second.markers}
    assert first.span.of(text).endswith("점검하고")
    assert second.span.of(text) == "새 기금을 마련하기로 했다"
    assert words(text, second, Role.WHO) == ["양국"]


def test_talks_before_an_agreement_are_no_promise(read: Read) -> None:
    text = "한국은 영국과 회담을 갖고 교역을 늘리기로 합의했다."
    met, agreed = only(read(text), "갖다"), only(read(text), "늘리다")
    assert not met.markers or "-기로 하다" not in {m.name for m in met.markers}
    assert "영국" in words(text, agreed, Role.WITH)


def test_a_promise_not_to_act_is_positive(read: Read) -> None:
    assert not only(read("양국은 무기를 배치하지 않기로 했다."), "배치하다").negated
    assert only(read("정부는 세율을 낮추기로 한 바 없다."), "낮추다").negated
    assert only(read("두 나라는 협정에 서명하지 않았다."), "서명하다").negated
    assert only(read("정부는 예산을 늘릴 계획이 없다."), "늘리다").negated


def test_forecasts_and_conditions_have_their_mood(read: Read) -> None:
    assert only(read("수출이 늘어날 것으로 예상된다."), "늘어나다").mood is Mood.FORECAST
    assert only(read("국회가 동의하면 효력이 생긴다."), "동의하다").mood is Mood.CONDITIONAL
    assert only(read("누구나 시설을 이용할 수 있다."), "이용하다").mood is Mood.POSSIBLE


def test_the_asked_party_is_the_inner_subject(read: Read) -> None:
    text = "각국은 한국이 회의를 열어 줄 것을 요청했다."
    clause = only(read(text), "요청하다")
    assert (words(text, clause, Role.WHO), words(text, clause, Role.TO)) == (["각국"], ["한국"])


@pytest.mark.parametrize(
    ("text", "lemma", "asked"),
    [
        ("프랑스는 일본에 신속한 비준을 촉구했다.", "촉구하다", "일본"),
        ("프랑스는 일본을 상대로 지지를 요청했다.", "요청하다", "일본"),
        ("프랑스는 일본의 지원을 당부했다.", "당부하다", "일본"),
        ("프랑스는 일본에 시장을 열라고 요구했다.", "요구하다", "일본"),
        ("프랑스는 일본이 참여해 주기를 희망했다.", "요청하다", "일본"),
        ("프랑스는 일본에 자료를 보내 달라고 말했다.", "요청하다", "일본"),
    ],
)
def test_whom_a_request_is_to(read: Read, text: str, lemma: str, asked: str) -> None:
    clause = only(read(text), lemma)
    assert (words(text, clause, Role.WHO), words(text, clause, Role.TO)) == (["프랑스"], [asked])


def test_a_request_that_came_in_is_to_the_topic(read: Read) -> None:
    text = "한국은 많은 국가로부터 면담 요청이 쇄도했다."
    clause = only(read(text), "쇄도하다")
    assert words(text, clause, Role.TO) == ["한국"]
    assert "요청" in {argument.head for argument in clause.role(Role.WHAT)}


def test_a_topic_is_carried_over_sentences(read: Read) -> None:
    text = "독일은 회의를 열었다. 또한 교류를 넓히겠다고 밝혔다."
    clause = only(read(text), "넓히다")
    assert words(text, clause, Role.WHO) == ["독일"]
    assert clause.role(Role.WHO)[0].carried


def test_a_subject_in_a_quotation_does_not_move_the_topic(read: Read) -> None:
    text = '독일은 "프랑스가 먼저 약속을 지켜야 한다"고 말했다. 이어 기금을 내겠다고 밝혔다.'
    assert words(text, only(read(text), "내다"), Role.WHO) == ["독일"]


def test_a_speaker_is_told_apart_from_the_one_who_acts(read: Read) -> None:
    text = "외교부는 영국이 기금을 내겠다고 밝혔다고 전했다."
    clause = only(read(text), "내다")
    assert words(text, clause, Role.WHO) == ["영국"]
    assert "외교부" in [argument.span.of(text) for argument in clause.said_by]


def test_a_direct_quotation_speaks_for_its_speaker(read: Read) -> None:
    text = '김하나 장관은 "기금을 마련하겠다"며 "교류도 넓히겠다"고 말했다.'
    for lemma in ("마련하다", "넓히다"):
        clause = only(read(text), lemma)
        assert words(text, clause, Role.WHO) == ["김하나 장관"]
        assert '"' not in clause.span.of(text)


def test_a_list_of_partners_is_one_argument(read: Read) -> None:
    text = "한국은 독일, 일본 등 주요국을 비롯해 유엔 등 국제기구와 면담을 진행했다."
    clause = only(read(text), "진행하다")
    assert words(text, clause, Role.WITH) == ["독일, 일본 등 주요국을 비롯해 유엔 등 국제기구"]


def test_a_passive_names_its_agent(read: Read) -> None:
    text = "선언은 의장국에 의해 채택됐다."
    clause = only(read(text), "채택하다")
    assert clause.voice is Voice.PASSIVE
    assert words(text, clause, Role.WHO) == ["의장국"]


def test_a_modifier_hangs_on_its_noun(read: Read) -> None:
    text = "외교부는 지난 3일 파리에서 열린 기후 회의의 성과를 설명했다."
    clause = only(read(text), "열리다")
    assert (clause.link, clause.noun, clause.tense) == (Link.MODIFIER, "회의", Tense.PAST)
    assert [time.edtf for time in clause.times] == ["2025-05-03"]
    assert not clause.role(Role.WHO)


def test_a_meeting_told_by_a_noun(read: Read) -> None:
    text = "이 구상은 지난 5월 한·영 정상회담 결과로 나왔다."
    clause = next(c for c in read(text) if c.link is Link.NOMINAL)
    assert words(text, clause, Role.WITH) == ["한·영"]
    assert [time.edtf for time in clause.times] == ["2025-05"]


def test_an_aim_is_a_clause(read: Read) -> None:
    text = "스웨덴은 내년 말 법 제정을 목표로 논의를 벌이고 있다."
    clause = only(read(text), "제정하다")
    assert "목표" in {marker.name for marker in clause.markers}


def test_a_purpose_lends_its_time(read: Read) -> None:
    text = "정부는 7월에 열릴 회의를 잘 치르기 위해 준비에 힘쓰겠다고 밝혔다."
    assert [time.edtf for time in only(read(text), "힘쓰다").times] == ["2025-07"]


def test_a_headline_has_a_predicate(read: Read) -> None:
    text = "정부, 국제 연구소 유치 추진…기금도 마련키로"
    headline = only(read(text), "추진하다")
    assert headline.link is Link.HEADLINE
    assert words(text, headline, Role.WHO) == ["정부"]
    assert "-기로 하다" in {m.name for m in only(read(text), "마련하다").markers}


def test_spans_hold_their_words(read: Read) -> None:
    text = "😀 韓·美 양국은 ＡＩ 기금을 만들기로 했다. 영·미는 2026년 회의를 연다."
    for clause in read(text):
        assert 0 <= clause.span.start < clause.span.end <= len(text)
        assert clause.span.covers(clause.predicate) or clause.link is Link.MODIFIER
        assert not clause.span.of(text).endswith((" ", ".", '"'))


@pytest.mark.parametrize(
    ("text", "lemma", "marker"),
    [
        ("양측은 기금을 조성하는 데 뜻을 모았다.", "조성하다", "-기로 하다"),
        ("두 나라는 연락망을 잇는다는 데 합의했다.", "잇다", "-기로 하다"),
        ("정부는 2030년까지 시설을 늘린다는 목표를 제시했다.", "늘리다", "목표"),
        ("정부는 시설을 폐쇄하기로 한 결정을 재확인했다.", "폐쇄하다", "-기로 하다"),
        ('대표는 "비용을 줄이는 것이 목표"라고 말했다.', "줄이다", "목표"),
        ("장관은 협력이 더 필요하다는 데 공감했다.", "필요하다", "-음을 공감하다"),
    ],
)
def test_nouns_and_turns_that_promise(read: Read, text: str, lemma: str, marker: str) -> None:
    assert marker in {found.name for found in only(read(text), lemma).markers}


def test_a_verb_left_out_is_the_neighbours(read: Read) -> None:
    text = "첫 회의는 3월 부산에서, 둘째 회의는 5월 서울에서 열렸다."
    told = [[time.edtf for time in c.times] for c in read(text) if c.lemma == "열리다"]
    assert told == [["2025-03"], ["2025-05"]]


def test_one_meeting_with_its_modifier(read: Read) -> None:
    text = "박 장관은 지난 20일 마닐라에서 열린 국방 회의에 참석했다."
    clause = only(read(text), "참석하다")
    assert [time.edtf for time in clause.times] == ["2025-05-20"]
    assert not [c for c in read(text) if c.lemma == "열리다"]


def test_an_example_before_the_promise_is_no_promise(read: Read) -> None:
    text = "정부는 창구를 여는 등 지원을 넓혀 나갈 계획이다."
    assert "-ㄹ 계획이다" not in {m.name for m in only(read(text), "열다").markers}
    assert "-ㄹ 계획이다" in {m.name for m in only(read(text), "넓히다").markers}


def test_an_adjective_stays_in_its_phrase(read: Read) -> None:
    text = "한국은 많은 국가와 지속적이고 다양한 방식으로 협력하기로 했다."
    clause = only(read(text), "협력하다")
    assert words(text, clause, Role.WITH) == ["많은 국가"]
    assert len(read(text)) == 1


def test_a_manner_takes_no_object(read: Read) -> None:
    text = "정부는 의견을 폭넓게 듣겠다고 밝혔다."
    assert words(text, only(read(text), "듣다"), Role.WHAT) == ["의견"]


def test_words_before_a_headlines_comma_are_its_subject(read: Read) -> None:
    text = "외교부, 프랑스와 협력 강화 약속"
    clause = only(read(text), "약속하다")
    assert words(text, clause, Role.WHO) == ["외교부"]
    assert words(text, clause, Role.WITH) == ["프랑스"]


def test_an_offer_in_quotation_marks_is_no_request(read: Read) -> None:
    text = '총리는 "기금을 두 배로 늘리겠다"고 제안했다.'
    assert "-겠-" in {m.name for m in only(read(text), "늘리다").markers}


def test_what_must_not_be_is_obliged(read: Read) -> None:
    text = "대사는 시장이 갈라져서는 안 된다고 강조했다."
    assert only(read(text), "갈라지다").mood is Mood.OBLIGED


def test_whom_one_met_is_whom_one_asks(read: Read) -> None:
    text = "호주 총리는 중국 총리와 만나 규제 철폐를 요구했다."
    assert words(text, only(read(text), "요구하다"), Role.TO) == ["중국 총리"]


def test_asking_not_to_act_is_a_request(read: Read) -> None:
    text = "브라질은 각국에 무기를 팔지 말라고 촉구했다."
    clause = only(read(text), "촉구하다")
    assert not clause.negated
    assert words(text, clause, Role.TO) == ["각국"]


def test_an_agreed_view_is_no_promise(read: Read) -> None:
    text = "두 장관은 위험이 커지고 있다는 데 인식을 같이했다."
    names = {m.name for m in only(read(text), "커지다").markers}
    assert "-음을 공감하다" in names
    assert "-기로 하다" not in names


def test_items_go_on_from_their_head(read: Read) -> None:
    text = "양국은 다음 사항을 약속한다."
    assert "below" in {m.name for m in only(read(text), "약속하다").markers}


def test_a_particle_behind_a_latin_name_is_no_verb(read: Read) -> None:
    text = "14개국과 EU는 '항만 선언'을 채택하였다."
    clauses = read(text)
    assert [clause.lemma for clause in clauses] == ["채택하다"]
    assert words(text, clauses[0], Role.WHO) == ["14개국과 EU"]


def test_when_does_not_belong_to_who(read: Read) -> None:
    text = "면담 직후 두 장관은 의정서에 서명하였다."
    assert words(text, only(read(text), "서명하다"), Role.WHO) == ["두 장관"]


def test_each_of_two_topics_says_his_own(read: Read) -> None:
    text = "최 장관은 항만 개방을 요청하였고, 파커 장관은 절차를 서두르겠다고 답하였다."
    (speaker,) = only(read(text), "서두르다").said_by
    assert speaker.span.of(text) == "파커 장관"


def test_words_said_without_a_verb_of_saying_are_the_topics(read: Read) -> None:
    text = "칠레 총리는 관세를 거둬야 한다며 농가에 힘을 실었고, 페루 총리는 대화를 요청했다."
    (speaker,) = only(read(text), "거두다").said_by
    assert speaker.span.of(text) == "칠레 총리"


def test_a_request_of_its_own_stands_beside_what_is_said(read: Read) -> None:
    text = "케냐 총리는 “모두가 손해를 볼 것”이라며 이웃 나라들에 자제를 당부했다."
    clause = only(read(text), "당부하다")
    assert words(text, clause, Role.WHAT)[-1] == "자제"


def test_time_to_act_is_an_obligation(read: Read) -> None:
    clause = only(read("위원장은 이제 모든 나라가 나서야 할 때라고 강조했다."), "나서다")
    assert clause.mood is Mood.OBLIGED


def test_who_also_speaks_is_not_the_modifiers(read: Read) -> None:
    text = "유엔 총장도 폐회식에 보낸 글에서 협약을 지지했다."
    assert words(text, only(read(text), "지지하다"), Role.WHO) == ["유엔 총장"]


def test_those_asked_need_be_nobodys_party(read: Read) -> None:
    text = "정부는 이란에 머무는 국민께 국경을 넘지 말아 주실 것을 당부드린다."
    clause = next(
        c for c in read(text) if c.noun == "" and c.role(Role.WHO) and "넘지" in c.span.of(text)
    )
    assert words(text, clause, Role.TO) == []


def test_a_company_is_known_by_its_sort(read: Read) -> None:
    text = "장비업체 한빛테크는 새 계약을 체결했다."
    (who,) = only(read(text), "체결하다").role(Role.WHO)
    assert who.agent
