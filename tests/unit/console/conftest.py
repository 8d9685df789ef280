from __future__ import annotations

import pytest

from console import asking
from tests.support.console import Console


@pytest.fixture
def console():
    made = Console()
    made.sign_in()
    return made


@pytest.fixture
def asked(monkeypatch):
    """Return the addresses that are asked of the API from now on."""
    found = []
    send_bytes = asking.send_bytes

    def noted(method, path, data, headers):
        found.append(path)
        return send_bytes(method, path, data, headers)

    monkeypatch.setattr(asking, "send_bytes", noted)
    return found
