// The dialog that starts a run of the draft: what its trigger asks for, files included.

import { useId, useRef, useState, type Dispatch, type SetStateAction } from "react";
import { Refused, type Api } from "./api";
import { Any, Choice } from "./controls";
import { Asking } from "./dialogs";
import { Row } from "./fields";
import { sized, tooLarge } from "./files";
import type { Graph } from "./graph";
import type { Issue } from "./issues";
import { isObject, objectsIn, shown, text, withMember, type Json, type JsonObject } from "./json";
import { said } from "./trial";
import { useTyped } from "./typed";

interface RunProps {
  api: Api;
  graph: Graph;
  /** How many bytes the API takes as one file. */
  mostBytes: number;
  inputs: JsonObject;
  setInputs: Dispatch<SetStateAction<JsonObject>>;
  flush: () => Promise<boolean>;
  close: () => void;
  done: (runId: string) => void;
}

export function RunDialog(props: RunProps) {
  const { api, graph, mostBytes, inputs, setInputs, flush, close, done } = props;
  const [asJson, setAsJson] = useState(false);
  const [uploads, setUploads] = useState(0);
  const fields = inputFields(graph);
  const [issues, setIssues] = useState<Issue[]>([]);
  const act = async () => {
    try {
      done(await api.run(inputs));
    } catch (caught) {
      setIssues(caught instanceof Refused ? caught.issues : []);
      throw caught;
    }
  };
  const upload = async (file: File) => {
    setUploads((now) => now + 1);
    try {
      return await api.upload(file);
    } finally {
      setUploads((now) => now - 1);
    }
  };
  const wait = { isHeld: uploads > 0, word: uploads > 0 ? "Uploading…" : "Run" };
  return (
    <Asking title="Run the draft" going="Starting…" {...{ flush, act, close }} {...wait}>
      {fields.length === 0 && !asJson && (
        <p className="mr-hint">The trigger asks for nothing: it starts as it is.</p>
      )}
      {asJson ? (
        <JsonInputs inputs={inputs} set={setInputs} />
      ) : (
        fields.map((field) => (
          <Input
            key={text(field.name)}
            {...{ field, mostBytes, upload }}
            issues={ofInput(issues, text(field.name))}
            value={inputs[text(field.name)]}
            set={(value) => setInputs((now) => withMember(now, text(field.name), value))}
          />
        ))
      )}
      <label className="mr-flag">
        <input
          type="checkbox"
          checked={asJson}
          disabled={uploads > 0}
          onChange={({ target }) => setAsJson(target.checked)}
        />
        as JSON
      </label>
    </Asking>
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

/** Return what the API says of one input. */
export function ofInput(issues: readonly Issue[], name: string): Issue[] {
  const pointer = `/inputs/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return issues.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`));
}

interface ValueProps {
  id: string;
  field: JsonObject;
  value: Json | undefined;
  set: (value: Json | undefined) => void;
  mostBytes: number;
  upload: (file: File) => Promise<string>;
}

function Input({ issues, ...props }: Omit<ValueProps, "id"> & { issues: Issue[] }) {
  const { field } = props;
  const id = useId();
  const type = text(field.type) || "string";
  const about = {
    name: text(field.label) || text(field.name),
    required: field.required === true,
    description: text(field.description) || (type === "file" ? "" : type),
  };
  return (
    <Row id={id} field={about} issues={issues}>
      <Value id={id} type={type} {...props} />
    </Row>
  );
}

function Value(props: ValueProps & { type: string }) {
  const { id, field, type, value, set } = props;
  const options = Array.isArray(field.options) ? field.options.map(optionOf) : [];
  if (type === "boolean" || options.length > 0) {
    const offered = options.length ? options : ["true", "false"];
    return <Choice {...{ id, value, set }} options={offered} />;
  }
  if (type === "file") return <FileValue {...props} />;
  if (type === "string") {
    return (
      <input
        id={id}
        className="mr-input"
        placeholder={text(field.default)}
        value={text(value)}
        onChange={({ target }) => set(target.value || undefined)}
      />
    );
  }
  const hint = field.default === undefined ? undefined : shown(field.default);
  const rows = type === "object" || type === "array" ? 3 : 1;
  return <Any {...{ id, rows, value, set }} placeholder={hint} />;
}

const optionOf = (one: Json): string => text(isObject(one) ? one.value : one) || String(one);

/** A file is uploaded as soon as it is chosen: what is wrong with it is told at its place. */
function FileValue({ id, value, set, mostBytes, upload }: ValueProps) {
  const [told, setTold] = useState("");
  const [error, setError] = useState("");
  const latest = useRef<File>(undefined);
  const take = async (file: File | undefined) => {
    latest.current = file;
    const refusal = file && tooLarge(file, mostBytes);
    set(undefined);
    setTold(file && !refusal ? `Uploading ${file.name} …` : "");
    setError(refusal ?? "");
    if (!file || refusal) return;
    try {
      const fileId = await upload(file);
      if (latest.current !== file) return; // another one was chosen meanwhile
      set(fileId);
      setTold(`${file.name} is uploaded, ${sized(file.size)}.`);
    } catch (caught) {
      if (latest.current !== file) return;
      setTold("");
      setError(`${file.name} was not uploaded. ${said(caught)}`);
    }
  };
  const before = value === undefined ? "" : `Uploaded before: ${shown(value)}.`;
  return (
    <>
      <input
        id={id}
        type="file"
        className="mr-input"
        onChange={({ target }) => void take(target.files?.[0])}
      />
      {error && (
        <p className="mr-error" role="alert">
          {error}
        </p>
      )}
      <p className="mr-hint" role="status">
        {told || before || `At most ${sized(mostBytes)}.`}
      </p>
    </>
  );
}

function JsonInputs({ inputs, set }: { inputs: JsonObject; set: (inputs: JsonObject) => void }) {
  const typed = useTyped(JSON.stringify(inputs, null, 2), (read) => {
    if (read !== undefined && !isObject(read)) return "Inputs are an object.";
    set(read ?? {});
    return undefined;
  });
  return (
    <div className="mr-field">
      <textarea
        className="mr-input mr-text"
        aria-label="Inputs as JSON"
        rows={8}
        spellCheck={false}
        value={typed.text}
        onChange={({ target }) => typed.change(target.value)}
      />
      {typed.error && <p className="mr-error">{typed.error}</p>}
    </div>
  );
}
