"""One attempt at a step: its data rendered, its function called, every end made an outcome."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import cast

from engine import deadlines, expressions, revealed
from engine.audience import Heard, Known, Words
from engine.clock import Monotonic
from engine.conclusion import Attempt
from engine.context import Context, RunInfo, scope_for
from engine.credits.spending import Spending, Treasury
from engine.errors import LeaseLost, Unavailable
from engine.expressions import ExpressionError, Scope
from engine.expressions.checks import secrets_of, uses_secrets
from engine.expressions.secret_uses import SecretUses
from engine.field_values import field_as_shown, rendered_field, shape_of, without_secrets
from engine.guarded import Guarded
from engine.limits import Limits
from engine.masking import masked
from engine.meter import Meter
from engine.outcome import Completed, Decision, Failed, Outcome, StepFailure
from engine.plan import Plan, Step
from engine.ports import Delta
from engine.post import Post
from engine.provided import Keyring, RunFiles, Sandboxed
from engine.secrecy import MASK, Touched, texts_of
from engine.secrets import SecretRefused, Use
from engine.state import State
from engine.step_data import fitted
from engine.steps.base import (
    BudgetRefused,
    Children,
    ChildrenRefused,
    CodeResult,
    DataField,
    Effects,
    FileContent,
    Loop,
    Model,
    Room,
    StepContext,
    StepType,
    Talk,
    ToolAction,
    no_code,
    no_files,
    no_models,
    no_tools,
    unheard,
)
from engine.transitions import variables_outside
from schemas.json import Json, JsonObject

log = logging.getLogger(__name__)


def silent(info: RunInfo) -> Talk | None:
    """Return None: no run belongs to a conversation."""
    del info
    return None


@dataclass(frozen=True, slots=True)
class Performer:
    """Knows the step types and what they may touch."""

    step_types: Mapping[str, StepType]
    effects: Effects
    limits: Limits
    files: RunFiles | None = None
    talks: Callable[[RunInfo], Talk | None] = silent
    secrets: Keyring | None = None
    models: Callable[[str, str], Model] | None = None
    sandbox: Sandboxed | None = None
    tools: Callable[[str, str, str], ToolAction] | None = None
    treasury: Treasury | None = None
    post: Post | None = None
    stream: Callable[[Delta], None] | None = None
    meter: Meter = field(default_factory=Meter)
    monotonic: Monotonic = time.monotonic

    def prepare(
        self, attempt: Attempt, context: Context, *, whole: bool = False
    ) -> Attempt | Failed:
        """
        Return the attempt with its data rendered, or why that is impossible.

        Between a loop's rounds without what only its beginning needs, unless `whole`: the list
        that it goes over must not be read again for every item of it.
        """
        step_type = self.step_types.get(attempt.step.type)
        if step_type is None:
            message = f"this worker does not know the step type {attempt.step.type!r}"
            return Failed(StepFailure("UNKNOWN_STEP_TYPE", message, retryable=False), fatal=True)
        omitted = step_type.first if context.state.is_at_boundary and not whole else frozenset()
        context = _around(context)
        try:
            data, shown = self._rendered(step_type, attempt, context, omitted)
        except ExpressionError as error:
            return _expression_failed(error)
        except SecretRefused as error:
            return Failed(StepFailure(error.code, error.message, retryable=False))
        attempt.touched.extend(_capabilities(context, attempt.step))
        texts = texts_of([*context.state.touched, *attempt.touched])
        usable = fitted(step_type, attempt.step.data, data, texts)
        if isinstance(usable, Failed):
            return usable
        shown = masked({**data, **shown}, step_type.fields)
        return replace(attempt, data=usable, shown=shown)

    def _rendered(
        self, step_type: StepType, attempt: Attempt, context: Context, omitted: frozenset[str]
    ) -> tuple[JsonObject, JsonObject]:
        """Return the data, and of fields that use secrets how they are shown."""
        scope = self._scope(attempt, context)
        # Field by field: a field that is one path passes its value on unmeasured.
        data: JsonObject = {}
        shown: JsonObject = {}
        for name, value in attempt.step.data.items():
            if name in omitted:
                continue
            if name in step_type.raw:
                data[name] = value
            elif self._may_hold_secrets(step_type, name, value):
                data[name], shown[name] = self._with_secrets(name, attempt, context)
            else:
                data[name] = rendered_field(step_type, name, attempt.step.data, scope)
        return data, shown

    def _may_hold_secrets(self, step_type: StepType, name: str, value: Json) -> bool:
        field = step_type.field(name)
        is_allowed = field is not None and field.secret and self.secrets is not None
        return is_allowed and field is not None and uses_secrets(shape_of(field, value))

    def _with_secrets(self, name: str, attempt: Attempt, context: Context) -> tuple[Json, Json]:
        """Return a field that names secrets with their values, and as it is shown; note them."""
        step_type, data = self.step_types[attempt.step.type], attempt.step.data
        field = cast("DataField", step_type.field(name))
        uses = secrets_of(shape_of(field, data[name]))
        used = self._used(uses, attempt, context)
        attempt.touched.extend(used)
        values: JsonObject = {one.name: one.text for one in used}
        hidden: JsonObject = dict.fromkeys(values, MASK)
        open_, shut = (
            self._scope(attempt, replace(context, secrets=found)) for found in (values, hidden)
        )
        real = rendered_field(step_type, name, data, open_)
        instead = without_secrets(real, used) if uses.is_whole else MASK
        return real, field_as_shown(step_type, name, data, shut, instead)

    def _used(self, uses: SecretUses, attempt: Attempt, context: Context) -> Sequence[Touched]:
        plan, info = context.plan, context.info
        use = Use(
            workspace_id=info.workspace_id,
            flow_id=plan.flow_id,
            version=plan.version,
            step_id=attempt.step.step_id,
            author=plan.author,
            principal=info.principal,
            changed=uses.changed,
        )
        names = sorted(uses.names) if uses.is_known else None
        return self.secrets.of_step(use, names) if self.secrets else ()

    def run(self, attempt: Attempt, context: Context, children: Children) -> Outcome:
        """Make a prepared attempt, and count it."""
        began_at = self.monotonic()
        outcome = self._made(attempt, context, children)
        self.meter.step_made(attempt.step.type, outcome, self.monotonic() - began_at)
        return outcome

    def _made(self, attempt: Attempt, context: Context, children: Children) -> Outcome:
        step_type = self.step_types[attempt.step.type]
        words = self._words(attempt, context)
        ctx = self._step_context(attempt, context, children, words.say)
        spending = self._spending(attempt, context) if self.is_effectful(attempt) else None
        if spending is None:
            outcome = _guarded(lambda: step_type.run(attempt.data, ctx), attempt)
        else:
            paid = replace(ctx, spending=spending)
            outcome = _guarded(lambda: _paying(step_type, attempt, paid, spending), attempt)
            if spending.charges and isinstance(outcome, (Completed, Failed)):
                outcome = replace(outcome, charges=tuple(spending.charges))
        words.end()
        return outcome

    def resume(
        self, attempt: Attempt, context: Context, decision: Decision, children: Children
    ) -> Outcome:
        """Go on with a step whose wait was decided; the attempt's data is what it waited with."""
        step_type = self.step_types.get(attempt.step.type)
        if step_type is None or step_type.resume is None:
            message = f"the step type {attempt.step.type!r} cannot be resumed"
            return Failed(StepFailure("UNKNOWN_STEP_TYPE", message, retryable=False), fatal=True)
        ctx, resume = self._step_context(attempt, context, children), step_type.resume
        return _guarded(lambda: resume(attempt.data, decision, ctx), attempt)

    def is_effectful(self, attempt: Attempt) -> bool:
        """Tell whether the step touches the world."""
        step_type = self.step_types[attempt.step.type]
        return step_type.effectful or step_type.is_effectful_with(attempt.data)

    def timeout_of(self, step: Step) -> float:
        """Return how long one attempt may take, in seconds."""
        return step.timeout_seconds or self.limits.step_timeout_seconds

    def _spending(self, attempt: Attempt, context: Context) -> Spending | None:
        if self.treasury is None:
            return None
        flow_id, charge = context.plan.flow_id, attempt.own_key
        workspace_id = context.info.workspace_id
        return self.treasury.spending(workspace_id, flow_id, charge, context.state.credits)

    def _scope(self, attempt: Attempt, context: Context) -> Scope:
        return scope_for(context, attempt.key)

    def _step_context(
        self,
        attempt: Attempt,
        context: Context,
        children: Children,
        tell: Callable[[str], None] = unheard,
    ) -> StepContext:
        scope, state = self._scope(attempt, context), context.state
        frame = state.frames[-1] if state.is_at_boundary else None
        seconds = self.timeout_of(attempt.step)
        return StepContext(
            run_id=attempt.run_id,
            step_id=attempt.step.step_id,
            attempt=attempt.number,
            now=state.clock,
            started_at=attempt.started_at,
            idempotency_key=attempt.idempotency_key,
            timeout_seconds=deadlines.bounded(state, seconds, attempt.started_at),
            links=attempt.step.links,
            body_id=attempt.step.body_id,
            is_guarded=attempt.step.is_guarded,
            effects=Guarded(self.effects, context.state.touched, attempt.touched),
            evaluate=lambda source: expressions.evaluate(source, scope),
            lookup=lambda path: expressions.lookup(path, scope),
            loop=Loop(frame.index, frame.memo, frame.results) if frame else None,
            room=Room(self.limits.max_result_bytes, self.limits.max_steps - state.executed),
            read_file=self._reader(context),
            children=children,
            conversation=self._heard(attempt, context),
            model=self._finder(attempt, context),
            run_code=self._coder(context),
            tool=self._toolbox(attempt, context),
            post=self.post,
            tell=tell,
        )

    def _words(self, attempt: Attempt, context: Context) -> Words:
        stream = self.stream
        about: JsonObject = {"stepId": attempt.step.step_id, "attempt": attempt.number}

        def tell(text: str) -> None:
            if stream is not None:
                stream(Delta(attempt.run_id, {**about, "text": text}))

        return Words(tell, _known(attempt, context))

    def _heard(self, attempt: Attempt, context: Context) -> Talk | None:
        talk = self.talks(context.info)
        return None if talk is None else Heard(talk, _known(attempt, context), _noting(attempt))

    def _finder(self, attempt: Attempt, context: Context) -> Callable[[str], Model]:
        models, note = self.models, _noting(attempt)
        if models is None:
            return no_models

        def find(name: str) -> Model:
            model = models(context.info.workspace_id, name)
            note(f"connection {name}", model)
            return model

        return find

    def _toolbox(self, attempt: Attempt, context: Context) -> Callable[[str, str], ToolAction]:
        tools = self.tools
        if tools is None:
            return no_tools

        def find(tool_id: str, name: str) -> ToolAction:
            action = tools(context.info.workspace_id, tool_id, name)
            if action.secret:
                attempt.touched.append(Touched(f"tool {tool_id}", action.secret))
            return action

        return find

    def _coder(self, context: Context) -> Callable[[str, Json, float], CodeResult]:
        if self.sandbox is None:
            return no_code
        return partial(_run_code, self.sandbox, context)

    def _reader(self, context: Context) -> Callable[[str], FileContent]:
        if self.files is None:
            return no_files
        info, flow_id = context.info, context.plan.flow_id
        own = (info.workspace_id, flow_id, info.principal)
        return partial(self.files.content, *own, run_id=info.run_id)


def _paying(step_type: StepType, attempt: Attempt, ctx: StepContext, spending: Spending) -> Outcome:
    """Make an attempt that costs what its step type does, besides what it spends itself."""
    try:
        spending.before_step(step_type.name)
        outcome = step_type.run(attempt.data, ctx)
        spending.after_step(step_type.name)
    except (BudgetRefused, ExpressionError):
        spending.give_up()
        raise
    return outcome


def _run_code(
    sandbox: Sandboxed, context: Context, code: str, inputs: Json, seconds: float
) -> CodeResult:
    shown = replace(context, info=replace(context.info, links=None))
    return sandbox.run(code, inputs, dict(shown), seconds)


def _known(attempt: Attempt, context: Context) -> Known:
    return lambda: [*context.state.touched, *attempt.touched]


def _noting(attempt: Attempt) -> Callable[[str, Model], None]:
    """Return what notes a model's key as a secret that the attempt uses."""

    def note(name: str, model: Model) -> None:
        if model.api_key:
            attempt.touched.append(Touched(name, model.api_key))

    return note


def _capabilities(context: Context, step: Step) -> list[Touched]:
    """Return what a step's templates may render that gives its reader access to something."""
    links = context.links() if "approval" in str(step.data) else None
    if links is None:
        return []
    # The token alone opens it, whatever address a service says back.
    tokens = [str(link).rpartition("/")[2] for link in links.values()]
    revealed.note(*tokens)
    return [Touched("approval link", token) for token in tokens]


def context_for(info: RunInfo, plan: Plan, state: State, attempt: Attempt) -> Context:
    """Return what the attempt's templates see."""
    return Context(info, plan, state, attempt.step)


def _around(context: Context) -> Context:
    # A loop's own data means the same at every round: the `item` in it is that of the loop outside.
    if not context.state.is_at_boundary:
        return context
    variables = variables_outside(context.state)
    return replace(context, state=replace(context.state, variables=variables))


def _guarded(call: Callable[[], Outcome], attempt: Attempt) -> Outcome:
    try:
        return call()
    except (LeaseLost, Unavailable):
        # The store is out of reach, which is nothing that the step did.
        raise
    except BudgetRefused as error:
        # Past every error path and loop: those would only ask for the next call.
        failure = StepFailure(error.code, error.message, retryable=error.again)
        return Failed(failure, fatal=not error.again)
    except ChildrenRefused as error:
        return Failed(StepFailure(error.code, error.message, retryable=False))
    except ExpressionError as error:
        return _expression_failed(error)
    except Exception as error:
        # A step type with a bug must fail its step, not take the worker and every other run down.
        log.exception("step_crashed", extra={"run_id": attempt.run_id, "path": attempt.path})
        message = f"the step raised {type(error).__name__}; the worker's log has the details"
        return Failed(StepFailure("STEP_CRASHED", message, retryable=True))


def _expression_failed(error: ExpressionError) -> Failed:
    return Failed(StepFailure(error.code, str(error), retryable=False))
