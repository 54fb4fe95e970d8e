"""Positions in a text, told in code points as the book counts or in UTF-16 code units.

JavaScript, Java and .NET index strings by UTF-16 code units, where a character past U+FFFF counts
two. The book counts code points, as Python does and as the Web Annotation Data Model asks.
"""

import re
from bisect import bisect_left
from typing import Final, Literal

Offsets = Literal["code-points", "utf-16"]

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class Utf16Index:
    """Converts positions of one text: one walk through the text, then log(astral characters) each.

    Positions are before a character or at the end, 0 to the length of the text.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        # where the second half of each pair stands, in code units: no position of a character
        self._halves = [at + count for count, at in enumerate(self._astral, 1)]

    def utf16(self, position: int) -> int:
        """Return how many UTF-16 code units stand before a position in code points.

        Raises `ValueError` for a position outside the text.
        """
        if not 0 <= position <= self._length:
            raise ValueError(f"no position of a text of {self._length} code points: {position}")
        return position + bisect_left(self._astral, position)

    def code_point(self, offset: int) -> int:
        """Return how many code points stand before an offset in UTF-16 code units.

        Raises `ValueError` for an offset outside the text or within a surrogate pair.
        """
        if not 0 <= offset <= self._length + len(self._astral):
            raise ValueError(f"no offset of the text in UTF-16 code units: {offset}")
        pairs = bisect_left(self._halves, offset)
        if pairs < len(self._halves) and self._halves[pairs] == offset:
            raise ValueError(f"offset {offset} lies within a surrogate pair")
        return offset - pairs


def utf16_offset(text: str, position: int) -> int:
    """Return how many UTF-16 code units stand before a position; for many, keep a `Utf16Index`."""
    return Utf16Index(text).utf16(position)


def code_point_offset(text: str, offset: int) -> int:
    """Return how many code points stand before an offset in UTF-16 code units."""
    return Utf16Index(text).code_point(offset)
