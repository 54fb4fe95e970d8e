import json
import re
from collections.abc import Iterable
from typing import Any

import pytest
from tests.book.small import found_small_book

from pledgebook.book.rows import PartyRow
from pledgebook.knowledge.gazetteer import Party
from pledgebook.knowledge.naming import read_names
from pledgebook.publish.followthemoney import entity_id, party_entities, party_lines, schema

SCHEMATA = {"PublicBody", "Organization", "Company", "LegalEntity", "Representation", "Membership"}
ENDS = ("agent", "client", "member", "organization")
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")


def known() -> list[Party]:
    return list(read_names().parties.values())


def row(id: str, en: str = "", ko: str = "") -> PartyRow:
    return PartyRow(id, en, ko, 1)


def entities(*ids: str) -> dict[str, dict[str, Any]]:
    return {entity["id"]: entity for entity in party_entities(row(id) for id in ids)}


def everybody() -> Iterable[PartyRow]:
    """Yield a row for each party of the gazetteer, and for two that it does not know."""
    yield from (row(party.id, party.label_en, party.label_ko) for party in known())
    yield row("kr-nowhere-lab", "", "어디에도 없는 연구소")
    yield row("zz-unheard", "Unheard Of")


def test_parties_of_a_book_are_lines_by_id() -> None:
    book = found_small_book().book
    lines = [json.loads(line) for line in party_lines(book.store.scan(PartyRow))]

    assert lines == [
        {
            "id": "pledgebook-GB",
            "schema": "PublicBody",
            "properties": {"name": ["United Kingdom"], "alias": ["영국"], "country": ["gb"]},
        },
        {
            "id": "pledgebook-KR",
            "schema": "PublicBody",
            "properties": {"name": ["Republic of Korea"], "alias": ["대한민국"], "country": ["kr"]},
        },
    ]


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("KR", "PublicBody"),
        ("kr-msit", "PublicBody"),
        ("kr-president-office", "PublicBody"),
        ("gb-alan-turing-institute", "Organization"),
        ("us-harvard", "Organization"),
        ("us-openai", "Company"),
        ("OECD", "Organization"),
        ("EU-commission", "Organization"),
        ("kr-nowhere-lab", "LegalEntity"),
    ],
)
def test_schema_by_the_type_of_a_party(party: str, expected: str) -> None:
    assert schema(party) == expected


def test_a_ministry_acts_for_its_state_when_both_are_there() -> None:
    both, alone = entities("kr-msit", "KR"), entities("kr-msit")

    assert both["pledgebook-kr-msit.for.KR"]["properties"] == {
        "agent": ["pledgebook-kr-msit"], "client": ["pledgebook-KR"], "role": ["acts for"],
    }  # fmt: skip
    assert list(alone) == ["pledgebook-kr-msit"]


def test_companies_and_institutes_act_for_no_state() -> None:
    assert set(entities("US", "us-openai", "us-harvard")) == {
        "pledgebook-US", "pledgebook-us-openai", "pledgebook-us-harvard",
    }  # fmt: skip


def test_an_organ_acts_for_its_body_and_states_are_members() -> None:
    found = entities("EU", "EU-commission", "FR", "KR", "AFRICAN-UNION")

    assert found["pledgebook-EU"]["properties"]["country"] == ["eu"]
    assert found["pledgebook-EU"]["properties"]["weakAlias"] == ["EU"]
    assert "weakAlias" not in found["pledgebook-AFRICAN-UNION"]["properties"]
    assert {id for id, entity in found.items() if "name" not in entity["properties"]} == {
        "pledgebook-EU-commission.for.EU", "pledgebook-FR.in.EU",
    }  # fmt: skip


def test_a_party_that_nobody_knows_keeps_what_the_book_calls_it() -> None:
    korean, foreign, bare = (
        next(iter(party_entities([given])))["properties"]
        for given in (row("kr-nowhere-lab", "", "이름뿐"), row("zz-x", "X"), row("zz-y"))
    )

    assert korean == {"name": ["이름뿐"], "country": ["kr"]}
    assert foreign == {"name": ["X"]}
    assert bare == {"name": ["zz-y"]}


def test_every_known_party_keeps_the_rules_of_the_model() -> None:
    """The rules restated: schemata, ids of allowed letters, lists of text, ends that exist."""
    seen: set[str] = set()
    for entity in party_entities(everybody()):
        assert entity["schema"] in SCHEMATA
        assert ID.fullmatch(entity["id"])
        assert entity["id"] not in seen
        seen.add(entity["id"])
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)
        ends = [id for end in ENDS for id in entity["properties"].get(end, [])]
        assert set(ends) <= seen
        assert len(ends) == (2 if entity["schema"] in ("Representation", "Membership") else 0)
    assert len(seen) > len(known())
    assert entity_id("OPEC+") in seen


def test_every_known_party_passes_the_model_itself() -> None:
    """Runs where the package followthemoney is installed; the book does not need it."""
    ftm = pytest.importorskip("followthemoney")
    types = pytest.importorskip("followthemoney.types")
    for entity in party_entities(everybody()):
        ftm.model.get(entity["schema"]).validate(entity)
        back = ftm.model.get_proxy(entity, cleaned=False).to_dict()
        assert back["properties"] == entity["properties"]
        assert types.registry.entity.validate(entity["id"])
