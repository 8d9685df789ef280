// A run as its event stream tells it: which steps it came through, and how.

import { isObject, text, type Json, type JsonObject } from "./json";

export type StepState = "running" | "completed" | "failed" | "waiting" | "interrupted";

export interface RunView {
  runId: string;
  status: string;
  steps: Record<string, StepState>;
  /** How often each step was completed. */
  counts: Record<string, number>;
  /** What each step gave when it was last completed. */
  outputs: Record<string, Json>;
  waitState?: JsonObject;
  error?: string;
  isOver: boolean;
}

export const started = (runId: string): RunView => ({
  runId,
  status: "queued",
  steps: {},
  counts: {},
  outputs: {},
  isOver: false,
});

/** A run is there because its trigger fired, which no event tells of. */
export const triggered = (view: RunView, stepId: string): RunView =>
  stepId ? { ...view, steps: { ...view.steps, [stepId]: "completed" } } : view;

const STATES = ["completed", "failed", "waiting", "interrupted"];

/** Take one event of the stream. */
export function take(view: RunView, event: string, data: Json): RunView {
  if (!isObject(data)) return view;
  if (event === "step") return takeStep(view, data);
  if (event === "status") return takeStatus(view, data);
  if (event === "end") {
    const steps = settled(view.steps);
    return { ...view, status: text(data.status), steps, waitState: undefined, isOver: true };
  }
  return view;
}

function takeStep(view: RunView, data: JsonObject): RunView {
  const [id, status] = [text(data.stepId), text(data.status)];
  if (!id || !STATES.includes(status)) return view;
  const steps = { ...view.steps, [id]: status as StepState };
  const again = status === "completed" ? 1 : 0;
  const counts = { ...view.counts, [id]: (view.counts[id] ?? 0) + again };
  const outputs = again ? { ...view.outputs, [id]: data.output ?? null } : view.outputs;
  const said = isObject(data.error) ? text(data.error.message) : "";
  const error = status === "failed" && said ? said : view.error;
  return { ...view, steps, counts, outputs, error };
}

function takeStatus(view: RunView, data: JsonObject): RunView {
  const status = text(data.status);
  const waitState = isObject(data.waitState) ? data.waitState : undefined;
  const current = isObject(data.currentStep) ? text(data.currentStep.id) : "";
  const steps = settled(view.steps);
  const isGoing = status === "running" || status === "queued";
  if (current && isGoing && steps[current] === undefined) steps[current] = "running";
  if (current && status === "waiting") steps[current] = "waiting";
  return { ...view, status, waitState, steps };
}

/** Nothing runs any more but what is said to; what waited was resumed. */
function settled(steps: Record<string, StepState>): Record<string, StepState> {
  return Object.fromEntries(Object.entries(steps).filter(([, state]) => state !== "running"));
}
