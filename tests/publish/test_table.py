import io
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from pledgebook.publish.table import print_reading, shown
from pledgebook.publish.words import Language


def printed(reading: Any, width: int, language: Language = "en") -> str:
    stream = io.StringIO()
    print_reading(Console(file=stream, width=width), reading, language)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 111, 112, 140, 200])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_line_is_wider_than_the_terminal(reading: Any, width: int, language: Language) -> None:
    lines = printed(reading, width, language).splitlines()

    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [80, 140])
def test_what_is_shown(reading: Any, width: int) -> None:
    words = " ".join(printed(reading, width).split())

    parties = ("Republic of Korea", "→", "많은 국가")
    times = ("연내", "2024-05-21")
    for piece in ("commitment", "agreement", *parties, *times, "첫째 항목이다", "3 records"):
        assert piece in words


def test_korean_headings(reading: Any) -> None:
    words = printed(reading, 140, "ko")

    assert "약속" in words
    assert "대한민국" in words
    assert "기록 3건" in words
    assert "commitment" not in words


def test_findings_stand_below(read_text: Callable[[str], Any]) -> None:
    words = printed(read_text("정부는 이를 지원하기로 했다."), 100)

    assert "No records." in words
    assert "warning[no-date]" in words


def test_a_document_does_not_steer_the_terminal() -> None:
    assert shown("a\x1b[2Jb\u202ec\n d") == "a\ufffd[2Jb\ufffdc d"
