"""Let `python -m pledgebook` do what the command does."""

from pledgebook.cli.main import run

run()
