from __future__ import annotations

from tests.support.console import Console

CARD = {"in.name": "Card", "in.tags": "a, b,,", "in.schema": '{"type": "object"}'}


def test_a_list_without_widgets_names_the_next_step(console):
    assert "add-widget-to-message" in console.page("/console/widgets")


def test_a_widget_is_made_listed_and_deleted(console):
    told = console.submit("/console/widgets", CARD, from_="/console/widgets")
    assert "Card is there." in told.text
    (widget,) = console.get("/v1/widget").json["data"]
    assert (widget["tags"], widget["schema"]) == (["a", "b"], {"type": "object"})
    assert widget["id"] in console.page("/console/widgets")
    given = {"widget_id": widget["id"], "back": "/console/widgets"}
    assert "The widget is deleted." in console.act("widget-delete", **given).text
    assert "Not done: there is no such widget" in console.act("widget-delete", **given).text


def test_a_schema_that_is_none_is_said_at_its_field_and_stays(console):
    refused = console.submit("/console/widgets", {**CARD, "in.schema": "{oops"})
    assert refused.status_code == 422
    assert 'id="f-schema-about"' in refused.text
    assert "{oops" in refused.text
    refused = console.submit("/console/widgets", {"in.name": ""})
    assert 'id="f-name-about"' in refused.text
    assert console.get("/v1/widget").json["data"] == []


def test_what_a_widget_holds_is_text(console):
    given = {**CARD, "in.name": "<b>x", "in.component": "<script>alert(1)</script>"}
    console.submit("/console/widgets", given)
    raw = console.http.get("/console/widgets").text
    assert "<b>x" not in raw
    assert "alert(1)" not in raw


def test_a_member_makes_widgets_and_is_offered_no_way_to_delete_them():
    console = Console()
    console.sign_in("Bob", role="member")
    console.submit("/console/widgets", CARD)
    page = console.page("/console/widgets")
    assert "Card" in page
    assert "widget-delete" not in page
    (widget,) = console.get("/v1/widget").json["data"]
    assert "Not done:" in console.act("widget-delete", widget_id=widget["id"]).text
