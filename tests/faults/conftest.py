"""The library that makes the disk fail, compiled once."""

import pytest
from tests.faults.shim import Shim, ShimMissingError, compile_shim


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Shim:
    """Return the compiled library, or skip with the reason."""
    try:
        return compile_shim(tmp_path_factory.mktemp("shim"))
    except ShimMissingError as missing:
        pytest.skip(str(missing))
