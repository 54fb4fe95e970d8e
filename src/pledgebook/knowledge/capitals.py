"""Which state a capital stands for, where a visit to it is told."""

from functools import cache

from pledgebook.knowledge.loading import load


@cache
def _capitals() -> dict[str, str]:
    return {name: state for state, names in load("capitals.yaml").items() for name in names}


def state_of_capital(words: str) -> str | None:
    """Return the id of the state whose capital some words name, or None."""
    return _capitals().get(words)
