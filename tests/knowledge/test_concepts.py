import re

import pytest

from pledgebook.knowledge.concepts import Concept, Concepts, bundled_concepts
from pledgebook.knowledge.loading import load

SCHEME = bundled_concepts()
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def labelled() -> list[tuple[str, str]]:
    """Every label of the scheme with the concept that it names."""
    return [
        (label, concept.id)
        for concept in SCHEME.by_id.values()
        for labels in concept.labels.values()
        for label in labels
    ]


class TestTheScheme:
    def test_holds_enough_concepts(self) -> None:
        assert len(SCHEME.by_id) >= 70

    def test_ids_are_slugs_and_unique(self) -> None:
        ids = [entry["id"] for entry in load("concepts.yaml")["concepts"]]
        assert len(ids) == len(set(ids))
        assert all(SLUG.fullmatch(id_) for id_ in ids)

    def test_every_concept_is_whole_in_both_languages(self) -> None:
        for concept in SCHEME.by_id.values():
            assert set(concept.name) == set(concept.labels) == set(concept.definition)
            assert set(concept.name) == {"en", "ko"}
            assert all(len(labels) >= 2 for labels in concept.labels.values())
            assert concept.source

    def test_no_source_is_an_address(self) -> None:
        assert not any("://" in concept.source for concept in SCHEME.by_id.values())

    def test_broader_leads_to_a_top_without_a_circle(self) -> None:
        for id_ in SCHEME.by_id:
            above = SCHEME.ancestors(id_)
            assert len(above) == len(set(above))
            assert id_ not in above

    def test_no_label_names_two_concepts(self) -> None:
        named: dict[str, str] = {}
        for label, concept in labelled():
            key = label.lower().replace(" ", "").replace("-", "").replace("인공지능", "ai")
            assert named.setdefault(key, concept) == concept, label

    def test_each_label_is_recognised_on_its_own(self) -> None:
        missed = [label for label, id_ in labelled() if SCHEME.find(label) != [id_]]
        assert missed == []

    def test_the_five_principles_are_parts_of_the_bill(self) -> None:
        for id_ in ("freedom", "fairness", "safety", "innovation", "solidarity"):
            assert SCHEME.by_id[id_].broader == "digital-bill-of-rights"


class TestFindingInKorean:
    @pytest.mark.parametrize(
        "text",
        [
            "AI 안전 연구소를 세운다",
            "AI안전연구소를 세운다",
            "인공지능 안전연구소를 세운다",
            "인공지능(AI) 안전연구소를 세운다",
            "AI 안전 연구소장을 임명했다",
        ],
    )
    def test_spacing_and_spelling_do_not_matter(self, text: str) -> None:
        assert SCHEME.find(text) == ["ai-safety-institute"]

    def test_order_of_first_appearance_each_once(self) -> None:
        text = "반도체와 인재, 그리고 다시 반도체를 이야기했다"
        assert SCHEME.find(text) == ["semiconductors", "talent-and-education"]

    def test_principles_joined_by_middle_dots(self) -> None:
        assert SCHEME.find("자유·공정·안전·혁신·연대의 원칙") == [
            "freedom",
            "fairness",
            "safety",
            "innovation",
            "solidarity",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "불공정을 바로잡다",
            "1990년대와 2000년대",
            "자유롭게 드나들다",
            "교육부가 밝혔다",
            "양자 회담",
        ],
    )
    def test_short_labels_have_to_be_words(self, text: str) -> None:
        assert SCHEME.find(text) == []

    def test_a_longer_label_may_open_a_compound(self) -> None:
        assert SCHEME.find("반도체단지를 짓는다") == ["semiconductors"]

    def test_a_label_does_not_begin_inside_a_word(self) -> None:
        assert SCHEME.find("과학기술정보통신부") == []

    def test_latin_after_hangul_is_a_word_of_its_own(self) -> None:
        assert SCHEME.find("국내AI") == ["artificial-intelligence"]

    def test_words_of_a_longer_label_are_not_read_again(self) -> None:
        assert SCHEME.find("저전력 AI 반도체를 개발") == ["low-power-ai-chips"]


class TestFindingInEnglish:
    def test_any_case_hyphens_line_breaks_and_plurals(self) -> None:
        assert SCHEME.find("AI SAFETY\nINSTITUTES and open source, Red-Teaming") == [
            "ai-safety-institute",
            "open-source",
            "red-teaming",
        ]

    def test_whole_words_only(self) -> None:
        assert SCHEME.find("computers said maize energetically") == []

    def test_a_broader_concept_counts_where_it_stands_alone(self) -> None:
        assert SCHEME.find("The AI Safety Institute studies AI safety.") == [
            "ai-safety-institute",
            "ai-safety",
        ]

    def test_the_name_of_an_office_is_no_topic(self) -> None:
        assert SCHEME.find("the Ministry of Education and the Secretary for Energy") == []
        assert SCHEME.find("the ministry will fund education") == [
            "investment",
            "talent-and-education",
        ]

    def test_nothing_in_nothing(self) -> None:
        assert SCHEME.find("") == []


def test_a_scheme_of_ones_own() -> None:
    names = {"en": "lighthouse", "ko": "등대"}
    concept = Concept(
        "lighthouse", names, {"en": ("lighthouse",), "ko": ("등대",)}, None, names, "-"
    )
    scheme = Concepts([concept], [])
    assert scheme.find("Lighthouses, 등대가") == ["lighthouse"]
    assert scheme.ancestors("lighthouse") == []
    with pytest.raises(KeyError):
        scheme.ancestors("harbour")


class TestNamed:
    def test_every_label_names_its_concept(self) -> None:
        shared = {label for label, _ in labelled()}
        named = {label: SCHEME.named(label) for label in shared}

        assert all((label, named[label]) in labelled() for label in shared)
        assert all(SCHEME.named(id_) == id_ for id_ in SCHEME.by_id)

    def test_spelling_is_free_where_a_text_is(self) -> None:
        assert SCHEME.named("인공지능 안전연구소") == "ai-safety-institute"
        assert SCHEME.named("AI Safety Institute") == "ai-safety-institute"

    def test_a_name_that_only_holds_a_label_is_none(self) -> None:
        assert SCHEME.named("달의 AI 안전연구소") is None
