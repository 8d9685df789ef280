// A definition laid flat: every step a node that knows its scope, every link an edge.
//
// A node keeps its step as it stands, unknown fields included; only the steps within it are
// taken out, each list leaving an empty one in its place. So nesting them again gives back the
// definition, member by member.

import { isObject, type Json, type JsonObject } from "./json";

export interface GraphNode {
  /** The step's id where that is usable, else a name nobody has. */
  key: string;
  /** "" at the top, else where it stands: see bodyScope and branchScope. */
  scope: string;
  step: Json;
}

export interface Graph {
  /** The definition without its steps. */
  rest: JsonObject;
  nodes: GraphNode[];
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  /** Which link of the step it is: "nextStepId", …, or "data/cases/0" of a switch. */
  port: string;
}

export const TOP = "";
export const bodyScope = (key: string) => `${key}/steps`;
export const branchScope = (key: string, index: number) => `${key}/branches/${index}`;
const CASE = "data/cases/";
export const casePort = (index: number) => `${CASE}${index}`;
export const indexOfCase = (port: string) => Number(port.slice(CASE.length));

export function caseOf(port: string): number | undefined {
  const found = /^data\/cases\/(\d+)$/.exec(port);
  return found ? Number(found[1]) : undefined;
}

export function toGraph(definition: JsonObject): Graph {
  const steps = definition.steps;
  if (!Array.isArray(steps)) return { rest: definition, nodes: [] };
  const nodes: GraphNode[] = [];
  flatten(steps, TOP, nodes, new Set());
  return { rest: { ...definition, steps: [] }, nodes };
}

function flatten(steps: Json[], scope: string, nodes: GraphNode[], taken: Set<string>): void {
  for (const raw of steps) {
    const key = keyFor(raw, taken);
    taken.add(key);
    if (!isObject(raw)) {
      nodes.push({ key, scope, step: raw });
      continue;
    }
    const step = { ...raw };
    nodes.push({ key, scope, step });
    if (Array.isArray(raw.steps)) {
      step.steps = [];
      flatten(raw.steps, bodyScope(key), nodes, taken);
    }
    const branches = branchesOf(raw);
    if (branches === undefined) continue;
    const emptied = branches.map((one) => (hasSteps(one) ? { ...one, steps: [] } : one));
    step.data = { ...(raw.data as JsonObject), branches: emptied };
    branches.forEach((one, index) => {
      if (hasSteps(one)) flatten(one.steps, branchScope(key, index), nodes, taken);
    });
  }
}

function keyFor(raw: Json, taken: Set<string>): string {
  const id = isObject(raw) ? raw.id : undefined;
  if (typeof id === "string" && id !== "" && !taken.has(id)) return id;
  let number = taken.size;
  while (taken.has(`#${number}`)) number += 1;
  return `#${number}`;
}

/** Return the branches of a step, undefined where it has none. */
export function branchesOf(step: Json): Json[] | undefined {
  if (!isObject(step) || step.type !== "parallel" || !isObject(step.data)) return undefined;
  return Array.isArray(step.data.branches) ? step.data.branches : undefined;
}

function hasSteps(branch: Json): branch is JsonObject & { steps: Json[] } {
  return isObject(branch) && Array.isArray(branch.steps);
}

export function toDefinition(graph: Graph): JsonObject {
  if (!Array.isArray(graph.rest.steps)) return graph.rest;
  const byScope = scopes(graph);
  const nested = (scope: string): Json[] =>
    (byScope.get(scope) ?? []).map(({ key, step }) => {
      if (!isObject(step)) return step;
      const whole = { ...step };
      if (Array.isArray(step.steps)) whole.steps = nested(bodyScope(key));
      const branches = branchesOf(step);
      if (branches !== undefined) {
        const filled = branches.map((one, index) =>
          hasSteps(one) ? { ...one, steps: nested(branchScope(key, index)) } : one,
        );
        whole.data = { ...(step.data as JsonObject), branches: filled };
      }
      return whole;
    });
  return { ...graph.rest, steps: nested(TOP) };
}

/** Return the nodes of each scope, in order. */
export function scopes(graph: Graph): Map<string, GraphNode[]> {
  const found = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const beside = found.get(node.scope);
    if (beside) beside.push(node);
    else found.set(node.scope, [node]);
  }
  return found;
}

/** Return the links that lead to a step beside the one they leave; the others are issues. */
export function edgesOf(graph: Graph): Edge[] {
  const edges: Edge[] = [];
  for (const beside of scopes(graph).values()) {
    const keys = new Map<string, string>();
    for (const { key, step } of beside) {
      const id = isObject(step) ? step.id : undefined;
      if (typeof id === "string" && !keys.has(id)) keys.set(id, key);
    }
    for (const { key, step } of beside) {
      for (const [port, id] of linksOf(step)) {
        const target = keys.get(id);
        if (target !== undefined) edges.push({ id: `${key}:${port}`, source: key, target, port });
      }
    }
  }
  return edges;
}

/** Return every link that a step states, whether or not it leads anywhere. */
export function linksOf(step: Json): [port: string, id: string][] {
  if (!isObject(step)) return [];
  const found: [string, string][] = [];
  for (const [name, value] of Object.entries(step)) {
    if (name.endsWith("StepId") && typeof value === "string" && value) found.push([name, value]);
  }
  casesOf(step).forEach((one, index) => {
    if (isObject(one) && typeof one.nextStepId === "string" && one.nextStepId) {
      found.push([casePort(index), one.nextStepId]);
    }
  });
  return found;
}

export function casesOf(step: Json): Json[] {
  if (!isObject(step) || step.type !== "switch" || !isObject(step.data)) return [];
  return Array.isArray(step.data.cases) ? step.data.cases : [];
}

export function nodeOf(graph: Graph, key: string | undefined): GraphNode | undefined {
  return graph.nodes.find((node) => node.key === key);
}

export function stepOf(graph: Graph, key: string | undefined): JsonObject | undefined {
  const step = nodeOf(graph, key)?.step;
  return isObject(step) ? step : undefined;
}

/** Tell whether there is such a scope: its step may be gone, or a branch of it. */
export function hasScope(graph: Graph, scope: string): boolean {
  const owner = ownerOf(scope);
  if (owner === undefined) return scope === TOP;
  const step = stepOf(graph, owner);
  if (scope === bodyScope(owner)) return Array.isArray(step?.steps);
  const branches = step ? branchesOf(step) : undefined;
  return (branches ?? []).some((one, index) => hasSteps(one) && scope === branchScope(owner, index));
}

/** Return the key of the step around a scope, undefined at the top. */
export function ownerOf(scope: string): string | undefined {
  const found = /^(.*)\/(?:steps|branches\/\d+)$/s.exec(scope);
  return found?.[1];
}

export const isTrigger = (type: Json | undefined): boolean =>
  typeof type === "string" &&
  (["api", "form", "schedule", "peer.message", "peer.action"].includes(type) ||
    type.startsWith("webhook."));
