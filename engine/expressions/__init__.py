"""
The template language: `{{ expression }}` inside JSON strings.

* `render` renders every template in a JSON value, `render_address` a URL, `evaluate` and `lookup` a
  bare expression
* `problems` and `names_used` tell the validator what can be known before anything runs
* `Scope` is what an expression may see, `ExpressionError` all that it can raise

Expressions look like JavaScript and reach nothing but JSON: no attribute, no method, no loop. A
source becomes tokens, nodes, then closures, once; a `Frame` holds the budgets of one call.
"""

from __future__ import annotations

from engine.expressions.addresses import has_dot_segment, render_address
from engine.expressions.checks import Problem, names_used, problems
from engine.expressions.comparing import is_ordered
from engine.expressions.errors import ExpressionError
from engine.expressions.frame import Scope
from engine.expressions.rendering import evaluate, is_same, lookup, render, render_json
from engine.expressions.values import truthy

__all__ = [
    "ExpressionError",
    "Problem",
    "Scope",
    "evaluate",
    "has_dot_segment",
    "is_ordered",
    "is_same",
    "lookup",
    "names_used",
    "problems",
    "render",
    "render_address",
    "render_json",
    "truthy",
]
