"""Times in text, resolved against the day of publication and given as EDTF."""

from pledgebook.language.dates.english import find_english
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.dates.korean import find_korean

__all__ = ["TimeExpression", "Use", "find_english", "find_korean"]
