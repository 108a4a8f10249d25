"""Lets the tests here import the invented pictures that lie beside them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def full(storefront):
    """The invented shop with every part of a report filled."""
    from invented import whole

    return whole(storefront)
