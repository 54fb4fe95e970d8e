"""What is told twice is one record; what only looks alike is two."""

from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength
from pledgebook.resolution.merging import merge
from pledgebook.resolution.twins import join_twins

KOREA = Party(id="KR", name="한국", label=Label("Korea, Republic of", "한국"))
KENYA = Party(id="KE", name="Kenya", label=Label("Kenya", "케냐"))


def record(
    exact: str,
    start: int,
    *,
    kind: Kind = Kind.COMMITMENT,
    actors: tuple[Party, ...] = (KOREA,),
    date: str | None = None,
    due: str | None = None,
    topics: tuple[str, ...] = (),
    language: str = "ko",
) -> Record:
    return Record(
        id=f"r-{start}",
        kind=kind,
        strength=Strength.PLAN if kind is Kind.COMMITMENT else None,
        actors=actors,
        partners=(),
        action=exact,
        topics=topics,
        date=date,
        due=due,
        due_trigger=None,
        said_by=(),
        language=language,
        evidence=(Evidence("sha256:0", start, start + len(exact), exact),),
        basis=Basis("t", exact[:2]),
        reader="test",
    )


def test_the_same_words_with_other_spaces_are_one_record() -> None:
    first = record("연구소를 세우기로 했다", 0)
    again = record("연구소를  세우기로\n했다", 50)
    (merged,) = merge([first, again], frozenset())
    assert [piece.start for piece in merged.evidence] == [0, 50]


def test_the_same_words_of_another_kind_are_another_record() -> None:
    plan = record("연구소 설립", 0)
    done = record("연구소 설립", 50, kind=Kind.MILESTONE)
    assert len(merge([plan, done], frozenset())) == 2


def test_a_headline_joins_the_sentence_that_tells_it() -> None:
    """Headline: 인공지능 연구소 설립 추진. Body: 정부는 인공지능 연구소 설립을 추진할 계획이다."""
    headline = record("인공지능 연구소 설립 추진", 0)
    body = record("정부는 인공지능 연구소 설립을 추진할 계획이다", 40)
    (merged,) = merge([headline, body], frozenset([headline.id]))
    assert merged.evidence[0].start == 40
    assert len(merged.evidence) == 2


def test_a_headline_about_something_else_stays() -> None:
    headline = record("반도체 수출 확대 약속", 0)
    body = record("정부는 인공지능 연구소 설립을 추진할 계획이다", 40)
    assert len(merge([headline, body], frozenset([headline.id]))) == 2


def test_the_korean_and_the_english_half_tell_one_thing() -> None:
    korean = [
        record("7월 20일 선언을 채택하였다", 0, kind=Kind.MILESTONE, date="2026-07-20"),
        record("올해 12월까지 지침 3종을 내놓을 계획이다", 100, due="2026-12-31"),
    ]
    english = [
        record("adopted on 20 July", 300, kind=Kind.MILESTONE, date="2026-07-20", language="en"),
        record("plans to issue 3 guides by December", 400, due="2026-12-31", language="en"),
    ]
    merged = join_twins([*korean, *english], [])
    assert [len(one.evidence) for one in merged] == [2, 2]


def test_different_days_are_different_things() -> None:
    korean = [
        record("3월 2일 회의를 열었다", 0, kind=Kind.MEETING, date="2026-03-02"),
        record("3월 4일 회의를 열었다", 100, kind=Kind.MEETING, date="2026-03-04"),
    ]
    english = [
        record("met on 9 May", 300, kind=Kind.MEETING, date="2026-05-09", language="en"),
        record("met on 4 June", 400, kind=Kind.MEETING, date="2026-06-04", language="en"),
    ]
    assert len(join_twins([*korean, *english], [])) == 4


def test_a_document_in_one_language_has_no_twins() -> None:
    records = [record("약속했다", 0), record("약속했다", 20, actors=(KENYA,))]
    assert join_twins(records, []) == records
