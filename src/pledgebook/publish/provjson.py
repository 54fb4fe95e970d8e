"""Writes PROV-JSON (W3C Member Submission of 24 April 2013) whose parts come in any order.

PROV-JSON groups statements by what they say (`entity`, `used`, …), and a ledger tells them by
time. Each group is kept in a temporary file of its own once it is large, so that memory does not
grow with what is told.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final, Self

Value = str | int | bool | Mapping[str, str]
Attributes = Mapping[str, Value | None]

#: The groups of statements that are written, in their order, with the two ends of each relation.
RELATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "used": ("prov:activity", "prov:entity"),
    "wasInformedBy": ("prov:informed", "prov:informant"),
    "wasInvalidatedBy": ("prov:entity", "prov:activity"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
    "actedOnBehalfOf": ("prov:delegate", "prov:responsible"),
    "hadMember": ("prov:collection", "prov:entity"),
}
SECTIONS: Final = ("entity", "activity", "agent", *RELATIONS)

_IN_MEMORY: Final = 1 << 18
_CHUNK: Final = 1 << 16


def qualified(name: str) -> Mapping[str, str]:
    """Return a qualified name as a value, as types are given: `prov:Revision`."""
    return {"$": name, "type": "xsd:QName"}


class ProvJson:
    """A document that is being told; use it in a `with`, which lets go of the temporary files."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._stack = ExitStack()
        self._files: dict[str, SpooledTemporaryFile[str]] = {}
        self._counts = dict.fromkeys(SECTIONS, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def declare(self, section: str, name: str, attributes: Attributes) -> None:
        """Tell of an entity, an activity or an agent; each name once only."""
        self._write(section, name, attributes)

    def relate(
        self, relation: str, first: str, second: str, more: Attributes | None = None
    ) -> None:
        """Tell a relation between two things, in the order of `RELATIONS`."""
        one, other = RELATIONS[relation]
        name = f"_:{relation}{self._counts[relation] + 1}"
        self._write(relation, name, {one: first, other: second, **(more or {})})

    def chunks(self) -> Iterator[str]:
        """Yield the pieces of the whole document, once all is told."""
        yield '{"prefix": ' + _dumped(self._prefixes)
        for section in SECTIONS:
            file = self._files.get(section)
            if file is None:
                continue
            yield f',\n"{section}": {{\n'
            file.seek(0)
            while chunk := file.read(_CHUNK):
                yield chunk
            yield "\n}"
        yield "\n}\n"

    def _write(self, section: str, name: str, attributes: Attributes) -> None:
        file = self._files.get(section)
        if file is None:
            opened: SpooledTemporaryFile[str] = SpooledTemporaryFile(  # noqa: SIM115 - the stack
                _IN_MEMORY, "w+", encoding="utf-8", newline=""
            )
            file = self._files[section] = self._stack.enter_context(opened)
        known = {key: value for key, value in attributes.items() if value is not None}
        separator = ",\n" if self._counts[section] else ""
        file.write(f"{separator}{_dumped(name)}: {_dumped(known)}")
        self._counts[section] += 1


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
