// JSON as the wire has it, and how one value of it is shown in a text field.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function parsed(said: string): Json | undefined {
  try {
    return JSON.parse(said) as Json;
  } catch {
    return undefined;
  }
}

/** Show a value: a text as it is, unless it could be taken for a number or the like. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  return value === "" || parsed(value) !== undefined ? JSON.stringify(value) : value;
}

/** Read what a person typed: JSON where it is JSON, else a text; nothing is no value. */
export function meant(said: string): Json | undefined {
  if (said === "") return undefined;
  const value = parsed(said);
  return value === undefined ? said : value;
}

export function has(object: JsonObject, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}

/** Return the object with one member set, in its old place if it had one; undefined removes it. */
export function withMember(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([one]) => one !== name));
  }
  return { ...object, [name]: value };
}
