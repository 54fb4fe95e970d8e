"""Phrases to parties, with the real gazetteer; each docstring is the text."""

from datetime import date

import pytest

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.language.clause import Argument, Role
from pledgebook.language.names import find_names
from pledgebook.model.document import Document
from pledgebook.model.record import Party
from pledgebook.model.span import Span
from pledgebook.resolution.cast import Cast
from pledgebook.resolution.home import home_of


def document(text: str) -> Document:
    return read_bytes(text.encode(), "-", Given(date(2024, 5, 22)))


def cast_of(text: str) -> Cast:
    made = document(text)
    home = home_of(made, gazetteer())
    return Cast(made, find_names(made.text, made.published, gazetteer(), home), gazetteer(), home)


def ask(cast: Cast, phrase: str, *, nth: int = 0, said_by: tuple[Party, ...] = ()) -> list[str]:
    """Return the ids (or the names) of those whom the n-th `phrase` in the text stands for."""
    text, at = cast.document.text, -1
    for _ in range(nth + 1):
        at = text.index(phrase, at + 1)
    span = Span(at, at + len(phrase))
    argument = Argument(Role.WHO, span, phrase.split()[-1], agent=True)
    language = cast.document.language or "en"
    return [p.id or f"?{p.name}" for p in cast.resolve([argument], language, said_by)]


def test_we_in_apposition() -> None:
    """We, the leaders of Kenya, Japan and Chile, agree on the following."""
    cast = cast_of(test_we_in_apposition.__doc__ or "")
    assert ask(cast, "We") == ["KE", "JP", "CL"]


def test_we_behind_an_office() -> None:
    """We, the ministers responsible for digital affairs of Kenya and Japan, met in Nairobi."""
    cast = cast_of(test_we_behind_an_office.__doc__ or "")
    assert ask(cast, "We") == ["KE", "JP"]


def test_we_are_those_listed_at_the_end() -> None:
    text = (
        "We will share what we learn with one another.\n\n"
        "The countries represented were:\n\nKenya\nJapan\nThe Philippines\nChile\n"
    )
    assert ask(cast_of(text), "We") == ["KE", "JP", "PH", "CL"]


def test_we_in_a_speech_is_the_speakers_party() -> None:
    """The minister of Kenya said: "We will share our data." """
    cast = cast_of(test_we_in_a_speech_is_the_speakers_party.__doc__ or "")
    kenya = Party(id="KE", name="Kenya")
    assert ask(cast, "We", said_by=(kenya,)) == ["KE"]


def test_both_sides_are_those_who_met() -> None:
    """Kenya and Japan met. Both sides praised Chile."""
    cast = cast_of(test_both_sides_are_those_who_met.__doc__ or "")
    met = cast.resolve([Argument(Role.WHO, Span(0, 15), "Japan", agent=True)], "en")
    cast.note(met, ())
    cast.note((Party(id="CL", name="Chile"),), ())
    assert ask(cast, "Both sides") == ["KE", "JP"]


def test_a_count_picks_the_group_of_that_size() -> None:
    """한국, 미국, 일본은 회의를 열었다. 한국과 미국은 따로 만났다. 3국은 협력하기로 했다."""
    cast = cast_of(test_a_count_picks_the_group_of_that_size.__doc__ or "")
    states = {code: Party(id=code, name=code) for code in ("KR", "US", "JP")}
    cast.note(tuple(states.values()), ())
    cast.note((states["KR"], states["US"]), ())
    assert ask(cast, "3국") == ["KR", "US", "JP"]


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        ("산업 현장을 찾은 우리나라는 계획을 세웠다.", "우리나라", ["KR"]),
        ("정부는 계획을 세웠다.", "정부", ["KR"]),
        ("홍길순 장관은 계획을 밝혔다.", "홍길순 장관", ["KR"]),
        ("로라 베넷 호주 외교장관이 방한했다. 베넷 장관은 말했다.", "베넷 장관", ["AU"]),
        ("호주의 국립데이터청(NDA)은 문을 열었다. NDA는 곧 시작한다.", "NDA", ["AU"]),
        ("일측은 설명하였다.", "일측", ["JP"]),
        ("미측 수석대표는 설명하였다.", "미측", ["US"]),
        ("많은 국가가 면담을 요청했다.", "많은 국가", ["?많은 국가"]),
        ("28개국과 케냐가 서명했다.", "28개국과 케냐", ["?28개국", "KE"]),
    ],
)
def test_korean_phrases(text: str, phrase: str, wanted: list[str]) -> None:
    found = ask(cast_of(text), phrase)
    assert [one if one[:1] == "?" else one.split("-")[0].upper() for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        ("Our partner Japan agreed.", "Our partner Japan", ["JP"]),
        ("16 companies and Kenya agreed.", "16 companies and Kenya", ["?16 companies", "KE"]),
        ("Dr Amina Otieno, Minister of Trade of Kenya, spoke. Minister Otieno left.",
         "Minister Otieno", ["KE"]),
        ("Several unnamed developers agreed.", "Several unnamed developers",
         ["?Several unnamed developers"]),
    ],
)  # fmt: skip
def test_english_phrases(text: str, phrase: str, wanted: list[str]) -> None:
    assert ask(cast_of(text), phrase) == wanted


def test_a_person_goes_into_via() -> None:
    """로라 베넷 호주 외교장관은 말했다."""
    cast = cast_of(test_a_person_goes_into_via.__doc__ or "")
    phrase = "로라 베넷 호주 외교장관"
    argument = Argument(Role.WHO, Span(0, len(phrase)), "외교장관", agent=True)
    (party,) = cast.resolve([argument], "ko")
    assert (party.id, party.name) == ("AU", "호주")
    assert party.via is not None


def test_the_commission_is_the_one_named_before() -> None:
    """The European Commission opened a call. The Commission will report in May."""
    cast = cast_of(test_the_commission_is_the_one_named_before.__doc__ or "")
    assert [one.split("-")[0] for one in ask(cast, "The Commission")] == ["EU"]


def test_a_foreigner_is_known_by_where_he_was_introduced() -> None:
    text = (
        "회의에는 케냐 측 오모디 키마니 내각 해양통괄국 국장이 참석했다. "
        "페루 항만공사 리마 토레스블랑카 수석부사장도 함께했다.\n\n키마니 국장은 협력을 약속했다."
    )
    assert ask(cast_of(text), "키마니 국장") == ["KE"]


def test_the_like_of_two_sides_are_both() -> None:
    text = "한국과 칠레가 만났다. 양국 해양연구소가 배를 함께 만들기로 했다."
    cast = cast_of(text)
    found = cast.resolve(
        [Argument(Role.WHO, Span(0, 2), agent=True), Argument(Role.WHO, Span(4, 6), agent=True)],
        "ko",
    )
    cast.note(found, ())
    assert ask(cast, "양국 해양연구소") == ["KR", "CL"]


def test_two_countries_may_be_those_who_acted_last() -> None:
    text = "케냐가 반대했다. 칠레는 찬성했다. 두 나라 대표단은 따로 만났다."
    cast = cast_of(text)
    for name in ("케냐", "칠레"):
        at = text.index(name)
        cast.note(cast.resolve([Argument(Role.WHO, Span(at, at + 2), agent=True)], "ko"), ())
    assert sorted(ask(cast, "두 나라 대표단")) == ["CL", "KE"]


def test_member_states_are_not_the_two_who_met() -> None:
    text = "한국과 칠레가 만났다. 다른 회원국들에 동참을 호소했다."
    cast = cast_of(text)
    at = text.index("칠레")
    both = [
        Argument(Role.WHO, Span(0, 2), agent=True),
        Argument(Role.WHO, Span(at, at + 2), agent=True),
    ]
    cast.note(cast.resolve(both, "ko"), ())
    assert ask(cast, "다른 회원국들") == ["?다른 회원국들"]


def test_a_headed_body_without_a_state_is_at_home() -> None:
    text = "산림조정위원회(위원장 김하나)는 회의를 열었다. 외교부는 이를 알렸다."
    assert ask(cast_of(text), "산림조정위원회(위원장 김하나)") == ["KR"]
