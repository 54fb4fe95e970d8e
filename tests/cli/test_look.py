"""`pledgebook show`, `search`, `history`, `diff`."""

import json
from typing import Any

import pytest
from tests.cli.asking import Asked, decided_book


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return decided_book(tmp_path_factory.mktemp("book") / "small.pledgebook")


def printed(asked: Asked, *arguments: object) -> str:
    result = asked.run(*arguments)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def loaded(asked: Asked, *arguments: object) -> dict[str, Any]:
    result = asked.run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def test_a_record_goes_by_id_by_the_beginning_of_it_and_by_number(asked: Asked) -> None:
    id = asked.id("institute")
    for name in (id, id[:12], "seoul-2024-01"):
        assert loaded(asked, "show", name)["id"] == id


def test_show_tells_machine_and_people_side_by_side(asked: Asked) -> None:
    shown = loaded(asked, "show", "seoul-2024-02")
    words = printed(asked, "show", "seoul-2024-02", "--ui", "ko")

    assert shown["differs"] == [
        {"field": "action", "before": asked.small.records["tests"].action,
         "after": "첨단 모델 시험"},
        {"field": "due", "before": None, "after": "2025"},
    ]  # fmt: skip
    for piece in ("기계", "사람", "첨단 모델 시험", "2025", "근거 사라짐"):
        assert piece in words


def test_show_gives_each_piece_of_evidence_in_its_context(asked: Asked) -> None:
    shown = loaded(asked, "show", asked.id("institute"))
    text = asked.small.documents["ministry"].text
    piece = shown["evidence"][0]

    assert len(shown["evidence"]) == 2  # the text, and its revision
    assert text[piece["start"] : piece["end"]] == piece["exact"]
    assert text[: piece["start"]].endswith(piece["before"])
    assert text[piece["end"] :].startswith(piece["after"])
    assert 0 < len(piece["before"]) <= 80


def test_show_tells_the_other_reports_of_the_commitment(asked: Asked) -> None:
    shown = loaded(asked, "show", asked.id("institute"))

    assert [report["id"] for report in shown["merged"]] == [asked.id("institute-en")]
    assert "Korea plans to set up" in shown["merged"][0]["evidence"][0]["exact"]
    assert "Korea plans to set up" in printed(asked, "show", asked.id("institute"))


def test_show_tells_why_and_how_it_came_about(asked: Asked) -> None:
    shown = loaded(asked, "show", "seoul-2024-02")
    types = [entry["type"] for entry in shown["history"]]

    assert shown["why"]["rule"] == "ko.test"
    assert types[0] == "document_added"
    assert "record_amended" in types
    assert types.count("document_added") == 2  # what revised its document bears on it


def test_show_as_of_gives_what_stood_then(asked: Asked) -> None:
    then = loaded(asked, "show", asked.id("tests"), "--as-of", "#7")

    assert (then["status"], then["due"], then["orphaned"]) == ("proposed", None, False)
    assert all(entry["sequence"] <= 7 for entry in then["history"])


def test_show_takes_documents_too(asked: Asked) -> None:
    document = asked.small.documents["ministry"]
    current = loaded(asked, "show", "ministry.md")

    assert current["revises"] == document.id
    assert loaded(asked, "show", document.id)["live"] is False
    assert "인공지능 장관 회의 결과" in printed(asked, "show", document.id[7:19])


def test_search_names_document_and_offsets(asked: Asked) -> None:
    result = asked.run("search", "회의", "--format", "jsonl")
    hits = [json.loads(line) for line in result.stdout.splitlines()]

    assert [hit["origin"] for hit in hits] == ["ministry.md"]
    assert asked.id("meeting") in hits[0]["records"]
    words = printed(asked, "search", "회의")
    assert f"{hits[0]['start']}–{hits[0]['end']}" in words
    assert asked.id("meeting")[:12] in words


def test_search_says_when_there_is_nothing_and_when_there_may_be_more(asked: Asked) -> None:
    assert "Nothing found." in printed(asked, "search", "수달")
    assert "there may be more" in printed(asked, "search", "인공지능", "--limit", "1")
    assert loaded(asked, "search", "수달") == {"hits": []}


def test_search_finds_what_was_revised_on_request(asked: Asked) -> None:
    assert loaded(asked, "search", '"함께 시험하기로"') == {"hits": []}
    (hit,) = loaded(asked, "search", '"함께 시험하기로"', "--former")["hits"]
    assert hit["live"] is False


def test_history_is_in_order(asked: Asked) -> None:
    entries = loaded(asked, "history", asked.id("institute"))["entries"]
    words = printed(asked, "history", asked.id("institute"), "--ui", "ko")

    assert [e["sequence"] for e in entries] == sorted(e["sequence"] for e in entries)
    for piece in ("수락", "같은 약속으로 합침", "이행: 진행 중", "정상회의 seoul-2024"):
        assert piece in words


def test_diff_tells_the_edit_and_whom_it_touches(asked: Asked) -> None:
    difference = loaded(asked, "diff", "--from", "#7")
    words = printed(asked, "diff", "--from", "#7", "--ui", "ko")
    (revision,) = [d for d in difference["documents"] if d["revises"]]

    assert revision["orphaned"] == [asked.id("tests")]
    assert [d["verdict"] for d in difference["decisions"]] == ["accepted", "amended", "rejected"]
    assert [n["number"] for n in difference["numbers"]] == ["seoul-2024-01", "seoul-2024-02"]
    for piece in ("고쳐진 문서", "더 논의하기로 했다", "근거가 사라진 기록", "붙인 번호"):
        assert piece in words


def test_diff_goes_from_before_the_book_began(asked: Asked) -> None:
    difference = loaded(asked, "diff", "--from", "2001-01-01", "--to", "#7")

    assert (difference["before"], difference["after"]) == (0, 7)
    assert len(difference["proposed"]) == 7
    assert "Nothing changed." in printed(asked, "diff", "--from", "#7", "--to", "#7")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "r-000000000000"),
        ("show", "seoul-2024-99"),
        ("show", "sha256:00"),
        ("show", "r-1"),
        ("history", "nothing"),
        ("search", "—"),
        ("diff", "--from", "yesterday"),
        ("diff", "--from", "#9", "--to", "#3"),
    ],
)
def test_what_is_not_there_is_told(asked: Asked, arguments: tuple[str, ...]) -> None:
    for ui in ("en", "ko"):
        result = asked.run(*arguments, "--ui", ui)

        assert result.exit_code == 2
        assert result.stdout == ""
        assert "[not-found]" in result.stderr


def test_what_was_written_by_others_does_not_steer_the_terminal(
    asked: Asked, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from tests.book.small import READER, document, found_small_book

    from pledgebook.book.opening import open_store

    place = tmp_path_factory.mktemp("hostile") / "x.pledgebook"
    small = found_small_book(open_store(str(place), create=True))
    small.book.add(document("제목\n\n수달 \u202e\x1b[2J이 온다.\n", "a\x1b]0;x\x07.md"), [], READER)
    small.book.accept(small.book.record(small.id("tests")), "note \x1b[31m")
    small.book.store.close()
    hostile = Asked(place, small)
    for arguments in (
        ("search", "수달"),
        ("list", "documents"),
        ("history", small.id("tests")),
        ("diff", "--from", "#1"),
        ("show", small.id("tests")),
    ):
        words = printed(hostile, *arguments)
        assert not {"\x1b", "\x07", "\u202e"} & set(words)
