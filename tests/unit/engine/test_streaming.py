"""A completion in pieces is the completion it would have been whole, however it is cut."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.completions import message_of, usage_of
from engine.streaming import Streaming

USAGE = {"prompt_tokens": 3, "completion_tokens": 2}


def events(*pieces, over=True, calls=()):
    """Return the body of a stream, as OpenAI's protocol has it."""
    said = [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in pieces]
    said += [{"choices": [{"index": 0, "delta": {"tool_calls": [call]}}]} for call in calls]
    if over:
        said.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        said.append({"choices": [], "usage": USAGE, "model": "m-2"})
    lines = [f"data: {json.dumps(one, ensure_ascii=False)}" for one in said]
    return "\n\n".join([": hello", *lines, *(["data: [DONE]"] if over else [])]).encode() + b"\n\n"


def taken(body, cuts=(), **given):
    told = []
    streaming = Streaming(told.append, **given)
    places = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    for begin, end in itertools.pairwise(places):
        streaming.take(body[begin:end])
    return streaming, told


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.lists(st.integers(0, 999)))
def test_however_it_is_cut_the_answer_and_what_was_told_are_the_same(pieces, cuts):
    streaming, told = taken(events(*pieces), cuts)
    answer = streaming.answer()
    assert message_of(answer)["content"] == "".join(told) == "".join(pieces)
    assert usage_of(answer) == {"inputTokens": 3, "outputTokens": 2}
    assert answer["model"] == "m-2"


@pytest.mark.parametrize("index", ["Infinity", "-Infinity", "NaN", "1e999", "9" * 5000])
def test_call_under_no_number_is_left_out(index):
    call = f'{{"choices":[{{"delta":{{"tool_calls":[{{"index":{index}}}]}}}}]}}'
    streaming, _ = taken(f"data: {call}\n\n".encode() + events("said"))
    assert message_of(streaming.answer()) == {"role": "assistant", "content": "said"}


@given(st.binary())
def test_garbage_is_no_answer_and_takes_nobody_down(body):
    streaming, _ = taken(body)
    with pytest.raises(ValueError, match="ended before"):
        streaming.answer()


def test_an_answer_that_breaks_off_is_none():
    streaming, told = taken(events("half an ans", over=False))
    assert told == ["half an ans"]
    with pytest.raises(ValueError, match="ended before"):
        streaming.answer()


def test_calls_of_tools_are_put_together():
    calls = [
        {"index": 0, "id": "a", "function": {"name": "f", "arguments": '{"x"'}},
        {"index": 1, "id": "b", "function": {"name": "g", "arguments": "{}"}},
        {"index": 0, "function": {"arguments": ": 1}"}},
    ]
    streaming, _ = taken(events(calls=calls))
    made = message_of(streaming.answer())["tool_calls"]
    assert [(one["id"], one["function"]["arguments"]) for one in made] == [
        ("a", '{"x": 1}'),
        ("b", "{}"),
    ]


def test_words_are_told_in_one_go():
    now = [0.0]
    told = []
    streaming = Streaming(told.append, monotonic=lambda: now[0])
    for letter in "abcdef":
        streaming.take(events(letter, over=False))
        now[0] += 0.04
    assert told == ["a", "bcd"]
    streaming.take(events())
    streaming.answer()
    assert "".join(told) == "abcdef"
