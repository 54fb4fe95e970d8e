"""Where the material beside the checkout lies, for the tests that need it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared material, or skip with the reason."""
    if not (SHARED / "tools" / "score").exists():
        pytest.skip("the shared gold documents and scorer are not beside this checkout")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be written anew, to be read as a diff before they are committed."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
