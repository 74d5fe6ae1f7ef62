"""What the tests that draw weeks share."""

from collections import Counter

import pytest


@pytest.fixture(scope="module")
def seen():
    """How many weeks and answers of each sort the drawn weeks of a module had."""
    return Counter()
