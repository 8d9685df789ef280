from __future__ import annotations

import pytest

from console.drafts import inputs_of, steps_of
from console.flows import TABS

ODD = [
    {},
    {"steps": None},
    {"steps": {"a": 1}},
    {"steps": [5, None, "x", []]},
    {"steps": [{"type": "api", "data": [1]}]},
    {"steps": [{"type": "api", "data": {"fields": {"a": 1}}}]},
    {"steps": [{"type": "form", "data": {"fields": [1, {"name": [1]}, {"name": ""}]}}]},
    {"steps": [{"type": {"a": 1}, "id": [1]}, {"type": "schedule", "data": 5}]},
]


def test_what_is_asked_for_stands_at_the_first_trigger_that_asks():
    first = {"type": "form", "data": {"fields": [{"name": "n", "type": "integer"}, 5]}}
    definition = {"steps": [{"type": "schedule"}, first, {"type": "api"}]}
    assert inputs_of(definition) == [{"name": "n", "type": "integer"}]
    assert steps_of(definition) == definition["steps"]


@pytest.mark.parametrize("definition", ODD)
def test_a_draft_that_is_odd_has_its_pages_all_the_same(console, definition):
    assert inputs_of(definition) == []
    made = console.post("/v1/flow", {"name": "Odd", "definition": definition})
    assert made.status_code == 201
    where = f"/console/flows/{made.json['id']}"
    for tab in TABS:
        assert "Odd" in console.page(f"{where}?tab={tab}")
    assert "Odd" in console.page(f"{where}/run")
    assert console.http.get(f"{where}/edit").status_code == 200


def test_a_field_that_is_odd_is_drawn_without_what_is_odd_about_it(console):
    odd = {"name": "n", "maxLength": "x", "options": 5, "label": "How many"}
    fine = {"name": "m", "maxLength": 9, "options": ["a"]}
    definition = {"steps": [{"id": "s", "type": "api", "data": {"fields": [odd, fine]}}]}
    assert inputs_of(definition) == [{"name": "n", "label": "How many"}, fine]
    made = console.post("/v1/flow", {"name": "Odd", "definition": definition}).json
    assert "How many" in console.page(f"/console/flows/{made['id']}/run")
