from __future__ import annotations

import io

import pytest

DEEP = "[" * 100_000
NESTED = '{"a": ' * 20_000 + "1" + "}" * 20_000


@pytest.mark.parametrize("written", [DEEP, NESTED])
def test_json_that_is_too_deep_is_refused_at_its_field_like_any_other_that_is_none(
    console, written
):
    refused = console.submit("/console/widgets", {"in.name": "Card", "in.schema": written})
    assert refused.status_code == 422
    assert 'id="f-schema-about"' in refused.text
    assert written in refused.text.replace("&#34;", '"')


def test_a_file_that_is_too_deep_to_be_read_is_no_flow(console):
    given = {"document": (io.BytesIO(DEEP.encode()), "flow.json")}
    refused = console.submit("/console/flows", given, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "this file is no flow" in refused.text


def test_inputs_that_are_written_as_another_form_s_are_refused_in_words(console):
    for tags in ("5", '["a"]', "null"):
        written = '{"name": "Card", "tags": ' + tags + "}"
        assert console.submit("/console/widgets", {"json": written}).status_code in (200, 422)


@pytest.mark.parametrize(
    "written",
    ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": "\\ud800"}', '{"a": ' + "9" * 5000 + "}"],
)
def test_json_that_could_be_read_in_two_ways_or_not_be_kept_is_refused(console, written):
    refused = console.submit("/console/widgets", {"in.name": "Card", "in.schema": written})
    assert refused.status_code == 422
    assert 'id="f-schema-about"' in refused.text


def test_a_file_with_a_key_given_twice_is_no_flow(console):
    given = {"document": (io.BytesIO(b'{"name": "x", "name": "y"}'), "flow.json")}
    refused = console.submit("/console/flows", given, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "this file is no flow" in refused.text
