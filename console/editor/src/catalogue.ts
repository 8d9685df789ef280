// What `GET /v1/flow/preferences` tells, as the editor uses it.

import { casePort, casesOf, isTrigger } from "./graph";
import { isObject, shown, text, type Json, type JsonObject } from "./json";

export interface StepType {
  type: string;
  description?: string;
  isLoop?: boolean;
  waits?: boolean;
  links?: string[];
  schema?: JsonObject;
  /** What people call it where its type says nothing to them. */
  label?: string;
}

export interface Catalogue {
  steps: StepType[];
  triggers: StepType[];
  limits: { fileBytes: number };
}

export type Kind = "text" | "number" | "boolean" | "choice" | "json" | "any";

export interface Field {
  name: string;
  kind: Kind;
  required: boolean;
  description: string;
  options: string[];
  minimum?: number;
  maximum?: number;
  /** Whether an object or an array is wanted, where the kind is json. */
  shape?: string;
  /** What the workspace has to choose from, such as "flows" or "secrets". */
  source?: string;
}

export function typeOf(catalogue: Catalogue, type: Json | undefined): StepType | undefined {
  return [...catalogue.steps, ...catalogue.triggers].find((one) => one.type === type);
}

export function fieldsOf(type: StepType | undefined): Field[] {
  const schema = type?.schema;
  if (!schema || !isObject(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties)
    .filter(([name]) => name !== "branches")
    .map(([name, one]) => fieldOf(name, isObject(one) ? one : {}, required.includes(name)));
}

function fieldOf(name: string, schema: JsonObject, required: boolean): Field {
  const choices = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  const typed = isObject(choices[0]) ? choices[0] : schema;
  const options = Array.isArray(typed.enum) ? typed.enum.map(shown) : [];
  return {
    name,
    kind: kindOf(typed, options),
    required,
    description: text(schema.description),
    options,
    minimum: typeof typed.minimum === "number" ? typed.minimum : undefined,
    maximum: typeof typed.maximum === "number" ? typed.maximum : undefined,
    shape: text(typed.type) || undefined,
    source: text(schema["x-chosenFrom"]) || undefined,
  };
}

function kindOf(typed: JsonObject, options: string[]): Kind {
  if (options.length) return "choice";
  switch (typed.type) {
    case "string":
      return "text";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "object":
    case "array":
      return "json";
    default:
      return "any";
  }
}

export interface Port {
  port: string;
  label: string;
}

const LABELS: Record<string, string> = {
  nextStepId: "next",
  elseNextStepId: "no",
  rejectNextStepId: "rejected",
  errorNextStepId: "on error",
};

/** Return the ways that lead on from a step; one it has beyond those of its type is shown too. */
export function portsOf(catalogue: Catalogue, step: JsonObject): Port[] {
  const type = typeOf(catalogue, step.type);
  const names = [...(isTrigger(step.type) ? ["nextStepId"] : (type?.links ?? ["nextStepId"]))];
  for (const name of Object.keys(step)) {
    const isLink = name.endsWith("StepId") && typeof step[name] === "string" && step[name] !== "";
    if (isLink && !names.includes(name) && name !== "errorNextStepId") names.push(name);
  }
  const cases = casesOf(step).map((one, index) => ({
    port: casePort(index),
    label: shown(isObject(one) ? one.value : undefined) || `case ${index + 1}`,
  }));
  return [...cases, ...names.map((port) => ({ port, label: labelOf(step, port) }))];
}

export function labelOf(step: JsonObject, port: string): string {
  if (port === "nextStepId") {
    if (step.type === "condition") return "yes";
    if (step.type === "switch") return "otherwise";
    if (step.type === "user-approval") return "approved";
  }
  return LABELS[port] ?? port.replace(/NextStepId$|StepId$/, "");
}

/** Tell whether a step may lead somewhere when it fails. */
export function hasErrorPort(catalogue: Catalogue, step: JsonObject): boolean {
  if (isTrigger(step.type)) return false;
  const links = typeOf(catalogue, step.type)?.links;
  return links === undefined || links.length > 0 || typeof step.errorNextStepId === "string";
}

const GROUPS: [name: string, types: string[]][] = [
  ["Logic", ["condition", "switch", "each", "while", "parallel", "set", "delay", "run-flow"]],
  ["People", ["user-approval", "show-form", "client-tool", "wait"]],
  ["Services", ["http-request", "tool", "ask-llm", "extract-data", "code", "nodejs"]],
  ["Conversation", ["add-widget-to-message", "end-session"]],
  ["Ends", ["final", "fail"]],
];

export function groupOf(type: Json | undefined): string {
  if (isTrigger(type)) return "Triggers";
  return GROUPS.find(([, types]) => types.includes(String(type)))?.[0] ?? "Others";
}

/** Return the palette: groups in order, each with its types, those that a search finds. */
export function palette(catalogue: Catalogue, search: string): [string, StepType[]][] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = (one: StepType) => {
    const said = `${one.type} ${one.label ?? ""} ${one.description ?? ""}`.toLowerCase();
    return words.every((word) => said.includes(word));
  };
  const order = ["Triggers", ...GROUPS.map(([name]) => name), "Others"];
  const rank = (one: StepType) => {
    const types = GROUPS.flatMap(([, names]) => names);
    return types.indexOf(one.type);
  };
  return order
    .map((group): [string, StepType[]] => {
      const all = group === "Triggers" ? catalogue.triggers : catalogue.steps;
      const found = all.filter((one) => groupOf(one.type) === group && isFound(one));
      return [group, found.sort((a, b) => rank(a) - rank(b))];
    })
    .filter(([, types]) => types.length > 0);
}
