"""Readings to what people and programs take in: a table, lines of JSON, a page."""
