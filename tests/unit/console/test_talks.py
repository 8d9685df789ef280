from __future__ import annotations

import io
import re

from tests.support.console import Console
from tests.support.edge import approval
from tests.support.talks import answering
from tests.support.world import final, step


def begun(console, *steps):
    made = answering(console, *steps)
    shown = console.submit("/console/talks", {"peerId": made["id"]})
    return shown.request.path


def test_nobody_to_talk_to_is_said(console):
    assert "Nobody to talk to" in console.page("/console/talks")
    console.post("/v1/peer", {"name": "Helper"})
    assert "Nothing was said yet" in console.page("/console/talks")


def test_what_is_said_is_answered(console):
    where = begun(console, final("end", content="You said {{message}}"))
    assert "Say the first word." in console.page(where)
    console.submit(where, {"content": "hello <b>there</b>"})
    raw = console.http.get(where).text
    assert "hello &lt;b&gt;there&lt;/b&gt;" in raw
    assert "hello" in console.page("/console/talks")


def test_what_was_said_long_ago_is_a_page_away(console, monkeypatch):
    monkeypatch.setattr("console.talks._MOST", 2)
    where = begun(console, final("end", content="You said {{message}}"))
    for word in ("first", "second"):
        console.submit(where, {"content": word})
    shown = console.http.get(where).text
    assert "You said second" in shown
    assert "You said first" not in shown
    earlier = re.search(r'href="([^"]+)">Earlier messages', shown)[1]
    shown = console.http.get(earlier).text
    assert "You said first" in shown
    assert "You said second" not in shown
    assert "Back to the last messages" in shown
    assert 'name="content"' not in shown
    before = re.search(r'href="([^"]+)">Earlier messages', shown)[1]
    assert "Nothing was said before." in console.http.get(before).text


def test_an_approval_is_given_within_the_conversation(console):
    where = begun(console, approval(next_id="end"), final("end", content="Done"), final("no"))
    console.submit(where, {"content": "please"})
    page = console.page(where)
    assert "ok?" in page
    action = re.search(rf'action="({where}/\w+)"', page)[1]
    console.submit(action, {"decision": "approve"})
    assert 'value="approve"' not in console.page(where)


def test_a_form_is_filled_in_within_the_conversation(console):
    fields = [{"name": "size", "label": "Which size", "required": True}]
    form = step("form", "show-form", "end", fields=fields, title="About it")
    where = begun(console, form, final("end", content="Size {{form.size}}"))
    console.submit(where, {"content": "please"})
    page = console.page(where)
    assert "Which size" in page
    action = re.search(rf'action="({where}/\w+)"', page)[1]
    console.submit(action, {"in.size": "L"})
    assert "Which size" not in console.page(where)


def test_a_form_of_a_conversation_that_is_refused_is_asked_again(console):
    fields = [{"name": "n", "type": "integer", "required": True}, {"name": "photo", "type": "file"}]
    form = step("form", "show-form", "end", fields=fields) | {"output": "given"}
    where = begun(console, form, final("end", content="{{given.n}}, {{given.photo}}"))
    console.submit(where, {"content": "please"})
    action = re.search(rf'action="({where}/\w+)"', console.page(where))[1]
    refused = console.submit(action, {"in.n": "many"})
    assert refused.status_code == 422
    assert refused.text.count("aria-invalid") == 1
    assert 'value="many"' in refused.text
    given = {"in.n": "3", "in.photo": (io.BytesIO(b"p" * 2_000_000), "p.png")}
    console.submit(action, given, content_type="multipart/form-data")
    assert re.search(r"3, .*file_\w+", console.page(where))


def test_the_result_of_a_tool_is_given_by_hand(console):
    tool = step("look", "client-tool", "end", toolName="find", parameters=[])
    where = begun(console, tool, final("end", content="Found"))
    console.submit(where, {"content": "please"})
    page = console.page(where)
    action = re.search(rf'action="({where}/\w+)"', page)[1]
    execution = re.search(r'name="executionId" value="([^"]+)"', page)[1]
    console.submit(action, {"executionId": execution, "output": '{"a": 1}'})
    assert "executionId" not in console.page(where)


def test_a_result_that_is_too_deep_to_be_json_is_taken_as_the_text_it_is(console):
    tool = step("look", "client-tool", "end", toolName="find", parameters=[])
    where = begun(console, tool, final("end", content="Found"))
    console.submit(where, {"content": "please"})
    page = console.page(where)
    action = re.search(rf'action="({where}/\w+)"', page)[1]
    execution = re.search(r'name="executionId" value="([^"]+)"', page)[1]
    given = {"executionId": execution, "output": "[" * 100_000}
    assert console.submit(action, given).status_code == 200
    assert "executionId" not in console.page(where)


def shown_widget(console, state, **given):
    widget = console.post("/v1/widget", {"name": "Basket", **given}).json
    data = {"widgetId": widget["id"], "initialState": state}
    where = begun(console, step("w", "add-widget-to-message", "end", **data), final("end"))
    console.submit(where, {"content": "please"})
    return where, widget["id"]


def test_a_widget_is_shown_by_its_schema_and_as_json_below(console):
    schema = {"properties": {"total": {"title": "In all"}}}
    state = {"items": [{"what": "Tea", "n": 2}], "total": 12}
    where, widget_id = shown_widget(console, state, schema=schema)
    page = console.page(where)
    assert "<h2>Basket</h2>" in page
    assert "<dt>In all</dt><dd>" in page
    assert "<th>what</th><th>n</th>" in page
    assert "<summary>As JSON</summary>" in page
    console.call("DELETE", f"/v1/widget/{widget_id}")
    page = console.page(where)
    assert "<h2>Basket</h2>" in page
    assert "<dt>total</dt><dd>" in page


def test_a_widget_puts_no_markup_on_the_page(console):
    state = {"<i>k": "<script>alert(1)</script>", "go": "javascript:alert(2)"}
    schema = {"properties": {"go": {"title": "<u>t", "format": "uri"}}}
    where, _ = shown_widget(console, state, schema=schema, name="<b>n")
    raw = console.http.get(where).text
    for markup in ("<i>k", "<script>alert", "<u>t", "<b>n", 'href="javascript'):
        assert markup not in raw


def test_another_persons_conversation_is_not_shown():
    console = Console()
    console.sign_in("Ada", role="member")
    where = begun(console, final("end", content="x"))
    console.sign_in("Bob", role="member")
    assert console.http.get(where).status_code in (403, 404)


def test_schemas_of_so_many_widgets_are_read_and_the_others_are_drawn_without(console, asked):
    schema = {"properties": {"n": {"title": "Number"}}}
    ids = [
        console.post("/v1/widget", {"name": f"W{number}", "schema": schema}).json["id"]
        for number in range(24)
    ]
    steps = [
        step(
            f"w{place}",
            "add-widget-to-message",
            f"w{place + 1}",
            widgetId=one,
            initialState={"n": 1},
        )
        for place, one in enumerate(ids)
    ]
    where = begun(console, *steps, final("w24"))
    console.submit(where, {"content": "please"})
    asked.clear()
    page = console.page(where)
    assert sum(path.startswith("/v1/widget/") for path in asked) == 20
    assert page.count("<dt>Number</dt>") == 20
    assert page.count("<dt>n</dt>") == 4
