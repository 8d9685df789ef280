"""One turn at a time in a conversation, whoever dies while it is begun."""

from __future__ import annotations

import pytest

from engine.errors import Unavailable
from tests.support.edge import Edge, approval
from tests.support.talks import answering, begin, history, peer, say
from tests.support.world import final


@pytest.fixture
def edge():
    return Edge()


def die_after_storing(edge, conversation, content, key=None):
    """Store what was said and its answer, and never come to submit the run."""
    caller = edge.tokens.authenticate(edge.admin["Authorization"].removeprefix("Bearer "))
    held = edge.world.stores.shelves.conversations.get(conversation["conversationId"])
    return edge.engine.conversations.say(caller, held, {"content": content}, key)


def test_a_turn_that_is_being_begun_keeps_the_conversation_to_itself(edge):
    conversation = begin(edge, answering(edge, final("end", content="ok")))
    turn = die_after_storing(edge, conversation, "hello")
    busy = say(edge, conversation, "more")
    assert (busy.status_code, busy.json["code"]) == (409, "conversation_busy")
    assert history(edge, conversation)[-1]["status"] == "running"
    edge.world.runs.submit(turn.run)
    assert history(edge, conversation)[-1]["content"] == "ok"
    assert say(edge, conversation, "more").status_code == 200


def test_an_answer_that_died_before_its_run_is_given_up_after_a_while(edge):
    conversation = begin(edge, answering(edge, final("end", content="ok")))
    die_after_storing(edge, conversation, "hello")
    edge.world.time.sleep(21)
    assert history(edge, conversation)[-1]["status"] == "error"
    assert say(edge, conversation, "again").json["content"] == "ok"
    assert [one["status"] for one in history(edge, conversation)] == [
        "done",
        "error",
        "done",
        "done",
    ]


def test_a_turn_that_died_before_its_messages_is_given_up_after_a_while(edge, monkeypatch):
    conversation = begin(edge, answering(edge, final("end", content="ok")))

    def fail(_message):
        raise Unavailable("the store is out of reach")

    with monkeypatch.context() as patch:
        patch.setattr(edge.world.stores.shelves.messages, "insert", fail)
        assert say(edge, conversation, "hello").status_code == 503
    assert say(edge, conversation, "hello").json["code"] == "conversation_busy"
    edge.world.time.sleep(21)
    assert say(edge, conversation, "hello").json["content"] == "ok"


def test_a_turn_that_died_is_taken_up_under_its_key(edge):
    conversation = begin(edge, answering(edge, final("end", content="ok")))
    die_after_storing(edge, conversation, "hello", "k")
    done = say(edge, conversation, "hello", headers={"Idempotency-Key": "k"})
    assert (done.status_code, done.json["content"]) == (200, "ok")
    assert len(history(edge, conversation)) == 2


def test_a_turn_that_was_given_up_is_not_taken_up_beside_another(edge):
    asks = answering(edge, approval(), final("end", content="ok"), final("no", content="no"))
    conversation = begin(edge, asks)
    die_after_storing(edge, conversation, "hello", "k")
    edge.world.time.sleep(21)
    assert say(edge, conversation, "more").json["status"] == "approval"
    late = say(edge, conversation, "hello", headers={"Idempotency-Key": "k"})
    assert (late.status_code, late.json["code"]) == (409, "conversation_busy")


def test_what_no_run_may_answer_is_not_stored(edge):
    conversation = begin(edge, peer(edge))
    assert [say(edge, conversation, "hello").json["code"] for _ in range(2)] == ["no_answer"] * 2
    assert history(edge, conversation) == []
