from __future__ import annotations

import pytest

from tests.support.console import Console


@pytest.fixture
def console():
    made = Console()
    made.sign_in()
    return made
