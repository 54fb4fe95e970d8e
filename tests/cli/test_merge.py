"""`pledgebook merge`: pairs of reports side by side, and what is remembered of them."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.book.small import SmallBook, found_small_book
from tests.cli.walking import Reviewer, Step, command_on, folded
from typer.testing import Result

from pledgebook.book.entries import CommitmentsMerged
from pledgebook.book.merging import MergeProposal, propose_merges
from pledgebook.cli.keys import Keyboard
from pledgebook.cli.merge import Merging
from pledgebook.model.record import Record
from pledgebook.publish.words import Language

Run = Callable[..., Result]


@dataclass(frozen=True)
class Sign:
    code: str
    weight: float
    detail: str


@dataclass(frozen=True)
class Contrast:
    field: str
    first: str
    second: str


@dataclass(frozen=True)
class Alike:
    score: float
    verdict: str
    reasons: tuple[Sign, ...]
    differences: tuple[Contrast, ...]


def alike(one: Record, other: Record) -> Alike:
    same = one.actors == other.actors and one.topics == other.topics
    signs = (Sign("parties", 1.8, "KR"), Sign("quantities", -0.4, ""))
    told = (str(one.strength), str(other.strength))
    contrasts = (Contrast("strength", *told),) if told[0] != told[1] else ()
    verdict = "revised" if contrasts else "same"
    return Alike(0.871 if same else 0.1, verdict, signs, contrasts)


@pytest.fixture
def small() -> SmallBook:
    return found_small_book()


@pytest.fixture
def run(small: SmallBook, monkeypatch: pytest.MonkeyPatch) -> Run:
    from pledgebook.resolution import sameness

    monkeypatch.setattr(sameness, "sameness", alike)
    monkeypatch.setattr(sameness, "block_keys", lambda record: frozenset(record.topics))
    monkeypatch.setattr(sameness, "THRESHOLD", 0.5)
    return command_on(small, monkeypatch)


def pairs(small: SmallBook) -> list[MergeProposal]:
    return list(propose_merges(small.book, alike, lambda record: record.topics, 0.5))


def walk(small: SmallBook, steps: list[Step], language: Language = "en", width: int = 80) -> str:
    sheet = io.StringIO()
    screen = Console(file=sheet, width=width, highlight=False)
    keyboard = Keyboard(Reviewer(steps).key)
    Merging(small.book, pairs(small), screen, language, keyboard).run()
    return sheet.getvalue()


def group(small: SmallBook, name: str) -> str:
    return small.book.record(small.id(name)).group


def test_y_makes_one_and_n_is_remembered(small: SmallBook) -> None:
    """One commitment with both reports; the pair that was refused is never asked again."""
    screen = walk(small, ["y", "n"])

    assert group(small, "institute-en") == group(small, "institute") == small.id("institute")
    assert group(small, "report") != group(small, "report-ko")
    assert "merged 1, kept apart 1" in folded(screen)
    assert pairs(small) == []
    body = small.book.history(small.book.record(small.id("institute")))[-1].body
    assert isinstance(body, CommitmentsMerged)
    assert body.score == 871


def test_both_reports_with_reasons_and_differences(small: SmallBook) -> None:
    """Each side's words are set off in their text; what speaks for and against is listed."""
    text = folded(walk(small, ["s", "q"], width=260))

    assert "⟦올해 12월까지 인공지능 안전 연구소를 세울 계획이라고 밝혔다⟧" in text
    assert "⟦Korea plans to set up an AI safety institute by December⟧" in text
    for words in ("1 of 2", "ministry.md", "london.md", "score 0.87: the same",
                  "+1.8 parties KR", "-0.4 figures", "strength: intent | plan",
                  "told anew with changes"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_two_columns_fit_a_terminal_of_eighty(small: SmallBook, language: Language) -> None:
    screen = walk(small, ["s", "s"], language)

    assert max(cell_len(line) for line in screen.splitlines()) <= 80


def test_in_korean(small: SmallBook) -> None:
    text = folded(walk(small, ["x", "ㅛ", "s"], "ko"))

    for words in ("y 같은 약속", "점수 0.87: 같음", "당사자", "합침 1", "건너뜀 1", "약속 · 계획"):
        assert words in text
    assert "commitment" not in text


def test_what_is_settled_meanwhile_is_not_asked(small: SmallBook) -> None:
    """A pair that another reviewer merged while we looked at the first is passed over."""
    other = small.by("lee")

    def meddle() -> None:
        other.merge([other.record(small.id(name)) for name in ("report", "report-ko")])

    screen = walk(small, [meddle, "y", "y"])
    assert "2 of 2" not in screen
    assert "merged 1." in folded(screen)


def test_a_pair_that_is_settled_while_it_is_shown_loses_nothing(small: SmallBook) -> None:
    """The other's decision stands; ours is told as refused, and the walk goes on."""
    other = small.by("lee")

    def meddle() -> None:
        other.merge([other.record(small.id(name)) for name in ("institute", "institute-en")])

    walk_keys: list[Step] = [meddle, "y", "n"]
    screen = walk(small, walk_keys)
    assert "error[rule]" in screen
    assert group(small, "institute") == group(small, "institute-en")
    assert "kept apart 1." in folded(screen)


@pytest.mark.parametrize("keys", [[], ["q"], ["\x03"], ["x", "\x04"]])
def test_leaving_is_clean(small: SmallBook, keys: list[str]) -> None:
    screen = walk(small, list(keys))

    assert "Nothing was decided." in screen
    assert len(pairs(small)) == 2


def test_the_walk_needs_a_terminal(run: Run) -> None:
    result = run("merge")

    assert result.exit_code == 2
    assert "pledgebook merge list|accept|refuse|split" in folded(result.stderr)


def test_list_as_json(run: Run, small: SmallBook) -> None:
    result = run("merge", "list", "--format", "json")
    found = json.loads(result.stdout)

    assert result.exit_code == 0
    assert [pair["first"]["id"] for pair in found] == [small.id("institute"), small.id("report")]
    assert found[1]["verdict"] == "revised"
    assert found[1]["differences"] == [{"field": "strength", "first": "intent", "second": "plan"}]
    assert found[0]["reasons"][0] == {"code": "parties", "weight": 1.8, "detail": "KR"}
    assert found[0]["first"]["exact"].startswith("올해")


def test_list_as_a_table(run: Run, small: SmallBook) -> None:
    text = folded(run("merge", "list").stdout)

    assert "0.87" in text
    assert small.id("institute") in text
    assert "strength: intent | plan" in text


def test_list_since_an_entry(run: Run, small: SmallBook) -> None:
    head = small.book.store.head().sequence

    assert json.loads(run("merge", "list", "--format", "json", "--since", head).stdout) == []


def test_accept_and_split_by_id(run: Run, small: SmallBook) -> None:
    """A split is a further entry; the two are not proposed again."""
    merged = run("merge", "accept", small.id("report"), small.id("report-ko"))
    assert merged.exit_code == 0
    assert merged.stdout == f"{small.id('report')}\tmerged\n"
    assert group(small, "report-ko") == small.id("report")

    assert run("merge", "split", small.id("report-ko")).exit_code == 0
    assert group(small, "report-ko") == small.id("report-ko")
    assert len(pairs(small)) == 1
    assert run("merge", "split", small.id("report-ko")).exit_code == 2


def test_refuse_by_id(run: Run, small: SmallBook) -> None:
    result = run("merge", "refuse", small.id("report"), small.id("report-ko"), "--note", "two")

    assert result.exit_code == 0
    assert len(pairs(small)) == 1
    assert run("merge", "refuse", small.id("report"), small.id("report-ko")).exit_code == 2


def test_records_of_two_kinds_are_not_merged(run: Run, small: SmallBook) -> None:
    result = run("merge", "accept", small.id("meeting"), small.id("tests"))

    assert result.exit_code == 2
    assert "error[rule]" in result.stderr


def test_pairs_by_what_the_machine_really_finds() -> None:
    """Without a stand-in: the Korean and the English report of the institute are found."""
    from pledgebook.resolution.sameness import THRESHOLD, block_keys, sameness

    small = found_small_book()
    found = propose_merges(small.book, sameness, block_keys, THRESHOLD)
    keys = [{pair.first.key, pair.second.key} for pair in found]
    assert {small.id("institute"), small.id("institute-en")} in keys
