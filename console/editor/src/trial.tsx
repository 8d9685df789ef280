// Tries one step: what its templates see is given, steps before it are pinned or left out.

import { useId, useState } from "react";
import { Refused, type Api } from "./api";
import { canPin, setPin } from "./edits";
import type { Graph } from "./graph";
import { has, isObject, text, type Json, type JsonObject } from "./json";
import type { Edit } from "./state";
import { useTyped } from "./typed";

interface Props {
  api: Api;
  graph: Graph;
  step: JsonObject;
  /** What the trigger was given last: a step's templates see that too. */
  inputs: JsonObject;
  edit: Edit;
  flush: () => Promise<boolean>;
}

interface Outcome {
  status: string;
  output?: Json;
  error?: string;
}

export function Trial({ api, graph, step, inputs: given, edit, flush }: Props) {
  const [typed, setInputs] = useState<string>();
  const inputs = typed ?? JSON.stringify(given, null, 2);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isGoing, setGoing] = useState(false);
  const id = useId();
  const stepId = text(step.id);
  const pins = isObject(graph.rest.pins) ? graph.rest.pins : {};
  const isPinned = has(pins, stepId);
  const others = Object.keys(pins).filter((name) => name !== stepId);

  const test = async () => {
    const seen = objectOf(inputs);
    if (!seen) {
      setOutcome({ status: "not tried", error: "What it sees must be a JSON object." });
      return;
    }
    setGoing(true);
    try {
      const isSaved = await flush();
      const answer = isSaved ? await api.testStep(stepId, seen) : undefined;
      setOutcome(answer ? outcomeOf(answer) : { status: "not tried", error: "Not saved." });
    } catch (error) {
      setOutcome({ status: "not tried", error: said(error) });
    } finally {
      setGoing(false);
    }
  };
  return (
    <details className="mr-details">
      <summary>Test this step{isPinned ? " · pinned" : ""}</summary>
      <div className="mr-field">
        <label htmlFor={`${id}-inputs`}>What its templates see, as JSON</label>
        <textarea
          id={`${id}-inputs`}
          className="mr-input mr-text"
          rows={3}
          spellCheck={false}
          value={inputs}
          onChange={({ target }) => setInputs(target.value)}
        />
        <p className="mr-hint">
          {others.length
            ? `Pinned results are seen as well: ${others.join(", ")}.`
            : "Pin the results of steps before it, and it sees those as well."}{" "}
          The step really does what it does, unless it is pinned.
        </p>
      </div>
      <div className="mr-buttons">
        <button type="button" className="mr-button" disabled={isGoing} onClick={() => void test()}>
          {isGoing ? "Testing…" : "Test step"}
        </button>
        {outcome?.output !== undefined && (
          <button
            type="button"
            className="mr-button"
            onClick={() => edit((now) => setPin(now, stepId, outcome.output))}
          >
            Pin this result
          </button>
        )}
      </div>
      {outcome && (
        <div className="mr-outcome" role="status">
          <strong>{outcome.status}</strong>
          {outcome.error && <p className="mr-error">{outcome.error}</p>}
          {outcome.output !== undefined && <pre>{JSON.stringify(outcome.output, null, 2)}</pre>}
        </div>
      )}
      <Pin id={`${id}-pin`} pin={pins[stepId]} stepId={stepId} edit={edit} />
    </details>
  );
}

interface GivenProps {
  graph: Graph;
  step: JsonObject;
  output: Json;
  edit: Edit;
}

/** What a step gave in the run that is watched, to be pinned. */
export function Given({ graph, step, output, edit }: GivenProps) {
  const stepId = text(step.id);
  const pins = isObject(graph.rest.pins) ? graph.rest.pins : {};
  const isPinned = JSON.stringify(pins[stepId]) === JSON.stringify(output);
  return (
    <details className="mr-details mr-given" open>
      <summary>In the run this step gave</summary>
      <div className="mr-outcome">
        <pre>{JSON.stringify(output, null, 2)}</pre>
      </div>
      {canPin(step.type) && (
        <button
          type="button"
          className="mr-button"
          disabled={isPinned}
          onClick={() => edit((now) => setPin(now, stepId, output))}
        >
          {isPinned ? "Pinned" : "Pin what the run gave"}
        </button>
      )}
    </details>
  );
}

interface PinProps {
  id: string;
  pin: Json | undefined;
  stepId: string;
  edit: Edit;
}

function Pin({ id, pin, stepId, edit }: PinProps) {
  const typed = useTyped(pin === undefined ? "" : JSON.stringify(pin, null, 2), (read) => {
    edit((now) => setPin(now, stepId, read), `${stepId} pin`);
    return undefined;
  });
  return (
    <div className="mr-field">
      <label htmlFor={id}>Pinned result, as JSON</label>
      <textarea
        id={id}
        className="mr-input mr-text"
        rows={2}
        spellCheck={false}
        value={typed.text}
        onChange={({ target }) => typed.change(target.value)}
        onBlur={typed.leave}
      />
      {typed.error && <p className="mr-error">The pin is as it was: {typed.error}</p>}
      <p className="mr-hint">In test runs the step has this result and is not executed.</p>
    </div>
  );
}

function objectOf(typed: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(typed || "{}");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function outcomeOf(answer: JsonObject): Outcome {
  const step = isObject(answer.step) ? answer.step : {};
  const error = isObject(answer.error) ? answer.error : step.error;
  const message = isObject(error) ? text(error.message) : "";
  const isDone = answer.status === "completed";
  return {
    status: text(answer.status),
    output: isDone ? (step.output ?? null) : undefined,
    error: message || undefined,
  };
}

export function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const issues = error instanceof Refused ? error.issues : [];
  return [error.message, ...issues.map((one) => `${one.path} ${one.message}`)].join("\n");
}
