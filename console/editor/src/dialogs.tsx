// What is asked before something is done: publishing, running, and a conflict.

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Api } from "./api";
import { Any, Choice } from "./fields";
import type { Graph } from "./graph";
import { isError, type Placed } from "./issues";
import { isObject, objectsIn, shown, text, withMember, type Json, type JsonObject } from "./json";
import { said } from "./trial";

interface DialogProps {
  title: string;
  close: () => void;
  children: ReactNode;
}

export function Dialog({ title, close, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog
      ref={box}
      className="mr-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface PublishProps {
  api: Api;
  issues: Placed[];
  flush: () => Promise<boolean>;
  close: () => void;
  done: (version: number) => void;
}

export function PublishDialog({ api, issues, flush, close, done }: PublishProps) {
  const [summary, setSummary] = useState("");
  const [error, setError] = useState("");
  const [isGoing, setGoing] = useState(false);
  const id = useId();
  const errors = issues.filter(isError);
  const publish = async () => {
    setGoing(true);
    try {
      if (!(await flush())) throw new Error("The draft is not saved yet.");
      done(await api.publish(summary));
    } catch (caught) {
      setError(said(caught));
      setGoing(false);
    }
  };
  return (
    <Dialog title="Publish" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <p>What is published never changes: runs of it go on with it, whatever you edit.</p>
        {errors.length > 0 && (
          <p className="mr-error">
            {errors.length === 1 ? "One issue stands" : `${errors.length} issues stand`} in the way.
          </p>
        )}
        <label htmlFor={id}>What changed</label>
        <textarea
          id={id}
          className="mr-input"
          rows={3}
          autoFocus
          maxLength={4000}
          placeholder="Asks a person above 500 EUR"
          value={summary}
          onChange={({ target }) => setSummary(target.value)}
        />
        {error && (
          <p className="mr-error" role="alert">
            {error}
          </p>
        )}
        <div className="mr-buttons mr-end">
          <button type="button" className="mr-button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="mr-button mr-primary" disabled={isGoing}>
            {isGoing ? "Publishing…" : "Publish"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface RunProps {
  api: Api;
  graph: Graph;
  inputs: JsonObject;
  setInputs: (inputs: JsonObject) => void;
  flush: () => Promise<boolean>;
  close: () => void;
  done: (runId: string) => void;
}

export function RunDialog({ api, graph, inputs, setInputs, flush, close, done }: RunProps) {
  const [asJson, setAsJson] = useState(false);
  const [error, setError] = useState("");
  const [isGoing, setGoing] = useState(false);
  const fields = inputFields(graph);
  const run = async () => {
    setGoing(true);
    try {
      if (!(await flush())) throw new Error("The draft is not saved yet.");
      done(await api.run(inputs));
    } catch (caught) {
      setError(said(caught));
      setGoing(false);
    }
  };
  return (
    <Dialog title="Run the draft" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {fields.length === 0 && !asJson && (
          <p className="mr-hint">The trigger asks for nothing: it starts as it is.</p>
        )}
        {asJson ? (
          <JsonInputs inputs={inputs} set={setInputs} />
        ) : (
          fields.map((field) => (
            <Input
              key={text(field.name)}
              field={field}
              value={inputs[text(field.name)]}
              set={(value) => setInputs(withMember(inputs, text(field.name), value))}
            />
          ))
        )}
        <label className="mr-flag">
          <input
            type="checkbox"
            checked={asJson}
            onChange={({ target }) => setAsJson(target.checked)}
          />
          as JSON
        </label>
        {error && (
          <p className="mr-error" role="alert">
            {error}
          </p>
        )}
        <div className="mr-buttons mr-end">
          <button type="button" className="mr-button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="mr-button mr-primary" disabled={isGoing}>
            {isGoing ? "Starting…" : "Run"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Return the fields of the trigger that a run from here starts at. */
export function inputFields(graph: Graph): JsonObject[] {
  const steps = graph.nodes.map(({ step }) => step).filter(isObject);
  const trigger = ["api", "form"]
    .map((type) => steps.find((step) => step.type === type))
    .find((step) => step !== undefined);
  return isObject(trigger?.data) ? objectsIn(trigger.data.fields) : [];
}

interface InputProps {
  field: JsonObject;
  value: Json | undefined;
  set: (value: Json | undefined) => void;
}

function Input({ field, value, set }: InputProps) {
  const id = useId();
  const type = text(field.type) || "string";
  const options = Array.isArray(field.options) ? field.options.map(optionOf) : [];
  return (
    <div className="mr-field">
      <label htmlFor={id}>
        {text(field.label) || text(field.name)}
        {field.required === true && <span className="mr-required"> required</span>}
      </label>
      {type === "boolean" || options.length > 0 ? (
        <Choice
          id={id}
          value={value}
          set={set}
          options={options.length ? options : ["true", "false"]}
        />
      ) : type === "string" || type === "file" ? (
        <input
          id={id}
          className="mr-input"
          placeholder={text(field.default)}
          value={text(value)}
          onChange={({ target }) => set(target.value || undefined)}
        />
      ) : (
        <Any
          id={id}
          rows={type === "object" || type === "array" ? 3 : 1}
          placeholder={field.default === undefined ? undefined : shown(field.default)}
          value={value}
          set={set}
        />
      )}
      <p className="mr-hint">{text(field.description) || type}</p>
    </div>
  );
}

const optionOf = (one: Json): string => text(isObject(one) ? one.value : one) || String(one);

function JsonInputs({ inputs, set }: { inputs: JsonObject; set: (inputs: JsonObject) => void }) {
  const [typed, setTyped] = useState(() => JSON.stringify(inputs, null, 2));
  const [error, setError] = useState("");
  const take = (value: string) => {
    setTyped(value);
    try {
      const read: unknown = JSON.parse(value);
      setError(isObject(read) ? "" : "Inputs are an object.");
      if (isObject(read)) set(read);
    } catch {
      setError("Not JSON yet.");
    }
  };
  return (
    <div className="mr-field">
      <textarea
        className="mr-input mr-text"
        aria-label="Inputs as JSON"
        rows={8}
        spellCheck={false}
        value={typed}
        onChange={({ target }) => take(target.value)}
      />
      {error && <p className="mr-error">{error}</p>}
    </div>
  );
}

interface ConflictProps {
  keepMine: () => Promise<boolean>;
  takeTheirs: () => Promise<void>;
}

export function ConflictNotice({ keepMine, takeTheirs }: ConflictProps) {
  return (
    <div className="mr-conflict" role="alert">
      <p>
        <strong>Somebody else saved this draft.</strong> Yours is not saved: take theirs, or save
        yours over it. What you lose can be had back with Undo.
      </p>
      <div className="mr-buttons">
        <button type="button" className="mr-button" onClick={() => void takeTheirs()}>
          Reload theirs
        </button>
        <button type="button" className="mr-button" onClick={() => void keepMine()}>
          Keep mine
        </button>
      </div>
    </div>
  );
}
