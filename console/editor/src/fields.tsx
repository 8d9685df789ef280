// One control for each field of a step, by what its schema says.

import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Item } from "./api";
import type { Field } from "./catalogue";
import { Any, Choice, Offered, Text, type Set } from "./controls";
import { isError, type Issue } from "./issues";
import { isObject, type Json, type JsonObject } from "./json";
import { Pairs, Rows } from "./lists";
import { columnsOf, isPairs } from "./rows";

interface FieldProps {
  field: Field;
  value: Json | undefined;
  set: Set;
  issues: Issue[];
  /** Ask what may be chosen; where it is missing nothing is. */
  ask?: () => Promise<Item[]>;
}

export function FieldView({ field, value, set, issues, ask }: FieldProps) {
  const id = useId();
  const [offered, look] = useOffered(ask);
  const columns = columnsOf(field, value);
  const props = { id, field, value, set, offered: ask && offered };
  const isList = columns !== undefined || isPairs(field, value);
  return (
    <Row id={isList ? undefined : id} field={field} issues={issues} onEnter={look}>
      {columns ? (
        <Rows label={field.name} columns={columns} rows={(value ?? []) as JsonObject[]} set={set} />
      ) : isPairs(field, value) ? (
        <Pairs
          label={field.name}
          object={isObject(value) ? value : {}}
          set={set}
          offered={offered}
        />
      ) : (
        <Control {...props} />
      )}
    </Row>
  );
}

/** Ask when the field is shown and when somebody turns to it: others make connections meanwhile. */
function useOffered(ask: FieldProps["ask"]): [offered: Item[], look: () => void] {
  const [offered, setOffered] = useState<Item[]>([]);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const look = useCallback(() => {
    // Without choices the field takes any text, as it does anyhow.
    latest.current?.().then(setOffered, () => setOffered([]));
  }, []);
  useEffect(look, [look]);
  return [offered, look];
}

export function Row(props: {
  id?: string;
  field: Pick<Field, "name" | "required" | "description">;
  issues: Issue[];
  /** Called when somebody turns to the field, not for each part of it. */
  onEnter?: () => void;
  children: ReactNode;
}) {
  const { id, field, issues, onEnter, children } = props;
  const label = (
    <>
      {field.name}
      {field.required && <span className="mr-required"> required</span>}
    </>
  );
  return (
    <div
      className="mr-field"
      data-field={field.name}
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onEnter?.();
      }}
    >
      {id ? <label htmlFor={id}>{label}</label> : <span className="mr-label">{label}</span>}
      {children}
      {field.description && <p className="mr-hint">{field.description}</p>}
      {issues.map((issue, at) => (
        <p key={at} className={isError(issue) ? "mr-error" : "mr-warning"}>
          {issue.message}
        </p>
      ))}
    </div>
  );
}

interface ControlProps extends Omit<FieldProps, "issues" | "ask"> {
  id: string;
  offered: Item[] | undefined;
}

function Control({ id, field, value, set, offered }: ControlProps) {
  const isTemplate = typeof value === "string" && value.includes("{{");
  if (offered && (field.kind === "text" || field.kind === "any")) {
    return <Offered {...{ id, value, set, offered }} isText={field.kind === "text"} />;
  }
  if (field.kind === "text") {
    const isLong = /^(code|prompt|system|message|text|expression|condition)$/.test(field.name);
    return <Text id={id} value={value} set={set} rows={isLong ? 4 : 1} />;
  }
  if (field.kind === "choice" && !isTemplate) {
    return <Choice id={id} value={value} set={set} options={field.options} />;
  }
  if (field.kind === "boolean" && !isTemplate) {
    return <Choice id={id} value={value} set={set} options={["true", "false"]} />;
  }
  const example = field.shape === "array" ? "[ … ]" : field.shape === "object" ? "{ … }" : "";
  const rows = field.kind === "json" ? 2 : 1;
  return <Any id={id} value={value} set={set} rows={rows} placeholder={example} />;
}
