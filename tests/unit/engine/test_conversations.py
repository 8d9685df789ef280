"""What is kept of a conversation when its runs are deleted."""

from __future__ import annotations

from dataclasses import replace

from tests.support.edge import Edge
from tests.support.talks import answering, begin, say
from tests.support.world import final


def answered():
    edge = Edge()
    conversation = begin(edge, answering(edge, final("end", content="{{message}}")))
    said = say(edge, conversation, "hello").json
    return edge, said["messageId"], said["appRunId"]


def unseen(edge, message_id):
    """Make a message one that nobody has looked at since its run ended."""
    shelf = edge.world.stores.shelves.messages
    held = shelf.get(message_id)
    shelf.replace(replace(held, answer=None, rev=held.rev + 1), held.rev)
    return shelf


def test_an_answer_that_nobody_has_seen_outlives_its_run():
    edge, message_id, run_id = answered()
    shelf = unseen(edge, message_id)
    assert edge.engine.conversations.keep(message_id, run_id)
    edge.world.stores.runs.drop(run_id)
    view = edge.engine.conversations.view(shelf.get(message_id))
    assert (view["status"], view["content"]) == ("done", "hello")


def test_an_answer_that_somebody_changes_at_once_is_not_kept_yet():
    edge, message_id, run_id = answered()
    shelf = unseen(edge, message_id)
    shelf.replace = lambda *_: False
    assert not edge.engine.conversations.keep(message_id, run_id)


def test_other_runs_of_a_message_have_nothing_to_keep():
    edge, message_id, _ = answered()
    unseen(edge, message_id)
    assert edge.engine.conversations.keep(message_id, "run_other")
    assert edge.engine.conversations.keep("msg_gone", "run_other")


def test_what_was_said_before_its_run_was_deleted_is_answered_and_not_done_again():
    edge = Edge()
    conversation = begin(edge, answering(edge, final("end", content="{{message}}")))
    again = {"headers": {"Idempotency-Key": "k"}}
    first = say(edge, conversation, "hello", **again).json
    assert edge.engine.conversations.keep(first["messageId"], first["appRunId"])
    edge.world.stores.runs.drop(first["appRunId"])
    assert say(edge, conversation, "hello", **again).json == first
    assert edge.world.read(first["appRunId"]) is None
