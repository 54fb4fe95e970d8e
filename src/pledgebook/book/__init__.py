"""The append-only book: entries in a chain, views derived from them, and the stores that keep both."""
