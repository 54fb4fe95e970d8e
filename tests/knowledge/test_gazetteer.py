"""Who is named: states, bodies, institutions, people and offices, and what only looks like them."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.knowledge.bounds import Tail, hangul_run, tail, title_ends
from pledgebook.knowledge.gazetteer import Gazetteer, gazetteer
from pledgebook.knowledge.loading import load, load_strings
from pledgebook.knowledge.mentions import Mention
from pledgebook.knowledge.naming import Entry, Names, Sense, country, read_names, split

NAMES = gazetteer()
TABLE = read_names()
PARTY_FILES = (
    *("masks", "states", "bodies", "institutions", "companies", "offices", "pairs"),
    *("people/asia", "people/europe", "people/americas", "people/africa-middle-east"),
    "people/bodies",
)


def find(
    text: str, published: date | None = None, extra: Mapping[str, str] | None = None
) -> list[Mention]:
    """Find mentions, having checked what holds of all of them."""
    found = NAMES.find(text, published, extra or {})
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    return found


def parties(text: str, published: date | None = None) -> list[str]:
    return [mention.party for mention in find(text, published)]


def named(text: str, published: date | None = None) -> list[tuple[str, str]]:
    """Each mention's words and party."""
    return [(text[one.start : one.end], one.party) for one in find(text, published)]


def only(text: str, published: date | None = None) -> tuple[str, str, str | None, str]:
    """The words, party, person and kind of the one mention in `text`."""
    (mention,) = find(text, published)
    return text[mention.start : mention.end], mention.party, mention.person, mention.kind


class TestStates:
    @pytest.mark.parametrize(
        ("text", "words", "party"),
        [
            ("Kenya will open a testing centre.", "Kenya", "KE"),
            ("The Republic of Korea takes the chair.", "Republic of Korea", "KR"),
            ("The U.S. has offered to help.", "U.S.", "US"),
            ("We thank the UK for its work.", "UK", "GB"),
            ("A centre in Côte d'Ivoire opens.", "Côte d'Ivoire", "CI"),
            ("A centre in Côte d’Ivoire opens.", "Côte d’Ivoire", "CI"),
            ("Türkiye joins the network.", "Türkiye", "TR"),
            ("The Kingdom of Saudi Arabia pledges a fund.", "Kingdom of Saudi Arabia", "SA"),
            ("The Government of Japan will pay.", "Government of Japan", "JP"),
            ("New\nZealand will publish the results.", "New\nZealand", "NZ"),
            ("캐나다는 연구소를 세운다.", "캐나다", "CA"),
            ("사우디아라비아가 기금을 낸다.", "사우디아라비아", "SA"),
            ("남아공에서 회의가 열린다.", "남아공", "ZA"),
            ("싱가포르와의 협약을 맺었다.", "싱가포르", "SG"),
            ("대한민국 정부가 밝혔다.", "대한민국", "KR"),
            ("中国의 제안을 들었다.", "中国", "CN"),
        ],
    )
    def test_name(self, text: str, words: str, party: str) -> None:
        assert only(text) == (words, party, None, "name")

    def test_each_state_is_found_by_its_label_in_both_languages(self) -> None:
        missed = []
        for party in TABLE.parties.values():
            if party.type != "state":
                continue
            for label in (party.label_en, party.label_ko):
                entry = TABLE.entries.get(label)
                if entry and entry.sense is Sense.NAME and parties(label) != [party.id]:
                    missed.append(label)
        assert missed == []

    def test_adjective_is_a_party_only_before_a_government(self) -> None:
        assert only("Norwegian officials agreed.")[1:] == ("NO", None, "name")
        assert only("We ate Norwegian salmon.")[1:] == ("NO", None, "adjective")

    def test_adjectives_listed_before_governments_are_all_parties(self) -> None:
        found = find("The Korean, Danish and Kenyan governments agreed.")
        assert [(one.party, one.kind) for one in found] == [
            ("KR", "name"),
            ("DK", "name"),
            ("KE", "name"),
        ]

    @pytest.mark.parametrize("text", ["독일산 부품을 쓴다", "독일인 둘이 왔다", "독일식 교육이다"])
    def test_origin_in_korean_is_an_adjective(self, text: str) -> None:
        assert only(text)[1:] == ("DE", None, "adjective")

    def test_capital_acts_or_is_a_place(self) -> None:
        assert parties("Ottawa and Canberra agreed to share data.") == ["CA", "AU"]
        assert parties("The talks in Ottawa went on.") == []
        assert parties("워싱턴은 반대했다.") == ["US"]
        assert parties("워싱턴에서 회의가 열렸다.") == []

    def test_house_of_government_acts_or_is_a_place(self) -> None:
        assert only("The White House published the list.")[1:] == ("US", None, "metonym")
        assert find("They met at the White House.") == []
        assert only("백악관은 명단을 냈다.")[1:] == ("US", None, "metonym")
        assert find("두 정상은 백악관에서 만났다.") == []


class TestHeadlines:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("한·미·일 정상이 만났다", ["KR", "US", "JP"]),
            ("영-미, 시험 결과를 나누기로", ["GB", "US"]),
            ("韓·美·英 연구진 한자리에", ["KR", "US", "GB"]),
            ("미·영·유럽연합이 협약에 서명", ["US", "GB", "EU"]),
            ("한중 정상회담에서 논의", ["KR", "CN"]),
            ("한일중 협력을 넓힌다", ["KR", "JP", "CN"]),
            ("한-캐 과학기술 협력", ["KR", "CA"]),
            ("한·베트남 공동연구", ["KR", "VN"]),
            ("美, 새 기준 내놓는다", ["US"]),
            ("韓 연구소 문 연다", ["KR"]),
            ("한미는 협력하기로 했다", ["KR", "US"]),
        ],
    )
    def test_abbreviations(self, text: str, expected: list[str]) -> None:
        assert parties(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "한미약품이 신약을 내놨다",
            "한영 번역 말뭉치를 모은다",
            "가·나·다 순서로 적는다",
            "상·하 두 층으로 나뉜다",
            "한 번 더 본다",
            "이미 끝난 일이다",
            "회의는 8월 3~4일 열린다",
            "국·영·수 과목을 배운다",
            "북미 시장에 물건을 판다",
        ],
    )
    def test_syllables_that_are_none(self, text: str) -> None:
        assert find(text) == []

    def test_pair_joins_the_office_behind_it(self) -> None:
        text = "한영 외교장관이 통화했다"
        assert parties(text) == ["KR", "GB"]
        assert text.startswith("한영", find(text)[0].start)


class TestKoreanBoundaries:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("인도네시아가 초안을 냈다", ["ID"]),
            ("인도가 초안을 냈다", ["IN"]),
            ("인도적 지원을 늘린다", []),
            ("인도주의 기구를 돕는다", []),
            ("물품을 인도하기로 했다", []),
            ("인도태평양 전략을 편다", []),
            ("중국어 자료를 모은다", []),
            ("중국측은 찬성했다", ["CN"]),
            ("가나다 순으로 싣는다", []),
            ("가나가 기금에 참여한다", ["GH"]),
            ("신뢰란 오래 쌓는 것이다", []),
            ("협약이란 약속이다", []),
            ("이란은 협상에 나섰다", ["IR"]),
            ("검증할 수단을 찾는다", []),
            ("수단 정부는 서명했다", ["SD"]),
            ("한국어 모델을 시험한다", []),
            ("한국이 주최한다", ["KR"]),
            ("오만한 생각이다", []),
            ("오만과 협약을 맺었다", ["OM"]),
            ("기니피그로 실험했다", []),
            ("터키석을 캐낸다", []),
            ("아이티 산업이 자란다", []),
            ("조지아주 의회가 법을 고쳤다", []),
            ("조지아 대통령은 서명했다", ["GE"]),
            ("미국법을 배운다", []),
            ("미국정부는 동의했다", ["US"]),
            ("메타버스를 즐긴다", []),
            ("나토는 환영했다", ["NATO"]),
            ("파리 협정을 지킨다", []),
            ("서울 선언을 채택했다", []),
        ],
    )
    def test_word_or_part_of_another(self, text: str, expected: list[str]) -> None:
        assert parties(text) == expected

    @pytest.mark.parametrize(
        "particle", ["은", "이", "을", "의", "에", "과", "과의", "에서는", "까지"]
    )
    def test_particles_are_left_out_of_the_span(self, particle: str) -> None:
        assert only(f"영국{particle} 함께")[0] == "영국"

    @pytest.mark.parametrize(
        ("run", "kind"),
        [
            ("", Tail.BARE),
            ("은", Tail.BARE),
            ("에서는", Tail.BARE),
            ("측은", Tail.OFFICE),
            ("정부가", Tail.OFFICE),
            ("산", Tail.ADJECTIVE),
            ("어", Tail.NONE),
            ("적", Tail.NONE),
        ],
    )
    def test_tail(self, run: str, kind: Tail) -> None:
        assert tail(run) is kind

    def test_title_ends_before_a_particle_only(self) -> None:
        assert title_ends("은")
        assert title_ends("")
        assert not title_ends("회의")
        assert not title_ends("급")

    def test_hangul_run_stops_at_anything_else(self) -> None:
        assert hangul_run("영국은 서명", 2) == "은"
        assert hangul_run("영국", 2) == ""


class TestEnglishBoundaries:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Join us and let us test it.", []),
            ("The US and the EU tested it.", ["US", "EU"]),
            ("An IT firm and its IT staff.", []),
            ("We cooked a turkey for lunch.", []),
            ("Turkey hosts the talks.", ["TR"]),
            ("Georgia passed a bill on schools.", []),
            ("The Prime Minister of Georgia spoke.", ["GE"]),
            ("Georgia, Moldova and Ukraine signed.", ["GE", "MD", "UA"]),
            ("Chad wrote a song.", []),
            ("She moved to New Mexico.", []),
            ("South America and Latin America are vast.", []),
            ("A ship crossed the Indian Ocean.", []),
            ("He lives in Northern Ireland.", []),
            ("They keep to the Paris Agreement.", []),
            ("Muslims and animals of Normali", []),
            ("a Chinaware shop and an Irangate file", []),
            ("The Guinea-Bissau coast", ["GW"]),
            ("the polish on my shoes", []),
            ("South Korea and North Korea", ["KR", "KP"]),
        ],
    )
    def test_word_or_part_of_another(self, text: str, expected: list[str]) -> None:
        assert parties(text) == expected

    def test_possessive_is_left_out_of_the_span(self) -> None:
        assert named("Kenya's plan and Kenya’s fund") == [("Kenya", "KE"), ("Kenya", "KE")]


class TestPersons:
    def test_full_name_with_and_without_its_title(self) -> None:
        assert only("Rishi Sunak opened the day.") == ("Rishi Sunak", "GB", "Rishi Sunak", "person")
        words, party, person, kind = only("Prime Minister Rishi Sunak opened the day.")
        assert (words, party) == ("Prime Minister Rishi Sunak", "GB")
        assert (person, kind) == ("Rishi Sunak", "person")

    @pytest.mark.parametrize(
        ("text", "words", "party", "person"),
        [
            ("President Ruto spoke.", "President Ruto", "KE", "William Ruto"),
            ("Chancellor Scholz spoke.", "Chancellor Scholz", "DE", "Olaf Scholz"),
            ("President von der Leyen spoke.", "President von der Leyen", "EU", None),
            ("President el-Sisi spoke.", "President el-Sisi", "EG", "Abdel Fattah el-Sisi"),
            ("Taoiseach Micheál Martin spoke.", "Taoiseach Micheál Martin", "IE", "Micheál Martin"),
            ("Minister Tijani of Nigeria spoke.", "Minister Tijani of Nigeria", "ng-fmcide", None),
            ("수낙 총리가 말했다.", "수낙 총리", "GB", "Rishi Sunak"),
            ("영국의 수낙 총리가 말했다.", "영국의 수낙 총리", "GB", "Rishi Sunak"),
            ("에르도안 튀르키예 대통령은", "에르도안 튀르키예 대통령", "TR", None),
            ("루토 케냐 대통령은", "루토 케냐 대통령", "KE", "William Ruto"),
            ("요르단의 사파디 외교장관은", "요르단의 사파디 외교장관", "JO", "Ayman Safadi"),
        ],
    )
    def test_surname_with_title(
        self, text: str, words: str, party: str, person: str | None
    ) -> None:
        found = only(text)
        assert found[:2] == (words, party)
        assert found[2] is not None
        assert person is None or found[2] == person

    @pytest.mark.parametrize(
        ("text", "words", "party"),
        [
            ("President Macron of France came.", "President Macron of France", "FR"),
            ("Israeli Prime Minister Lapid came.", "Israeli Prime Minister Lapid", "IL"),
            ("Germany's Chancellor Olaf Scholz came.", "Germany's Chancellor Olaf Scholz", "DE"),
            ("UAE President Sheikh Mohamed came.", "UAE President Sheikh Mohamed", "AE"),
            (
                "Amir of the State of Qatar HH Sheikh Tamim bin Hamad Al Thani came.",
                "Amir of the State of Qatar HH Sheikh Tamim bin Hamad Al Thani",
                "QA",
            ),
            (
                "National Security Advisor Dr. Eyal Hulata came.",
                "National Security Advisor Dr. Eyal Hulata",
                "IL",
            ),
            (
                "미셸 도넬란 영국 과학혁신기술부 장관은",
                "미셸 도넬란 영국 과학혁신기술부 장관",
                "gb-dsit",
            ),
        ],
    )
    def test_title_name_and_state_are_one_mention(self, text: str, words: str, party: str) -> None:
        assert named(text) == [(words, party)]

    def test_plural_title_spreads_over_its_names(self) -> None:
        text = "Prime Ministers Meloni and Sunak spoke with Presidents Ruto, Macron and Duda."
        assert parties(text) == ["IT", "GB", "KE", "FR", "PL"]

    def test_the_day_decides_between_holders_of_one_name(self) -> None:
        text = "President Aoun received the guests."
        assert only(text, date(2022, 3, 1))[2] == "Michel Aoun"
        assert only(text, date(2025, 3, 1))[2] == "Joseph Aoun"

    def test_the_day_decides_for_whom_one_person_speaks(self) -> None:
        text = "Mark Rutte welcomed the plan."
        assert only(text, date(2023, 3, 1))[1] == "NL"
        assert only(text, date(2025, 3, 1))[1] == "NATO"

    def test_a_title_decides_for_whom_one_person_speaks(self) -> None:
        assert only("Secretary General Mark Rutte spoke.", date(2025, 3, 1))[1] == "NATO"
        assert only("카야 칼라스 총리는 말했다.")[1] == "EE"
        assert only("카야 칼라스 고위대표는 말했다.")[1] == "EU"

    @pytest.mark.parametrize(
        "text",
        [
            "The former Prime Minister Liz Truss spoke.",
            "former President Uhuru Kenyatta of that land",
            "리즈 트러스 전 총리가 말했다.",
        ],
    )
    def test_former_holders_speak_for_nobody(self, text: str) -> None:
        assert not any(one.person for one in find(text))

    @pytest.mark.parametrize(
        "text", ["Our president spoke.", "Minister Quxley spoke.", "오 장관은 말했다.", "김 국장은"]
    )
    def test_titles_that_nothing_explains(self, text: str) -> None:
        assert find(text) == []


class TestOffices:
    @pytest.mark.parametrize(
        ("text", "words", "party"),
        [
            ("the Prime Minister of the Netherlands", "Prime Minister of the Netherlands", "NL"),
            ("the Foreign Minister of Japan", "Foreign Minister of Japan", "JP"),
            ("Ghana's President agreed.", "Ghana's President", "GH"),
            ("the Danish Prime Minister agreed", "Danish Prime Minister", "DK"),
            (
                "the President of the United Arab Emirates",
                "President of the United Arab Emirates",
                "AE",
            ),
            ("호주 총리는 밝혔다", "호주 총리", "AU"),
            ("프랑스의 대통령이 왔다", "프랑스의 대통령", "FR"),
            ("EU 집행위원장은 밝혔다", "EU 집행위원장", "EU"),
            ("EU집행위원장은 밝혔다", "EU집행위원장", "EU"),
            ("미 국무장관은 밝혔다", "미 국무장관", "US"),
        ],
    )
    def test_office_with_its_state(self, text: str, words: str, party: str) -> None:
        found_words, found, person, kind = only(text)
        assert (found_words, country(found), person, kind) == (words, party, None, "office")

    def test_title_inside_the_name_of_a_meeting_is_none(self) -> None:
        assert find("They attended the Prime Ministers' Summit.") == []
        assert named("The Quad Leaders' Summit opened.") == [("Quad", "QUAD")]

    def test_secretary_of_a_federated_state_is_not_the_minister(self) -> None:
        assert find("Ohio Secretary of State Quentin Bloom spoke.") == []

    def test_minister_of_home_needs_no_name(self) -> None:
        assert only("과기정통부 장관은 밝혔다")[:2] == ("과기정통부 장관", "kr-msit")
        assert only("국방부장관은 밝혔다")[:2] == ("국방부장관", "kr-mnd")

    def test_foreign_name_keeps_its_minister_from_home(self) -> None:
        assert "kr-mnd" not in parties("레즈니코우 국방부 장관은 밝혔다")
        assert parties("우크라이나 국방부 장관은 밝혔다") == ["ua-mod"]

    def test_kenyan_ministers_are_cabinet_secretaries(self) -> None:
        text = "Cabinet Secretary Eliud Owalo of Kenya signed."
        assert only(text)[:3] == (
            "Cabinet Secretary Eliud Owalo of Kenya",
            "ke-mict",
            "Eliud Owalo",
        )

    def test_office_in_the_brackets_of_its_ministry(self) -> None:
        text = "과기정통부(장관 홍길동)는 밝혔다"
        assert named(text) == [("과기정통부", "kr-msit"), ("장관 홍길동", "kr-msit")]


class TestInstitutions:
    @pytest.mark.parametrize(
        ("text", "words", "party"),
        [
            ("The UK AI Safety Institute tested it.", "UK AI Safety Institute", "gb-aisi"),
            ("OECD countries agreed.", "OECD", "OECD"),
            ("The European Commission agreed.", "European Commission", "EU-commission"),
            ("유네스코가 권고를 냈다.", "유네스코", "UNESCO"),
            ("EU집행위원회는 초안을 냈다.", "EU집행위원회", "EU-commission"),
            ("오픈AI는 서명했다.", "오픈AI", "us-openai"),
            ("국가유산청장은 밝혔다.", "국가유산청장", "kr-khs"),
        ],
    )
    def test_name(self, text: str, words: str, party: str) -> None:
        assert only(text)[:2] == (words, party)

    @pytest.mark.parametrize(
        ("text", "words", "party"),
        [
            ("China's Foreign Ministry agreed.", "China's Foreign Ministry", "cn-mfa"),
            ("the Foreign Ministry of Japan agreed", "Foreign Ministry of Japan", "jp-mofa"),
            ("중국 상무부는 밝혔다", "중국 상무부", "cn-mofcom"),
            ("미 국방부는 밝혔다", "미 국방부", "us-defense"),
        ],
    )
    def test_local_ministry_with_its_state(self, text: str, words: str, party: str) -> None:
        assert only(text)[:2] == (words, party)

    def test_local_ministry_alone_is_nobodys_until_a_state_has_named_it(self) -> None:
        assert find("The Ministry of Digital Affairs agreed.") == []
        text = "Poland's Ministry of Digital Affairs came. The Ministry of Digital Affairs spoke."
        assert parties(text) == ["pl-digital", "pl-digital"]

    def test_local_ministry_at_home(self) -> None:
        at_home = NAMES.at_home("PL")
        assert at_home["Ministry of Digital Affairs"] == "pl-digital"
        (mention,) = find("The Ministry of Digital Affairs agreed.", extra=at_home)
        assert mention.party == "pl-digital"
        assert NAMES.at_home("AQ") == {}

    def test_parties_and_members(self) -> None:
        france = NAMES.party("FR")
        assert france is not None
        assert (france.label_en, france.label_ko, france.type) == ("France", "프랑스", "state")
        assert "FR" in NAMES.members("G7")
        assert NAMES.members("FR") == ()
        assert NAMES.members("nobody") == ()
        assert NAMES.party("nobody") is None

    @pytest.mark.parametrize(
        ("party", "state"),
        [
            ("gb-aisi", "GB"),
            ("FR", "FR"),
            ("EU-commission", "EU"),
            ("AFRICAN-UNION", "AFRICAN-UNION"),
        ],
    )
    def test_country(self, party: str, state: str) -> None:
        assert country(party) == state


EXTRA = {"Norvale": "x-norvale", "Norvale Safety Board": "x-board", "누리원": "x-nuri"}


class TestExtraNames:
    def test_names_of_the_text_itself(self) -> None:
        found = find("Norvale signed, and 누리원은 도왔다.", extra=EXTRA)
        assert [one.party for one in found] == ["x-norvale", "x-nuri"]

    def test_the_longest_goes_first(self) -> None:
        (mention,) = find("The Norvale Safety Board signed.", extra=EXTRA)
        assert mention.party == "x-board"

    def test_they_keep_to_word_boundaries(self) -> None:
        assert find("Norvalean goods and 누리원장실", extra=EXTRA) == []

    def test_they_go_before_what_is_known_unless_shorter(self) -> None:
        (mention,) = find("The US agreed.", extra={"US": "x-us"})
        assert mention.party == "x-us"
        (mention,) = find("The US AI Safety Institute agreed.", extra={"US": "x-us"})
        assert mention.party == "us-aisi"

    def test_an_empty_name_is_passed_over(self) -> None:
        assert find("Nobody came.", extra={" ": "x-blank", "": "x-none"}) == []


class TestTheTable:
    @pytest.mark.parametrize("file", PARTY_FILES)
    def test_reading_strings_alone_gives_what_yaml_holds(self, file: str) -> None:
        assert load_strings(f"parties/{file}.yaml") == load(f"parties/{file}.yaml")

    def test_lists_are_refused(self) -> None:
        with pytest.raises(ValueError, match="holds a list"):
            load_strings("concepts.yaml")

    def test_people_hold_offices_of_parties_that_are_known(self) -> None:
        titles = load_strings("parties/offices.yaml")
        offices = {*titles["offices"], *titles["portfolios"]}
        for people in TABLE.surnames.values():
            for person in people:
                assert person.party in TABLE.parties, person
                assert all(term.office in offices for term in person.terms), person

    def test_terms_are_iso_dates_in_order(self) -> None:
        for people in TABLE.surnames.values():
            for term in (term for person in people for term in person.terms):
                start = date.fromisoformat(term.start)
                assert not term.end or start <= date.fromisoformat(term.end), term

    def test_members_are_parties(self) -> None:
        for party in TABLE.parties.values():
            assert all(member in TABLE.parties for member in party.members), party

    def test_the_stronger_sense_of_a_string_wins_in_any_order(self) -> None:
        strong, weak = Entry("Mercury", Sense.NAME, ("A",)), Entry("Mercury", Sense.WEAK, ("B",))
        for order in ((strong, weak), (weak, strong)):
            names = Names()
            for entry in order:
                names.add(entry)
            assert names.entries["Mercury"] == strong

    def test_titles_of_one_string_are_joined(self) -> None:
        names = Names()
        names.add(Entry("Keeper", Sense.TITLE, offices=frozenset({"one"})))
        names.add(Entry("Keeper", Sense.TITLE, ("A",), frozenset({"two"})))
        assert names.entries["Keeper"].offices == {"one", "two"}
        assert names.entries["Keeper"].parties == ("A",)

    def test_split(self) -> None:
        assert split(" a; b ;; c") == ("a", "b", "c")
        assert split(None) == split("") == ()

    def test_it_is_read_once(self) -> None:
        assert gazetteer() is NAMES


PIECES = st.sampled_from(
    [
        *(
            "한",
            "·",
            "미",
            "美",
            "韓",
            "인도",
            "네시아",
            "은",
            " ",
            "\n",
            "'s ",
            "’",
            "(",
            ")",
            ", ",
        ),
        *("US", "us", "President ", "Presidents ", "Biden", " and ", "of ", "the ", "Georgia"),
        *("장관 ", "외교부", "대통령", "영국", "총리", "전 ", "EU", "집행위", "원장", "former "),
        *("Ministry of Foreign Affairs", "Kaja Kallas", "마크롱", "Quad Leaders", "수단", "정부"),
    ]
)


class TestAnyText:
    @staticmethod
    def check(names: Gazetteer, text: str, extra: Mapping[str, str]) -> None:
        found = names.find(text, date(2024, 5, 21), extra)
        assert found == sorted(found, key=lambda one: one.start)
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(one.end <= two.start for one, two in pairwise(found))
        assert all(one.party and one.kind for one in found)

    @given(st.text())
    @settings(deadline=None)
    def test_mentions_are_in_order_in_range_and_apart(self, text: str) -> None:
        self.check(NAMES, text, {})

    @given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
    @settings(deadline=None, max_examples=300)
    def test_so_they_are_where_names_are_thrown_together(self, text: str, home: bool) -> None:
        self.check(NAMES, text, NAMES.at_home("KR") if home else {})

    @given(st.lists(PIECES, max_size=10).map("".join))
    @settings(deadline=None)
    def test_the_same_text_gives_the_same_mentions(self, text: str) -> None:
        assert NAMES.find(text) == NAMES.find(text)
