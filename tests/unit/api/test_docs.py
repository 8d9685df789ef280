from __future__ import annotations

import re

import pytest

from tests.support.edge import Edge


@pytest.fixture
def http():
    return Edge().http


def test_the_page_and_all_it_names_come_from_here(http):
    page = http.get("/docs")
    assert page.status_code == 200
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(named) == 3
    for path in named:
        assert path.startswith("/docs/")
        assert http.get(path).status_code == 200
    assert "'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["..%2fauth.py", "LICENSE", "docs.html", "x"])
def test_nothing_else_of_the_folder_is_served(http, name):
    answer = http.get(f"/docs/{name}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
