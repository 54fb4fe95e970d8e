"""Clauses to drafts of records, by the rules of the lexicon."""
