"""The step types a flow can use. To add one: write its module, list it in BUILTIN."""

from __future__ import annotations

from engine.steps import (
    add_widget_to_message,
    ask_llm,
    client_tool,
    code,
    condition,
    delay,
    deliver,
    each,
    end_session,
    extract_data,
    fail,
    final,
    http_request,
    parallel,
    peer_call,
    peer_model,
    run_flow,
    show_form,
    switch,
    tool,
    user_approval,
    wait,
    while_,
)
from engine.steps import set as set_
from engine.steps.base import StepType

BUILTIN: tuple[StepType, ...] = (
    add_widget_to_message.STEP,
    ask_llm.STEP,
    client_tool.STEP,
    code.STEP,
    code.ALIAS,
    condition.STEP,
    delay.STEP,
    each.STEP,
    end_session.STEP,
    extract_data.STEP,
    fail.STEP,
    final.STEP,
    http_request.STEP,
    parallel.STEP,
    run_flow.STEP,
    show_form.STEP,
    set_.STEP,
    switch.STEP,
    tool.STEP,
    user_approval.STEP,
    wait.STEP,
    while_.STEP,
)

# Steps of the system's own flows, which nobody else's may use.
SYSTEM: tuple[StepType, ...] = (deliver.STEP, peer_call.STEP, peer_model.STEP)

BY_NAME = {step_type.name: step_type for step_type in BUILTIN}
