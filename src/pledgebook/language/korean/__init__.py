"""Korean: sentences, morphemes, phrases and predicates, clauses."""

from pledgebook.language.korean.analyser import KoreanAnalyser

__all__ = ["KoreanAnalyser"]
