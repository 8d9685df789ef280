// Lists and objects that people fill in as rows, each cell a text.

import type { Field } from "./catalogue";
import { has, isObject, meant, shown, withMember, type Json, type JsonObject } from "./json";

export interface Column {
  name: string;
  /** "json": a text that may be any JSON; "text": a text and nothing else. */
  kind: "json" | "text" | "flag" | "choice";
  options?: readonly string[];
  wide?: boolean;
}

const INPUT_TYPES = ["string", "number", "integer", "boolean", "object", "array", "file"] as const;
const OPERATORS = [
  ...["equals", "notEquals", "greaterThan", "greaterThanOrEqual"],
  ...["lessThan", "lessThanOrEqual"],
  ...["contains", "notContains", "in", "startsWith", "endsWith"],
  ...["isEmpty", "isNotEmpty", "isTrue", "isFalse"],
];

const INPUTS: Column[] = [
  { name: "name", kind: "text" },
  { name: "type", kind: "choice", options: INPUT_TYPES },
  { name: "required", kind: "flag" },
  { name: "label", kind: "text" },
  { name: "description", kind: "text" },
  { name: "default", kind: "json" },
  { name: "options", kind: "json" },
];

const LISTS: Record<string, Column[]> = {
  outputs: [
    { name: "name", kind: "text" },
    { name: "output", kind: "json", wide: true },
  ],
  values: [
    { name: "name", kind: "text" },
    { name: "value", kind: "json", wide: true },
  ],
  cases: [{ name: "value", kind: "json", wide: true }],
  conditions: [
    { name: "left", kind: "json" },
    { name: "operator", kind: "text", options: OPERATORS },
    { name: "right", kind: "json" },
  ],
  messages: [
    { name: "role", kind: "text", options: ["user", "assistant", "system"] },
    { name: "content", kind: "json", wide: true },
  ],
  parameters: [
    { name: "key", kind: "text" },
    { name: "value", kind: "json", wide: true },
  ],
  fields: INPUTS,
};

const PAIRS = new Set([
  ...["headers", "query", "inputs", "parameters", "values", "auth", "initialState"],
]);

/** Return the columns of a list's rows, undefined for what rows can't hold. */
export function columnsOf(field: Field, value: Json | undefined): Column[] | undefined {
  const columns = LISTS[field.name];
  if (!columns) return undefined;
  if (value === undefined) return field.shape === "object" ? undefined : columns;
  return Array.isArray(value) && value.every(isObject) ? columns : undefined;
}

/** Tell whether a value is filled in as names and values. */
export function isPairs(field: Field, value: Json | undefined): boolean {
  if (!PAIRS.has(field.name)) return false;
  return value === undefined ? field.shape === "object" : isObject(value);
}

export function cell(row: JsonObject, column: Column): string {
  const value = row[column.name];
  if (column.kind === "json") return shown(value);
  return typeof value === "string" ? value : shown(value);
}

export function withCell(row: JsonObject, column: Column, said: string): JsonObject {
  if (column.kind === "json") return withMember(row, column.name, meant(said));
  const isCleared = said === "" && column.name !== "name";
  return withMember(row, column.name, isCleared ? undefined : said);
}

/** Give one member of an object another name, where it stands; a name that is taken stays free. */
export function renamed(object: JsonObject, old: string, name: string): JsonObject {
  if (old === name || has(object, name)) return object;
  const members = Object.entries(object).map(([one, value]) => [one === old ? name : one, value]);
  return Object.fromEntries(members) as JsonObject;
}

export function freeName(object: JsonObject): string {
  let name = "name";
  for (let number = 2; has(object, name); number += 1) name = `name${number}`;
  return name;
}
