"""The step types a flow can use. To add one: write its module, list it in BUILTIN."""

from __future__ import annotations

from engine.steps import (
    client_tool,
    condition,
    delay,
    each,
    fail,
    final,
    http_request,
    parallel,
    run_flow,
    show_form,
    switch,
    user_approval,
    wait,
    while_,
)
from engine.steps import set as set_
from engine.steps.base import StepType

BUILTIN: tuple[StepType, ...] = (
    client_tool.STEP,
    condition.STEP,
    delay.STEP,
    each.STEP,
    fail.STEP,
    final.STEP,
    http_request.STEP,
    parallel.STEP,
    run_flow.STEP,
    show_form.STEP,
    set_.STEP,
    switch.STEP,
    user_approval.STEP,
    wait.STEP,
    while_.STEP,
)

BY_NAME = {step_type.name: step_type for step_type in BUILTIN}
