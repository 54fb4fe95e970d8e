"""Pledgebook: who promised what at international AI summits, in whose words, by when."""

__version__ = "0.1.0"
