import hashlib
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from pledgebook.publish.page import page

VOID = {"meta", "input", "br", "link"}


class Checked(HTMLParser):
    """Collects the tags of a page and checks that they close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(html: str) -> Checked:
    checked = Checked()
    checked.feed(html)
    checked.close()
    assert checked.open == []
    return checked


def test_the_page_is_well_formed_and_its_ids_are_unique(reading: Any) -> None:
    ids = Counter(
        attributes["id"]
        for _, attributes in parsed(page([reading, reading])).tags
        if attributes.get("id")
    )

    assert max(ids.values()) == 1


def test_every_link_within_the_page_has_its_target(reading: Any) -> None:
    tags = parsed(page([reading, reading])).tags
    ids = {attributes.get("id") for _, attributes in tags}
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]

    assert all((link or "")[1:] in ids for link in links if (link or "").startswith("#"))
    assert len([link for link in links if (link or "").startswith("#")]) > 10


def test_records_and_words_point_at_each_other(reading: Any) -> None:
    tags = parsed(page([reading])).tags
    highlights = [a for tag, a in tags if tag == "a" and "hl" in (a.get("class") or "").split()]
    cards = {a["id"] for tag, a in tags if "card" in (a.get("class") or "").split()}

    assert {a["href"] for a in highlights} == {f"#{card}" for card in cards}
    assert any(len((a["data-r"] or "").split()) == 2 for a in highlights)


def test_nothing_of_a_document_is_markup(reading: Any) -> None:
    html = page([reading])
    checked = parsed(html)

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in html
    assert [tag for tag, _ in checked.tags].count("script") == 1
    assert not any(name.startswith("on") for _, a in checked.tags for name in a)
    assert not any("style" in a for _, a in checked.tags)


def test_hostile_words_stay_words(read_text: Callable[[str], Any]) -> None:
    words = '<!--documents--> <!--script--> "><img src=x onerror=1> \x1b[31m &lt; {{x}} </title>'
    html = page([read_text(f"정부는 {words} 를 지원한다고 밝혔다. 여러 나라와 함께한다.")])
    checked = parsed(html)

    assert "img" not in [tag for tag, _ in checked.tags]
    assert "<img src=x onerror=1>" in "".join(checked.words)
    assert "<!--documents-->" in "".join(checked.words)
    assert "\x1b" not in html


def test_the_policy_names_style_and_script_by_hash(reading: Any) -> None:
    html = page([reading])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert style is not None
    assert script is not None

    for content in (style[1], script[1]):
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"&#x27;sha256-{digest}&#x27;" in policy[1] or f"'sha256-{digest}'" in policy[1]
    assert "default-src" in policy[1]
    assert "unsafe" not in policy[1]


def test_nothing_is_fetched_from_elsewhere(reading: Any) -> None:
    html = page([reading])

    assert not re.search(r"@import|url\(|\bsrc=|<link|fetch\(|XMLHttpRequest", html)
    assert re.findall(r'href="(https?:[^"]*)"', html) == ["https://example.org/a?b=1&amp;c=2"]


def test_both_languages_are_there(reading: Any) -> None:
    words = "".join(parsed(page([reading], "ko")).words)

    assert "commitment" in words
    assert "약속" in words
    assert "Republic of Korea" in words
    assert "대한민국" in words
    assert '<html lang="ko" data-ui="ko">' in page([reading], "ko")


def test_boilerplate_is_shown_as_such(reading: Any) -> None:
    assert re.search(r'<p class="boilerplate" title="[^"]+"[^>]*>무단 전재', page([reading]))


def test_several_documents_have_a_picker(reading: Any) -> None:
    assert 'id="picker"' not in page([reading]).split("<style>")[1].split("</style>")[1]
    assert 'id="picker"' in page([reading, reading])


@pytest.mark.parametrize("text", ["정부는 이를 지원한다.", "They will meet. They agreed on it."])
def test_a_document_without_records(text: str, read_text: Callable[[str], Any]) -> None:
    assert "No records." in page([read_text(text)])


def test_a_title_that_the_text_begins_with_stands_there_once(
    read_text: Callable[[str], Any],
) -> None:
    words = "정부, 연구소 설립 발표"
    reading = read_text(f"{words}\n\n정부는 연구소를 세우기로 했다. 여러 나라와 함께한다.")

    assert page([reading]).count(words) == 1
