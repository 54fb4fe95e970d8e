"""English: text to sentences to clauses, by spaCy's parse and rules of grammar."""

from pledgebook.language.english.reader import EnglishAnalyser

__all__ = ["EnglishAnalyser"]
