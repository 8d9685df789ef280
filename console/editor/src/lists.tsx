// Fields that are filled in as rows: lists of objects, and names with values.

import { useId, useState, type ReactNode } from "react";
import type { Item } from "./api";
import { Choice, Choices, isMeant, type Set } from "./controls";
import { Icon } from "./icons";
import { has, withMember, type JsonObject } from "./json";
import { cell, freeName, renamed, withCell, type Column } from "./rows";

interface ListProps {
  label: string;
  columns: number;
  rows: { name: string; cells: ReactNode; remove: () => void }[];
  add: () => void;
}

/** Rows of cells, each to be taken away, and a button for another. */
function List({ label, columns, rows, add }: ListProps) {
  return (
    <div className="mr-rows" role="group" aria-label={label}>
      {rows.map(({ name, cells, remove }, at) => (
        <div key={at} className={`mr-row mr-row-${Math.min(columns, 4)}`}>
          {cells}
          <button
            type="button"
            className="mr-small"
            aria-label={`Remove ${name}`}
            onClick={remove}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="mr-another"
        onClick={add}
        aria-label={`Add to ${label}`}
      >
        <Icon name="plus" /> Add
      </button>
    </div>
  );
}

interface RowsProps {
  label: string;
  columns: Column[];
  rows: JsonObject[];
  set: Set;
}

export function Rows({ label, columns, rows, set }: RowsProps) {
  const change = (at: number, row: JsonObject) =>
    set(rows.map((one, index) => (index === at ? row : one)));
  const shown = rows.map((row, at) => ({
    name: `${label} ${at + 1}`,
    cells: columns.map((column) => (
      <Cell
        key={column.name}
        column={column}
        name={`${label} ${at + 1}, ${column.name}`}
        row={row}
        set={(changed) => change(at, changed)}
      />
    )),
    remove: () => {
      const left = rows.filter((_, index) => index !== at);
      set(left.length ? left : undefined);
    },
  }));
  const add = () => set([...rows, fresh(columns)]);
  return <List label={label} columns={columns.length} rows={shown} add={add} />;
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

interface NameProps {
  label: string;
  object: JsonObject;
  name: string;
  set: Set;
}

/** A member's name: what another member is called stays as it was typed, until it is free. */
function Name({ label, object, name, set }: NameProps) {
  const [typed, setTyped] = useState(name);
  const isTaken = typed !== name && has(object, typed);
  return (
    <>
      <input
        className="mr-input"
        aria-label={label}
        aria-invalid={isTaken || undefined}
        value={isTaken ? typed : name}
        onChange={({ target }) => {
          setTyped(target.value);
          set(renamed(object, name, target.value));
        }}
      />
      {isTaken && (
        <p className="mr-error" role="alert">
          {typed} is there already: this one is still called {name}.
        </p>
      )}
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

export function Pairs({ label, object, set, offered }: PairsProps) {
  const shown = Object.entries(object).map(([name, value], at) => ({
    name: `${label} ${name}`,
    cells: (
      <>
        <Name label={`${label} ${at + 1}, name`} {...{ object, name, set }} />
        <Typed
          column={VALUE}
          name={`${label} ${at + 1}, value`}
          row={value === "" ? {} : { value }}
          offered={offered.length ? offered : undefined}
          set={(row) => set({ ...object, [name]: row.value ?? "" })}
        />
      </>
    ),
    remove: () => {
      const left = withMember(object, name, undefined);
      set(Object.keys(left).length ? left : undefined);
    },
  }));
  const add = () => set({ ...object, [freeName(object)]: "" });
  return <List label={label} columns={2} rows={shown} add={add} />;
}
