"""The book's parties as FollowTheMoney entities: one line of JSON each, for tools that link them.

FollowTheMoney has no schema for a state that can act, so a state is a PublicBody of its own
country, as its ministries are. The person or office that spoke for a party (`via`) has no id in
the book, and is no entity.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pledgebook.book.rows import PartyRow
from pledgebook.knowledge.gazetteer import Party, gazetteer

Json = dict[str, Any]

#: The schema for each type of party that the gazetteer knows, but for institutions.
SCHEMATA: Final[Mapping[str, str]] = {
    "state": "PublicBody",
    "office": "PublicBody",
    "company": "Company",
    "body": "Organization",
}

# The gazetteer calls a ministry, a bank and a university institutions alike; these words are those
# of public bodies. What has none of them is an Organization, which a PublicBody is as well.
_PUBLIC_EN: Final = re.compile(
    r"\b(Ministry|Department|Agency|Administration|Bureau|Government|Commission|Authority|Treasury"
    r"|Secretariat|Parliament|Senate|Assembly|Congress|Court|Embassy|Office|Province|City)\b"
)
_PUBLIC_KO: Final = re.compile(r"(부|청|처|위원회|정부|대사관)$")
_STATE: Final = re.compile(r"[a-z]{2}(?=-)")
_UNSPEAKABLE: Final = re.compile(r"[^0-9A-Za-z-]")
_WITHIN: Final = "EU"  # the one body with a country code of its own


def party_lines(rows: Iterable[PartyRow]) -> Iterator[str]:
    """Yield one line of JSON an entity, without its line end: the parties, then their links."""
    for entity in party_entities(rows):
        yield json.dumps(entity, ensure_ascii=False)


def party_entities(rows: Iterable[PartyRow]) -> Iterator[Json]:
    """Yield the parties as entities, by id, and then the links between those that are there."""
    parties = {row.key: row for row in sorted(rows, key=lambda row: row.key)}
    for row in parties.values():
        yield _party(row)
    for id in parties:
        if (home := _acts_for(id)) and home in parties:
            yield _representation(id, home)
        for member in gazetteer().members(id):
            if member in parties:
                yield _membership(member, id)


def entity_id(party: str) -> str:
    """Return the id that a party has in every book's export.

    FollowTheMoney allows letters, digits, hyphens and dots; other characters become the hex of
    their bytes (OPEC+ is `pledgebook-OPEC.2b`).
    """
    return f"pledgebook-{_plain(party)}"


def schema(party: str) -> str:
    """Return the schema of a party; LegalEntity where the gazetteer does not know it."""
    known = gazetteer().party(party)
    if known is None:
        return "LegalEntity"
    if known.type == "institution":
        return "PublicBody" if _is_public(known) else "Organization"
    return SCHEMATA.get(known.type, "LegalEntity")


def _party(row: PartyRow) -> Json:
    known = gazetteer().party(row.key)
    english = row.en or (known.label_en if known else "")
    korean = row.ko or (known.label_ko if known else "")
    name = english or korean or row.key
    properties: dict[str, list[str]] = {"name": [name]}
    if korean and korean != name:
        properties["alias"] = [korean]
    if known and known.type == "body" and "-" not in row.key and row.key != name:
        properties["weakAlias"] = [row.key]  # an acronym
    if country := _country(row.key):
        properties["country"] = [country]
    return {"id": entity_id(row.key), "schema": schema(row.key), "properties": properties}


def _country(party: str) -> str | None:
    """Return the country code that FollowTheMoney writes, in small letters."""
    known = gazetteer().party(party)
    if known and known.type == "state":
        return party.lower()
    if party.split("-")[0] == _WITHIN:
        return _WITHIN.lower()
    state = _STATE.match(party)
    return state[0] if state and _is_state(state[0].upper()) else None


def _acts_for(party: str) -> str | None:
    """Return the state of a ministry or an office, or the body of an organ."""
    known = gazetteer().party(party)
    if known is None:
        return None
    state = _STATE.match(party)
    if state and schema(party) == "PublicBody":
        return state[0].upper()
    head = _head(party)
    return head if known.type == "body" and head != party else None


def _head(organ: str) -> str:
    """Return the body that an organ belongs to (EU of EU-commission), else the party itself.

    A body's own id may hold hyphens (AFRICAN-UNION): it is in capitals.
    """
    parts = organ.split("-")
    return "-".join(part for part in parts if part.isupper() or part.isdigit()) or organ


def _is_state(code: str) -> bool:
    known = gazetteer().party(code)
    return known is not None and known.type == "state"


def _is_public(party: Party) -> bool:
    return bool(_PUBLIC_EN.search(party.label_en) or _PUBLIC_KO.search(party.label_ko))


def _plain(party: str) -> str:
    return _UNSPEAKABLE.sub(lambda found: "." + found[0].encode().hex("."), party)


def _representation(agent: str, client: str) -> Json:
    return {
        "id": f"{entity_id(agent)}.for.{_plain(client)}",
        "schema": "Representation",
        "properties": {
            "agent": [entity_id(agent)],
            "client": [entity_id(client)],
            "role": ["acts for"],
        },
    }


def _membership(member: str, organization: str) -> Json:
    return {
        "id": f"{entity_id(member)}.in.{_plain(organization)}",
        "schema": "Membership",
        "properties": {
            "member": [entity_id(member)],
            "organization": [entity_id(organization)],
            "role": ["member"],
        },
    }
