"""Text to sentences to clauses: one analyser a language; dates."""
