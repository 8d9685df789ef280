from __future__ import annotations

import pytest

from tests.support.edge import Edge


@pytest.fixture
def edge():
    return Edge()
