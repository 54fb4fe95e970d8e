"""Times in text, resolved against the day of publication and given as EDTF."""

from pledgebook.language.dates.english import find_english
from pledgebook.language.dates.expression import TimeExpression, Use

__all__ = ["TimeExpression", "Use", "find_english"]
