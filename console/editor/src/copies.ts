// Copies of steps, with all that is within them: beside themselves, or from another flow.

import { freshId, isWithin, type Place } from "./edits";
import { nodeOf, ownerOf, stepOf, toDefinition, toGraph, TOP, type Graph } from "./graph";
import { isObject, text, withMember, type Json, type JsonObject } from "./json";

/**
 * Put a copy behind a step, under ids that nobody has.
 *
 * It leads where the step leads and nothing leads to it yet, so that the flow does what it did.
 * Within it the copies lead to each other. Pins stay with the step they are of.
 */
export function duplicate(graph: Graph, key: string): { graph: Graph; key: string } | undefined {
  const original = nodeOf(graph, key);
  const taken = taking(graph, key);
  return original && taken && put(graph, [taken], { scope: original.scope, after: key }, () => true);
}

/** Put steps of another flow in; what they led to there and is not here they lead to no more. */
export function insert(
  graph: Graph,
  steps: JsonObject[],
  place: Place,
): { graph: Graph; key: string } {
  const beside = graph.nodes.filter(({ scope }) => scope === place.scope);
  const ids = new Set(beside.map(({ step }) => (isObject(step) ? step.id : undefined)));
  return put(graph, steps, place, (id) => ids.has(id));
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
  const typed = (one: Json) => isObject(one) && text(one.type) !== "";
  if (isObject(value) && !typed(value) && Array.isArray(value.steps)) value = value.steps;
  const steps = Array.isArray(value) ? value : [value];
  return steps.length > 0 && steps.every(typed) ? (steps as JsonObject[]) : undefined;
}

function put(
  graph: Graph,
  steps: JsonObject[],
  { scope, after }: Place,
  isKept: (id: string) => boolean,
): { graph: Graph; key: string } {
  const copied = toGraph({ steps }).nodes;
  const taken = new Set(graph.nodes.map(({ step: one }) => (isObject(one) ? one.id : undefined)));
  const [keys, ids] = [new Map<string, string>(), new Map<string, string>()];
  for (const { key: old, step: one } of copied) {
    const said = isObject(one) ? text(one.id) : "";
    const id = said && !taken.has(said) ? said : freshId(stemOf(one), taken);
    taken.add(id);
    keys.set(old, id);
    if (said) ids.set(said, id);
  }
  const names = new Set(graph.nodes.map(({ step: one }) => (isObject(one) ? one.name : undefined)));
  const made = copied.map((node) => {
    const owner = ownerOf(node.scope) ?? "";
    const isRoot = node.scope === TOP;
    const id = keys.get(node.key) ?? node.key;
    const step = isObject(node.step)
      ? relinked(node.step, id, (link) => ids.get(link) ?? (isRoot && !isKept(link) ? undefined : link))
      : node.step;
    return {
      key: id,
      scope: isRoot ? scope : `${keys.get(owner)}${node.scope.slice(owner.length)}`,
      step: isRoot && isObject(step) ? renamed(step, names) : step,
    };
  });
  const at = graph.nodes.findIndex(({ key }) => key === after);
  const behind = at < 0 ? graph.nodes.length : at + 1;
  const nodes = [...graph.nodes.slice(0, behind), ...made, ...graph.nodes.slice(behind)];
  const rest = Array.isArray(graph.rest.steps) ? graph.rest : { ...graph.rest, steps: [] };
  return { graph: toGraph(toDefinition({ rest, nodes })), key: made[0]?.key ?? "" };
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
  if (!name || !names.has(name)) return step;
  const stem = name.replace(/ \d+$/, "");
  let number = 2;
  while (names.has(`${stem} ${number}`)) number += 1;
  names.add(`${stem} ${number}`);
  return withMember(step, "name", `${stem} ${number}`);
}
