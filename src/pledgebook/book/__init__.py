"""The append-only book: entries in a chain, views derived from them, stores that keep both."""
