// What a person can do to a graph. Every function returns a new graph and leaves the old one.

import {
  TOP,
  bodyScope,
  branchScope,
  branchesOf,
  caseOf,
  casesOf,
  edgesOf,
  isTrigger,
  linksOf,
  nodeOf,
  ownerOf,
  stepOf,
  toDefinition,
  toGraph,
  type Graph,
  type GraphNode,
} from "./graph";
import { has, isObject, text, withMember, type Json, type JsonObject } from "./json";

export function setStep(graph: Graph, key: string, step: JsonObject): Graph {
  const nodes = graph.nodes.map((node) => (node.key === key ? { ...node, step } : node));
  return { ...graph, nodes };
}

export function setMember(graph: Graph, key: string, name: string, value?: Json): Graph {
  const step = stepOf(graph, key);
  return step ? setStep(graph, key, withMember(step, name, value)) : graph;
}

export function setData(graph: Graph, key: string, name: string, value?: Json): Graph {
  const step = stepOf(graph, key);
  if (!step) return graph;
  const data = isObject(step.data) ? step.data : {};
  return setStep(graph, key, { ...step, data: withMember(data, name, value) });
}

/** Lead a link to a step, or nowhere; one that would leave its scope changes nothing. */
export function connect(graph: Graph, source: string, port: string, target?: string): Graph {
  const [from, to] = [nodeOf(graph, source), nodeOf(graph, target)];
  const step = stepOf(graph, source);
  if (!from || !step || !mayConnect(from, to, target)) return graph;
  const id = to && isObject(to.step) ? to.step.id : undefined;
  const index = caseOf(port);
  if (index === undefined) return setMember(graph, source, port, id);
  const cases = casesOf(step).map((one, at) =>
    at === index && isObject(one) ? withMember(one, "nextStepId", id) : one,
  );
  return setData(graph, source, "cases", cases);
}

function mayConnect(from: GraphNode, to: GraphNode | undefined, target?: string): boolean {
  if (target === undefined) return true;
  if (to === undefined || to.scope !== from.scope || !isObject(to.step)) return false;
  return !isTrigger(to.step.type) && typeof to.step.id === "string";
}

export function canConnect(graph: Graph, source: string, target: string): boolean {
  const from = nodeOf(graph, source);
  return from !== undefined && mayConnect(from, nodeOf(graph, target), target);
}

/** Take steps out, with all that is within them; what led to one now leads where it led. */
export function remove(graph: Graph, keys: readonly string[]): Graph {
  let left = graph;
  for (const key of keys) left = removeOne(left, key);
  return left;
}

function removeOne(graph: Graph, key: string): Graph {
  const gone = stepOf(graph, key);
  const next = edgesOf(graph).find((edge) => edge.source === key && edge.port === "nextStepId");
  const follows = next && next.target !== key ? next.target : undefined;
  let left = graph;
  for (const edge of edgesOf(graph)) {
    if (edge.target === key) left = connect(left, edge.source, edge.port, follows);
  }
  const within = (node: GraphNode) => node.key === key || isWithin(graph, node.scope, key);
  const ids = left.nodes.filter(within).map(({ step }) => (isObject(step) ? text(step.id) : ""));
  const nodes = left.nodes.filter((node) => !within(node));
  return gone ? withoutPins({ ...left, nodes }, ids) : { ...left, nodes };
}

/** Tell whether a scope is inside a step, however deep. */
export function isWithin(graph: Graph, scope: string, owner: string): boolean {
  for (let at = ownerOf(scope); at !== undefined; at = ownerOf(nodeOf(graph, at)?.scope ?? "")) {
    if (at === owner) return true;
  }
  return false;
}

function withoutPins(graph: Graph, ids: string[]): Graph {
  const pins = graph.rest.pins;
  if (!isObject(pins) || !ids.some((id) => has(pins, id))) return graph;
  const kept = Object.entries(pins).filter(([id]) => !ids.includes(id));
  const value = kept.length ? Object.fromEntries(kept) : undefined;
  return { ...graph, rest: withMember(graph.rest, "pins", value) };
}

export function setPin(graph: Graph, id: string, value?: Json): Graph {
  if (value === undefined) return withoutPins(graph, [id]);
  const pins = isObject(graph.rest.pins) ? graph.rest.pins : {};
  return { ...graph, rest: { ...graph.rest, pins: { ...pins, [id]: value } } };
}

// Where they lead is what they do: a result alone does not say it.
const DECIDING = ["condition", "switch", "final", "fail"];

export const canPin = (type: Json | undefined): boolean =>
  !isTrigger(type) && !DECIDING.includes(text(type));

export interface Place {
  scope: string;
  /** The step it comes after; it takes the first link of that which is free. */
  after?: string;
}

/** Put a new step in; between two where the one before it led on already. */
export function add(
  graph: Graph,
  type: string,
  place: Place,
  links: (type: string) => readonly string[],
): { graph: Graph; key: string } {
  const ids = new Set(graph.nodes.map(({ step }) => (isObject(step) ? step.id : undefined)));
  const step = newStep(type, ids);
  const key = text(step.id);
  const scope = isTrigger(type) ? TOP : place.scope;
  const beside = graph.nodes.filter((node) => node.scope === scope);
  const node = { key, scope, step };
  const nodes = placed(graph.nodes, node, isTrigger(type) ? undefined : place.after);
  let made: Graph = { rest: { ...graph.rest, steps: [] }, nodes };
  const before = nodeOf(graph, place.after);
  if (isTrigger(type)) {
    const first = beside.find((one) => isObject(one.step) && !isTrigger(one.step.type));
    const isLed = edgesOf(graph).some((edge) => edge.target === first?.key);
    return { graph: first && !isLed ? connect(made, key, "nextStepId", first.key) : made, key };
  }
  if (before?.scope !== scope || !isObject(before.step)) return { graph: made, key };
  const kinds = links(text(before.step.type));
  const taken = edgesOf(graph).filter((edge) => edge.source === before.key);
  const free = kinds.find((port) => !taken.some((edge) => edge.port === port));
  const port = free ?? kinds[0];
  if (port === undefined) return { graph: made, key };
  const led = taken.find((edge) => edge.port === port)?.target;
  made = connect(made, before.key, port, key);
  const onward = links(type)[0];
  if (led !== undefined && onward !== undefined) made = connect(made, key, onward, led);
  return { graph: made, key };
}

function placed(nodes: GraphNode[], node: GraphNode, after?: string): GraphNode[] {
  const at = nodes.findIndex((one) => one.key === after);
  return at < 0 ? [...nodes, node] : [...nodes.slice(0, at + 1), node, ...nodes.slice(at + 1)];
}

const BEGUN: Record<string, () => JsonObject> = {
  api: () => ({ fields: [] }),
  form: () => ({ fields: [] }),
  final: () => ({ outputs: [] }),
  set: () => ({ values: [] }),
  switch: () => ({ cases: [] }),
  parallel: () => ({ branches: [first("first"), first("second")] }),
};
const first = (name: string): JsonObject => ({ name, steps: [] });

function newStep(type: string, taken: Set<Json | undefined>): JsonObject {
  const stem = type.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "step";
  const id = freshId(stem, taken);
  const step: JsonObject = { id, type, name: titled(type), data: BEGUN[type]?.() ?? {} };
  return type === "each" || type === "while" ? { ...step, steps: [] } : step;
}

export function freshId(stem: string, taken: Set<Json | undefined>): string {
  let id = stem;
  for (let number = 2; taken.has(id); number += 1) id = `${stem}-${number}`;
  return id;
}

export function titled(type: string): string {
  const words = type.replace(/^webhook\..*/, "webhook").replace(/[-_.]+/g, " ");
  const said = words.replace(/\b(api|http|llm)\b/g, (word) => word.toUpperCase());
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Give a step another id, and have all that named it name that. */
export function rename(graph: Graph, key: string, id: string): Graph {
  const node = nodeOf(graph, key);
  const step = stepOf(graph, key);
  const isTaken = graph.nodes.some(({ step: one }) => isObject(one) && one.id === id);
  if (!node || !step || !id || isTaken) return graph;
  const leading = edgesOf(graph).filter((edge) => edge.target === key);
  let renamed = setMember(graph, key, "id", id);
  for (const edge of leading) renamed = connect(renamed, edge.source, edge.port, key);
  const old = text(step.id);
  const pins = graph.rest.pins;
  if (isObject(pins) && has(pins, old)) {
    const kept = Object.entries(pins).map(([name, pin]) => [name === old ? id : name, pin]);
    const moved = Object.fromEntries(kept) as JsonObject;
    renamed = { ...renamed, rest: { ...renamed.rest, pins: moved } };
  }
  return toGraph(toDefinition(renamed));
}

export function addBranch(graph: Graph, key: string): Graph {
  const step = stepOf(graph, key);
  const branches = (step && branchesOf(step)) ?? [];
  const names = branches.map((one) => (isObject(one) ? one.name : undefined));
  let number = branches.length + 1;
  while (names.includes(`branch ${number}`)) number += 1;
  return setData(graph, key, "branches", [...branches, first(`branch ${number}`)]);
}

export function removeBranch(graph: Graph, key: string, index: number): Graph {
  const inside = graph.nodes.filter((node) => node.scope === branchScope(key, index));
  const emptied = remove(graph, inside.map((node) => node.key));
  const step = stepOf(emptied, key);
  const branches = (step && branchesOf(step)) ?? [];
  const scope = (at: string) => {
    const found = branches.findIndex((_, one) => branchScope(key, one) === at);
    return found > index ? branchScope(key, found - 1) : at;
  };
  const nodes = emptied.nodes.map((node) => ({ ...node, scope: scope(node.scope) }));
  const left = branches.filter((_, at) => at !== index);
  return setData({ ...emptied, nodes }, key, "branches", left);
}

/** Return the scopes that a step opens, each with its name. */
export function scopesWithin(key: string, step: Json): { scope: string; name: string }[] {
  if (!isObject(step)) return [];
  const found = Array.isArray(step.steps) ? [{ scope: bodyScope(key), name: "" }] : [];
  (branchesOf(step) ?? []).forEach((one, index) => {
    const name = isObject(one) ? text(one.name) : "";
    found.push({ scope: branchScope(key, index), name: name || `branch ${index + 1}` });
  });
  return found;
}

/** Where a new step goes when nobody says it: after what ends the scope's path. */
export function endOf(graph: Graph, scope: string): string | undefined {
  const beside = graph.nodes.filter((node) => node.scope === scope && isObject(node.step));
  const open = beside.filter(({ step }) => {
    const type = isObject(step) ? step.type : undefined;
    return type !== "final" && type !== "fail" && linksOf(step).length === 0;
  });
  return open.at(-1)?.key;
}
