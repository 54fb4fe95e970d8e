"""The ids that readers give are ids that a book takes."""

import pytest

from pledgebook.book.naming import check_ids
from pledgebook.errors import RuleError
from pledgebook.knowledge.naming import read_names
from pledgebook.model.record import Basis, Evidence, Kind, Party, Record


def record(*actors: Party, id: str = "r-" + "0" * 24) -> Record:
    return Record(
        id=id,
        kind=Kind.POSITION,
        strength=None,
        actors=actors,
        partners=(),
        action="welcomes the report",
        topics=(),
        date=None,
        due=None,
        due_trigger=None,
        said_by=(),
        language="en",
        evidence=(Evidence("sha256:" + "0" * 64, 0, 7, "welcome"),),
        basis=Basis("en.position.welcome", "welcomes"),
        reader="a reader",
    )


def test_every_party_that_is_known_can_stand_in_a_book() -> None:
    """OPEC+ is one of them."""
    ids = list(read_names().parties)
    check_ids(record(*(Party(id, id) for id in ids)))
    assert "OPEC+" in ids


def test_a_group_without_an_id_can_stand_in_a_book() -> None:
    check_ids(record(Party(None, "많은 국가")))


@pytest.mark.parametrize("id", ["", "K R", "KR\n", "한국", "-kr", "K" * 101, "a\0b"])
def test_what_is_no_id_of_a_party_is_refused(id: str) -> None:
    with pytest.raises(RuleError, match="no id of a party"):
        check_ids(record(Party(id, "somebody")))


@pytest.mark.parametrize("id", ["", "r-", "r-XYZ", "c-" + "0" * 24, "r-" + "0" * 25])
def test_what_is_no_id_of_a_record_is_refused(id: str) -> None:
    with pytest.raises(RuleError, match="no id of a record"):
        check_ids(record(id=id))
