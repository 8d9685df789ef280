// The side panel of one step: its form, its links, its policies, and a trial of it.

import { useId, useState, type ReactNode } from "react";
import type { Api } from "./api";
import {
  fieldsOf,
  hasErrorPort,
  portsOf,
  typeOf,
  type Catalogue,
  type Field,
  type Port,
} from "./catalogue";
import { Any, Choice, Text } from "./controls";
import { addBranch, canConnect, connect, removeBranch, rename, setData, setMember } from "./edits";
import { branchesOf, edgesOf, isTrigger, nodeOf, stepOf, type Graph } from "./graph";
import { FieldView, Row } from "./fields";
import { Icon } from "./icons";
import { isError, ofField, ofStep, type Placed } from "./issues";
import { has, isObject, text, withMember, type Json, type JsonObject } from "./json";
import type { RunView } from "./run";
import type { Edit } from "./state";
import { Given, Trial } from "./trial";

interface Props {
  api: Api;
  graph: Graph;
  catalogue: Catalogue;
  issues: Placed[];
  /** The run that is watched, and what the trigger was given last. */
  run: RunView | undefined;
  inputs: JsonObject;
  edit: Edit;
  flush: () => Promise<boolean>;
  remove: (key: string) => void;
  duplicate: (key: string) => void;
  rekey: (key: string) => void;
}

export function StepPanel(props: Props & { selected: string }) {
  const { api, graph, catalogue, run, edit, selected } = props;
  const step = stepOf(graph, selected);
  if (!step) return null;
  const issues = ofStep(props.issues, selected);
  const data = isObject(step.data) ? step.data : {};
  const type = typeOf(catalogue, step.type);
  const fields = fieldsOf(type);
  const known = new Set(["branches", ...fields.map(({ name }) => name)]);
  const others = Object.keys(data).filter((name) => !known.has(name));
  const output = run?.outputs[text(step.id)];
  const show = (field: Field) => (
    <FieldView
      key={field.name}
      field={field}
      value={data[field.name]}
      issues={ofField(issues, `data/${field.name}`)}
      ask={field.source === undefined ? undefined : () => api.items(step, field.name)}
      set={(value) =>
        edit((now) => setData(now, selected, field.name, value), `${selected} ${field.name}`)
      }
    />
  );
  return (
    <form className="mr-form" onSubmit={(event) => event.preventDefault()} aria-label="Step">
      <Head {...props} step={step} issues={issues} description={type?.description ?? ""} />
      {fields.map(show)}
      {others.map((name) => show(other(name)))}
      {branchesOf(step) && <Branches graph={graph} selected={selected} edit={edit} />}
      <Links {...props} step={step} />
      {!isTrigger(step.type) && <Policies selected={selected} edit={edit} {...{ step, issues }} />}
      {output !== undefined && <Given {...{ graph, step, output, edit }} />}
      {!isTrigger(step.type) && <Trial {...props} step={step} />}
      <div className="mr-buttons">
        <button
          type="button"
          className="mr-another"
          title="Ctrl+D. Ctrl+C and Ctrl+V copy it to where you are, in another flow too."
          onClick={() => props.duplicate(selected)}
        >
          <Icon name="copy" /> Duplicate this step
        </button>
        <button type="button" className="mr-danger" onClick={() => props.remove(selected)}>
          <Icon name="bin" /> Delete this step
        </button>
      </div>
    </form>
  );
}

const other = (name: string): Field => ({
  name,
  kind: "any",
  required: false,
  description: "not a field of this type; kept as it is",
  options: [],
});

interface HeadProps {
  selected: string;
  step: JsonObject;
  issues: Placed[];
  description: string;
  edit: Edit;
  rekey: (key: string) => void;
  graph: Graph;
}

function Head({ selected, step, issues, description, edit, rekey, graph }: HeadProps) {
  const [name, output] = [useId(), useId()];
  const about = issues.filter(({ within }) => !/^(data\/|output|retry|timeout|on)/.test(within));
  return (
    <>
      <p className="mr-about">
        <strong>{text(step.type) || "no type"}</strong> {description}
      </p>
      {about.map((issue, at) => (
        <p key={at} className={isError(issue) ? "mr-error" : "mr-warning"}>
          {issue.message}
        </p>
      ))}
      <Row id={name} field={{ name: "Name", required: false, description: "" }} issues={[]}>
        <Text
          id={name}
          rows={1}
          value={step.name}
          set={(value) => edit((now) => setMember(now, selected, "name", value), `${selected} n`)}
        />
      </Row>
      <div className="mr-pair">
        <Id selected={selected} step={step} edit={edit} rekey={rekey} graph={graph} />
        {!isTrigger(step.type) && (
          <Row
            id={output}
            field={{ name: "Output variable", required: false, description: "" }}
            issues={ofField(issues, "output")}
          >
            <Text
              id={output}
              rows={1}
              value={step.output}
              set={(value) =>
                edit((now) => setMember(now, selected, "output", value), `${selected} o`)
              }
            />
          </Row>
        )}
      </div>
    </>
  );
}

function Id({ selected, step, edit, rekey, graph }: Omit<HeadProps, "issues" | "description">) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const take = () => {
    setTyped(undefined);
    const wanted = typed?.trim();
    if (!wanted || wanted === step.id) return;
    const renamed = rename(graph, selected, wanted);
    if (renamed === graph) return;
    edit(() => renamed);
    rekey(wanted);
  };
  return (
    <Row id={id} field={{ name: "Id", required: false, description: "" }} issues={[]}>
      <input
        id={id}
        className="mr-input"
        value={typed ?? text(step.id)}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </Row>
  );
}

function Links(props: Props & { selected: string; step: JsonObject }) {
  const { graph, catalogue, selected, step, edit } = props;
  const ports: Port[] = portsOf(catalogue, step);
  if (hasErrorPort(catalogue, step)) ports.push({ port: "errorNextStepId", label: "on error" });
  if (ports.length === 0) return null;
  const edges = edgesOf(graph).filter((edge) => edge.source === selected);
  const beside = graph.nodes.filter(({ key, scope }) => {
    return scope === nodeOf(graph, selected)?.scope && canConnect(graph, selected, key);
  });
  return (
    <fieldset className="mr-fieldset">
      <legend>Goes on to</legend>
      {ports.map(({ port, label }) => (
        <label key={port} className="mr-link">
          <span>{label}</span>
          <select
            className="mr-input"
            value={edges.find((edge) => edge.port === port)?.target ?? ""}
            onChange={({ target }) =>
              edit((now) => connect(now, selected, port, target.value || undefined))
            }
          >
            <option value="">the end</option>
            {beside.map(({ key, step: one }) => (
              <option key={key} value={key}>
                {isObject(one) ? text(one.name) || key : key}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}

function Branches({ graph, selected, edit }: { graph: Graph; selected: string; edit: Edit }) {
  const step = stepOf(graph, selected) ?? {};
  const branches = branchesOf(step) ?? [];
  const name = (at: number, said: string) =>
    edit(
      (now) =>
        setData(
          now,
          selected,
          "branches",
          (branchesOf(stepOf(now, selected) ?? {}) ?? []).map((one, index) =>
            index === at && isObject(one) ? { ...one, name: said } : one,
          ),
        ),
      `${selected} branch ${at}`,
    );
  return (
    <fieldset className="mr-fieldset">
      <legend>Branches</legend>
      {branches.map((one, at) => (
        <div key={at} className="mr-row mr-row-1">
          <input
            className="mr-input"
            aria-label={`Branch ${at + 1}, name`}
            value={isObject(one) ? text(one.name) : ""}
            onChange={({ target }) => name(at, target.value)}
          />
          <button
            type="button"
            className="mr-small"
            aria-label={`Remove branch ${at + 1} and its steps`}
            onClick={() => edit((now) => removeBranch(now, selected, at))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="mr-another"
        onClick={() => edit((now) => addBranch(now, selected))}
      >
        <Icon name="plus" /> Add a branch
      </button>
    </fieldset>
  );
}

const RETRY = ["maxAttempts", "backoffSeconds", "factor", "maxSeconds"];
const POLICIES = ["retry", "timeoutSeconds", "onError", "onCrash"];

function Policies(props: { selected: string; step: JsonObject; issues: Placed[]; edit: Edit }) {
  const { selected, step, issues, edit } = props;
  const id = useId();
  const retry = isObject(step.retry) ? step.retry : {};
  const found = POLICIES.flatMap((name) => ofField(issues, name));
  const set = (name: string) => (value: Json | undefined) =>
    edit((now) => setMember(now, selected, name, value), `${selected} ${name}`);
  const setRetry = (name: string) => (value: Json | undefined) => {
    const made = withMember(retry, name, value);
    set("retry")(Object.keys(made).length ? made : undefined);
  };
  const choices: [string, string[]][] = [
    ["onError", ["fail", "continue"]],
    ["onCrash", ["retry", "fail"]],
  ];
  return (
    <details
      className="mr-details"
      open={found.length > 0 || POLICIES.some((name) => has(step, name)) || undefined}
    >
      <summary>Retries, time and errors</summary>
      {found.map((issue, at) => (
        <p key={at} className="mr-error">
          {issue.message}
        </p>
      ))}
      <div className="mr-pair">
        {RETRY.map((name) => (
          <Plain key={name} name={`retry ${name}`} id={`${id}-${name}`}>
            <Any id={`${id}-${name}`} rows={1} value={retry[name]} set={setRetry(name)} />
          </Plain>
        ))}
        <Plain name="timeoutSeconds" id={`${id}-timeout`}>
          <Any
            id={`${id}-timeout`}
            rows={1}
            value={step.timeoutSeconds}
            set={set("timeoutSeconds")}
          />
        </Plain>
        {choices.map(([name, options]) => (
          <Plain key={name} name={name} id={`${id}-${name}`}>
            <Choice id={`${id}-${name}`} value={step[name]} set={set(name)} options={options} />
          </Plain>
        ))}
      </div>
    </details>
  );
}

function Plain(props: { name: string; id: string; children: ReactNode }) {
  const field = { name: props.name, required: false, description: "" };
  return (
    <Row id={props.id} field={field} issues={[]}>
      {props.children}
    </Row>
  );
}

