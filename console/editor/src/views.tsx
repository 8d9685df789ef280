// What stands beside the graph: the definition as JSON, the list of issues, the run.

import { useState } from "react";
import type { Api } from "./api";
import { stepOf, toDefinition, toGraph, type Graph } from "./graph";
import { isError, type Placed } from "./issues";
import { isObject, text } from "./json";
import type { RunView } from "./run";
import type { Edit, SaveState } from "./state";
import { said } from "./trial";
import { useTyped } from "./typed";

export function JsonView({ graph, edit }: { graph: Graph; edit: Edit }) {
  const typed = useTyped(JSON.stringify(toDefinition(graph), null, 2), (read) => {
    if (!isObject(read)) return "A definition is an object.";
    edit(() => toGraph(read), "json");
    return undefined;
  });
  const { error } = typed;
  return (
    <div className="mr-json">
      <textarea
        className="mr-input mr-text"
        aria-label="The definition as JSON"
        spellCheck={false}
        value={typed.text}
        onChange={({ target }) => typed.change(target.value)}
        onBlur={typed.leave}
      />
      <p className={error ? "mr-error" : "mr-hint"} aria-live="polite">
        {error ? `Not taken over yet: ${error}` : "What you write here shows in the graph at once."}
      </p>
      {error && (
        <button type="button" className="mr-button" onClick={typed.reset}>
          Put back what it was
        </button>
      )}
    </div>
  );
}

interface IssuesProps {
  graph: Graph;
  issues: Placed[];
  /** Choose a step and bring it into sight. */
  show: (key: string) => void;
}

export function IssueList({ graph, issues, show }: IssuesProps) {
  if (issues.length === 0) {
    return <p className="mr-empty">No issues: this draft can be published.</p>;
  }
  return (
    <ul className="mr-issues">
      {issues.map((issue, at) => {
        const { key } = issue;
        const step = stepOf(graph, key);
        return (
          <li key={at}>
            <button
              type="button"
              disabled={key === undefined}
              onClick={() => key !== undefined && show(key)}
            >
              <span className={`mr-mark mr-mark-${isError(issue) ? "error" : "warning"}`}>
                {isError(issue) ? "error" : "warning"}
              </span>
              <strong>{step ? text(step.name) || text(step.id) : "The flow"}</strong>
              <span>{issue.message}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const TONES: Record<string, string> = { completed: "good", failed: "bad", canceled: "bad" };

interface RunBarProps {
  api: Api;
  run: RunView;
  /** Which version it is of, where it is not the draft's that was just started. */
  about: string;
  close: () => void;
}

export function RunBar({ api, run, about, close }: RunBarProps) {
  const [error, setError] = useState("");
  const wait = run.waitState;
  const act = (what: Promise<void>) => {
    setError("");
    what.catch((caught: unknown) => setError(said(caught)));
  };
  const waitId = text(wait?.id);
  return (
    <section className="mr-run" aria-label="Run" data-status={run.status}>
      <span className={`mr-badge mr-badge-${TONES[run.status] ?? run.status}`} role="status">
        {run.status}
      </span>
      <span className="mr-run-words">
        {wait ? text(wait.message) || `waits: ${text(wait.type)}` : (run.error ?? "")}
        {error && <span className="mr-error"> {error}</span>}
        {about && <span className="mr-run-about"> {about}</span>}
      </span>
      <span className="mr-buttons">
        {wait?.type === "user-approval" && (
          <>
            <button
              type="button"
              className="mr-button mr-primary"
              onClick={() => act(api.decide(run.runId, "approve", waitId))}
            >
              Approve
            </button>
            <button
              type="button"
              className="mr-button"
              onClick={() => act(api.decide(run.runId, "reject", waitId))}
            >
              Reject
            </button>
          </>
        )}
        {!run.isOver && (
          <button type="button" className="mr-button" onClick={() => act(api.cancel(run.runId))}>
            Cancel run
          </button>
        )}
        <a className="mr-button" href={`/console/runs/${encodeURIComponent(run.runId)}`}>
          Open the run
        </a>
        <button type="button" className="mr-small" aria-label="Put the run away" onClick={close}>
          ×
        </button>
      </span>
    </section>
  );
}

const SAVED: Record<SaveState, string> = {
  saved: "Saved",
  changed: "Unsaved",
  saving: "Saving…",
  conflict: "Conflict",
  failed: "Not saved",
};

export function SaveMark({ state, message }: { state: SaveState; message: string }) {
  return (
    <span className={`mr-saved mr-saved-${state}`} role="status" title={message}>
      {SAVED[state]}
      {state === "failed" && message ? `: ${message}` : ""}
    </span>
  );
}
