// Copies of steps, with all that is within them: beside themselves, or from another flow.

import { freshId, isWithin, type Place } from "./edits";
import {
  hasScope,
  isTrigger,
  nodeOf,
  ownerOf,
  stepOf,
  toDefinition,
  toGraph,
  TOP,
  type Graph,
} from "./graph";
import { isObject, text, withMember, type Json, type JsonObject } from "./json";

// Deeper than any definition that the API takes.
const DEEPEST = 200;

/** A graph with copies in it, and their keys; the first is that of the first step. */
export interface Made {
  graph: Graph;
  keys: string[];
}

/**
 * Put a copy behind a step, under ids that nobody has.
 *
 * It leads where the step leads and nothing leads to it yet, so that the flow does what it did.
 * Within it the copies lead to each other. Pins stay with the step they are of.
 */
export function duplicate(graph: Graph, key: string): Made | undefined {
  const original = nodeOf(graph, key);
  const taken = taking(graph, key);
  if (!original || !taken) return undefined;
  const { scope } = original;
  return put(graph, [taken], key, () => ({ scope, leads: () => true }));
}

/**
 * Put steps of another flow in, triggers at the top.
 *
 * What they led to there and may not lead to here they lead to no more. Their templates go on
 * naming what they named.
 */
export function insert(graph: Graph, steps: JsonObject[], place: Place): Made {
  const wanted = hasScope(graph, place.scope) ? place.scope : TOP;
  const within = (scope: string) => {
    const beside = graph.nodes.filter((node) => node.scope === scope).map(({ step }) => step);
    const ids = beside.map((step) => (isObject(step) && !isTrigger(step.type) ? step.id : undefined));
    const known = new Set(ids);
    return { scope, leads: (id: string) => known.has(id) };
  };
  const [here, top] = [within(wanted), within(TOP)];
  return put(graph, steps, place.after, (step) => (isTrigger(step.type) ? top : here));
}

/** Return a step as it is written, with all that is within it. */
export function taking(graph: Graph, key: string): JsonObject | undefined {
  if (!stepOf(graph, key)) return undefined;
  const nodes = graph.nodes
    .filter((node) => node.key === key || isWithin(graph, node.scope, key))
    .map((node) => (node.key === key ? { ...node, scope: TOP } : node));
  const [taken] = toDefinition({ rest: { steps: [] }, nodes }).steps as Json[];
  return isObject(taken) ? taken : undefined;
}

/** Read steps that somebody wrote: one, a list, a definition, or a flow that has one. */
export function stepsIn(said: string): JsonObject[] | undefined {
  let value: Json;
  try {
    value = JSON.parse(said) as Json;
  } catch {
    return undefined;
  }
  if (isObject(value) && isObject(value.definition)) value = value.definition;
  if (isTooDeep(value)) return undefined;
  const typed = (one: Json) => isObject(one) && text(one.type) !== "";
  if (isObject(value) && !typed(value) && Array.isArray(value.steps)) value = value.steps;
  const steps = Array.isArray(value) ? value : [value];
  return steps.length > 0 && steps.every(typed) ? (steps as JsonObject[]) : undefined;
}

/** Tell whether somebody nested more than any flow may: what walks it must not run out of stack. */
function isTooDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => (typeof one === "object" && one ? Object.values(one) : []));
  }
  return false;
}

/** Where a step comes to stand, and which steps beside it it may lead to. */
interface Room {
  scope: string;
  leads: (id: string) => boolean;
}

function put(
  graph: Graph,
  steps: JsonObject[],
  after: string | undefined,
  roomOf: (step: JsonObject) => Room,
): Made {
  const copied = toGraph({ steps }).nodes;
  const taken = new Set<Json | undefined>(graph.nodes.map(({ key }) => key));
  const names = new Set<Json | undefined>();
  for (const { step } of graph.nodes) {
    if (isObject(step)) taken.add(step.id);
    if (isObject(step)) names.add(step.name);
  }
  const [keys, ids] = [new Map<string, string>(), new Map<string, string>()];
  const rooms = new Map<string, Room>();
  for (const { key, scope, step } of copied) {
    const said = isObject(step) ? text(step.id) : "";
    const id = said && !taken.has(said) ? said : freshId(stemOf(step), taken);
    taken.add(id);
    keys.set(key, id);
    if (said && !ids.has(said)) ids.set(said, id);
    if (scope === TOP && isObject(step)) rooms.set(id, roomOf(step));
  }
  const made = copied.map(({ key, scope, step }) => {
    const id = keys.get(key) ?? key;
    const room = rooms.get(id);
    if (!isObject(step)) return { key: id, scope: moved(scope, keys), step };
    const leads = (link: string) => {
      const copy = ids.get(link);
      if (!room) return copy ?? link;
      if (copy !== undefined) return rooms.get(copy)?.scope === room.scope ? copy : undefined;
      return room.leads(link) ? link : undefined;
    };
    const led = relinked(step, id, leads);
    return room
      ? { key: id, scope: room.scope, step: renamed(led, names) }
      : { key: id, scope: moved(scope, keys), step: led };
  });
  const at = graph.nodes.findIndex(({ key }) => key === after);
  const behind = at < 0 ? graph.nodes.length : at + 1;
  const nodes = [...graph.nodes.slice(0, behind), ...made, ...graph.nodes.slice(behind)];
  const rest = Array.isArray(graph.rest.steps) ? graph.rest : { ...graph.rest, steps: [] };
  return { graph: toGraph(toDefinition({ rest, nodes })), keys: made.map(({ key }) => key) };
}

/** Return where a step within a copy is, now that its owner is called otherwise. */
function moved(scope: string, keys: Map<string, string>): string {
  const owner = ownerOf(scope) ?? "";
  return `${keys.get(owner)}${scope.slice(owner.length)}`;
}

/** Return what a copy's id begins with: the id without the number that an earlier copy got. */
function stemOf(step: Json): string {
  const id = isObject(step) ? text(step.id) || text(step.type) : "";
  return id.replace(/-\d+$/, "") || "step";
}

function relinked(
  step: JsonObject,
  id: string,
  leads: (link: string) => string | undefined,
): JsonObject {
  const led = (one: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(one).flatMap(([name, value]) => {
        if (!name.endsWith("StepId") || typeof value !== "string") return [[name, value]];
        const link = leads(value);
        return link === undefined ? [] : [[name, link]];
      }),
    );
  const made = led({ ...step, id });
  const data = isObject(step.data) ? step.data : undefined;
  if (step.type !== "switch" || !Array.isArray(data?.cases)) return made;
  const cases = data.cases.map((one) => (isObject(one) ? led(one) : one));
  return { ...made, data: { ...data, cases } };
}

/** Templates find results by a step's name: a copy has one of its own. */
function renamed(step: JsonObject, names: Set<Json | undefined>): JsonObject {
  const name = text(step.name);
  if (!names.has(name)) names.add(name);
  else if (name) return withMember(step, "name", freshName(name, names));
  return step;
}

function freshName(name: string, names: Set<Json | undefined>): string {
  const stem = name.replace(/ \d+$/, "");
  let number = 2;
  while (names.has(`${stem} ${number}`)) number += 1;
  names.add(`${stem} ${number}`);
  return `${stem} ${number}`;
}
