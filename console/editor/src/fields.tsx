// One control for each field of a step, by what its schema says.

import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Item } from "./api";
import type { Field } from "./catalogue";
import { Icon } from "./icons";
import { isError, type Placed } from "./issues";
import { isObject, meant, shown, withMember, type Json, type JsonObject } from "./json";
import { cell, columnsOf, freeName, isPairs, renamed, withCell, type Column } from "./rows";

type Set = (value: Json | undefined) => void;

interface FieldProps {
  field: Field;
  value: Json | undefined;
  set: Set;
  issues: Placed[];
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
  issues: Placed[];
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

interface Simple {
  id: string;
  value: Json | undefined;
  set: Set;
}

/** Choices that are only offered: any text goes, a template too. */
function Offered(props: Simple & { offered: Item[]; isText: boolean }) {
  const { id, value, set, offered, isText } = props;
  const said = typeof value === "string" ? value : shown(value);
  const chosen = offered.find((one) => one.value === value && one.label !== said);
  return (
    <>
      <input
        id={id}
        className="mr-input"
        list={`${id}-list`}
        value={said}
        onChange={({ target }) =>
          set(isText ? target.value || undefined : valueOf(target.value, offered))
        }
      />
      <Choices id={`${id}-list`} offered={offered} />
      {chosen && <p className="mr-hint mr-chosen">{chosen.label}</p>}
    </>
  );
}

/** Return the choice that was meant, else the text: half a number is none yet. */
function valueOf(said: string, offered: Item[]): Json | undefined {
  const chosen = offered.find((one) => String(one.value) === said);
  return said === "" ? undefined : (chosen?.value ?? meant(said));
}

function Choices({ id, offered }: { id: string; offered: Item[] }) {
  return (
    <datalist id={id}>
      {offered.map(({ value, label }) => (
        <option key={String(value)} value={String(value)} label={label} />
      ))}
    </datalist>
  );
}

export function Text({ id, value, set, rows }: Simple & { rows: number }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const said = typeof value === "string" ? value : shown(value);
  useEffect(() => fit(box.current), [said]);
  return (
    <textarea
      ref={box}
      id={id}
      className="mr-input mr-text"
      rows={rows}
      spellCheck={false}
      value={said}
      onChange={({ target }) => set(target.value === "" ? undefined : target.value)}
    />
  );
}

function fit(box: HTMLTextAreaElement | null): void {
  if (!box || box.scrollHeight === 0) return; // not shown yet, so it has no height to fit
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 320)}px`;
}

export function Choice({ id, value, set, options }: Simple & { options: readonly string[] }) {
  const said = value === undefined ? "" : typeof value === "string" ? value : shown(value);
  const isBoolean = options[0] === "true";
  const known = said === "" || options.includes(said) ? options : [...options, said];
  return (
    <select
      id={id}
      className="mr-input"
      value={said}
      onChange={({ target }) =>
        set(target.value && isBoolean ? target.value === "true" : target.value || undefined)
      }
    >
      <option value="">not set</option>
      {known.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}

/** Any JSON: what is typed stays as it was typed, as long as it means what the value is. */
export function Any(props: Simple & { rows: number; placeholder?: string }) {
  const { id, value, set, rows, placeholder } = props;
  const [typed, setTyped] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  const isDeep = typeof value === "object" && value !== null;
  const otherwise = isDeep ? JSON.stringify(value, null, 2) : shown(value);
  const said = typed !== undefined && isMeant(typed, value) ? typed : otherwise;
  useEffect(() => fit(box.current), [said]);
  return (
    <textarea
      ref={box}
      id={id}
      className="mr-input mr-text"
      rows={rows}
      placeholder={placeholder}
      spellCheck={false}
      value={said}
      onChange={({ target }) => {
        setTyped(target.value);
        set(meaning(target.value));
      }}
    />
  );
}

const meaning = (typed: string) => meant(typed.trim() === "" ? "" : typed);
const isMeant = (typed: string, value: Json | undefined) =>
  JSON.stringify(meaning(typed)) === JSON.stringify(value);

function Rows(props: { label: string; columns: Column[]; rows: JsonObject[]; set: Set }) {
  const { label, columns, rows, set } = props;
  const change = (at: number, row: JsonObject) =>
    set(rows.map((one, index) => (index === at ? row : one)));
  return (
    <div className="mr-rows" role="group" aria-label={label}>
      {rows.map((row, at) => (
        <div key={at} className={`mr-row mr-row-${Math.min(columns.length, 4)}`}>
          {columns.map((column) => (
            <Cell
              key={column.name}
              column={column}
              name={`${label} ${at + 1}, ${column.name}`}
              row={row}
              set={(changed) => change(at, changed)}
            />
          ))}
          <Remove
            name={`${label} ${at + 1}`}
            act={() => {
              const left = rows.filter((_, index) => index !== at);
              set(left.length ? left : undefined);
            }}
          />
        </div>
      ))}
      <Another act={() => set([...rows, fresh(columns)])} name={label} />
    </div>
  );
}

const fresh = (columns: Column[]): JsonObject =>
  columns[0]?.name === "name" ? { name: "" } : {};

interface CellProps {
  column: Column;
  name: string;
  row: JsonObject;
  set: (row: JsonObject) => void;
  offered?: Item[];
}

function Cell({ column, name, row, set }: CellProps) {
  const id = useId();
  if (column.kind === "flag") {
    return (
      <label className="mr-flag">
        <input
          type="checkbox"
          checked={row[column.name] === true}
          onChange={({ target }) => set(withMember(row, column.name, target.checked || undefined))}
        />
        {column.name}
      </label>
    );
  }
  if (column.kind === "choice") {
    const options = column.options ?? [];
    return (
      <span aria-label={name}>
        <Choice
          id={id}
          value={row[column.name]}
          set={(value) => set(withMember(row, column.name, value))}
          options={options}
        />
      </span>
    );
  }
  return <Typed {...{ column, name, row, set }} />;
}

function Typed({ column, name, row, set, offered }: CellProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const isJson = column.kind === "json" && typed !== undefined;
  const isStill = isJson && isMeant(typed, row[column.name]);
  const choices = offered ?? column.options?.map((value) => ({ value, label: value }));
  return (
    <>
      <input
        className={column.wide ? "mr-input mr-wide" : "mr-input"}
        aria-label={name}
        placeholder={column.name}
        list={choices && `${id}-list`}
        value={isStill ? typed : cell(row, column)}
        onChange={({ target }) => {
          setTyped(target.value);
          set(withCell(row, column, target.value));
        }}
      />
      {choices && <Choices id={`${id}-list`} offered={choices} />}
    </>
  );
}

const VALUE: Column = { name: "value", kind: "json", wide: true };

interface PairsProps {
  label: string;
  object: JsonObject;
  set: Set;
  offered: Item[];
}

function Pairs({ label, object, set, offered }: PairsProps) {
  return (
    <div className="mr-rows" role="group" aria-label={label}>
      {Object.entries(object).map(([name, value], at) => (
        <div key={at} className="mr-row mr-row-2">
          <input
            className="mr-input"
            aria-label={`${label} ${at + 1}, name`}
            value={name}
            onChange={({ target }) => set(renamed(object, name, target.value))}
          />
          <Typed
            column={VALUE}
            name={`${label} ${at + 1}, value`}
            row={{ value }}
            offered={offered.length ? offered : undefined}
            set={(row) => set({ ...object, [name]: row.value ?? "" })}
          />
          <Remove
            name={`${label} ${name}`}
            act={() => {
              const left = withMember(object, name, undefined);
              set(Object.keys(left).length ? left : undefined);
            }}
          />
        </div>
      ))}
      <Another act={() => set({ ...object, [freeName(object)]: "" })} name={label} />
    </div>
  );
}

function Remove({ name, act }: { name: string; act: () => void }) {
  return (
    <button type="button" className="mr-small" aria-label={`Remove ${name}`} onClick={act}>
      <Icon name="close" />
    </button>
  );
}

function Another({ act, name }: { act: () => void; name: string }) {
  return (
    <button type="button" className="mr-another" onClick={act} aria-label={`Add to ${name}`}>
      <Icon name="plus" /> Add
    </button>
  );
}
