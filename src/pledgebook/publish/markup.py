"""Safe HTML: every word of a document passes through here on its way to the page."""

import re
from html import escape

from pledgebook.publish.words import LABELS

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def text(words: str) -> str:
    """Return words as HTML text; what no page may hold becomes U+FFFD."""
    return escape(_UNFIT.sub("\ufffd", words), quote=True)


def element(name: str, content: str, **attributes: str | None) -> str:
    """Return an element; `content` is HTML, attribute values are words and are escaped.

    `cls` stands for class, `for_` for for, and underscores for hyphens; None leaves one out.
    """
    return f"<{name}{attributes_of(**attributes)}>{content}</{name}>"


def attributes_of(**attributes: str | None) -> str:
    """Return attributes, each with a space before it."""
    return "".join(
        f' {_attribute_name(key)}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )


def _attribute_name(key: str) -> str:
    return "class" if key == "cls" else key.rstrip("_").replace("_", "-")


def both(english: str, korean: str) -> str:
    """Return words in both languages of the interface; the page shows one of them."""
    if english == korean:
        return text(english)
    return (
        f'<span class="t" lang="en">{text(english)}</span>'
        f'<span class="t" lang="ko">{text(korean)}</span>'
    )


def labelled(name: str) -> str:
    """Return a word of the interface in both languages."""
    words = LABELS[name]
    return both(words["en"], words["ko"])
