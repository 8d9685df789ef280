from __future__ import annotations

import threading

import pytest
from flask import Flask, request

from api import together
from engine.errors import Conflict


@pytest.fixture
def asked():
    with Flask(__name__).test_request_context("/here?x=1"):
        yield


def refuse():
    raise Conflict("taken", "it is taken")


def test_each_call_sees_the_request_and_its_answer_stands_by_its_name(asked):
    found = together.answers({"path": lambda: request.path, "x": lambda: request.args["x"]}, 30)
    assert found == {"path": "/here", "x": "1"}


def test_a_refusal_stands_in_place_of_an_answer_and_keeps_no_other_from_it(asked):
    found = together.answers({"no": refuse, "yes": lambda: 1}, 30)
    assert found["yes"] == 1
    assert isinstance(found["no"], Conflict)


def test_a_late_call_is_a_timeout_and_the_others_are_not_waited_for(asked):
    release = threading.Event()
    try:
        found = together.answers({"late": lambda: release.wait(60), "soon": lambda: 1}, 0.2)
    finally:
        release.set()
    assert found["soon"] == 1
    assert isinstance(found["late"], TimeoutError)


def test_a_mistake_of_the_program_is_raised(asked):
    with pytest.raises(ZeroDivisionError):
        together.answers({"mistake": lambda: 1 / 0}, 30)
