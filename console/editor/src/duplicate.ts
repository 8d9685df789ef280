// A copy of a step, with all that is within it.

import { freshId, isWithin } from "./edits";
import { nodeOf, ownerOf, stepOf, toDefinition, toGraph, type Graph } from "./graph";
import { isObject, text, withMember, type Json, type JsonObject } from "./json";

/**
 * Put a copy behind a step, under ids that nobody has.
 *
 * It leads where the step leads and nothing leads to it yet, so that the flow does what it did.
 * Within it the copies lead to each other. Pins stay with the step they are of.
 */
export function duplicate(graph: Graph, key: string): { graph: Graph; key: string } | undefined {
  const original = nodeOf(graph, key);
  const step = stepOf(graph, key);
  if (!original || !step) return undefined;
  const copied = graph.nodes.filter(
    (node) => node.key === key || isWithin(graph, node.scope, key),
  );
  const taken = new Set(graph.nodes.map(({ step: one }) => (isObject(one) ? one.id : undefined)));
  const [keys, ids] = [new Map<string, string>(), new Map<string, string>()];
  for (const { key: old, step: one } of copied) {
    const id = freshId(stemOf(one), taken);
    taken.add(id);
    keys.set(old, id);
    if (isObject(one) && text(one.id)) ids.set(text(one.id), id);
  }
  const made = copied.map((node) => {
    const owner = ownerOf(node.scope) ?? "";
    const isRoot = node.key === key;
    return {
      key: keys.get(node.key) ?? node.key,
      scope: isRoot ? node.scope : `${keys.get(owner)}${node.scope.slice(owner.length)}`,
      step: isObject(node.step) ? relinked(node.step, keys.get(node.key) ?? "", ids) : node.step,
    };
  });
  const root = made.find((node) => node.key === keys.get(key));
  if (root && isObject(root.step)) root.step = renamed(root.step, graph);
  const at = graph.nodes.indexOf(original);
  const nodes = [...graph.nodes.slice(0, at + 1), ...made, ...graph.nodes.slice(at + 1)];
  return { graph: toGraph(toDefinition({ ...graph, nodes })), key: keys.get(key) ?? key };
}

/** Return what a copy's id begins with: the id without the number that an earlier copy got. */
function stemOf(step: Json): string {
  const id = isObject(step) ? text(step.id) || text(step.type) : "";
  return id.replace(/-\d+$/, "") || "step";
}

function relinked(step: JsonObject, id: string, ids: Map<string, string>): JsonObject {
  const led = (one: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(one).map(([name, value]) => {
        const isLink = name.endsWith("StepId") && typeof value === "string";
        return [name, (isLink ? ids.get(value) : undefined) ?? value];
      }),
    );
  const made = led({ ...step, id });
  const data = isObject(step.data) ? step.data : undefined;
  if (step.type !== "switch" || !Array.isArray(data?.cases)) return made;
  const cases = data.cases.map((one) => (isObject(one) ? led(one) : one));
  return { ...made, data: { ...data, cases } };
}

/** Templates find results by a step's name: a copy has one of its own. */
function renamed(step: JsonObject, graph: Graph): JsonObject {
  const name = text(step.name);
  if (!name) return step;
  const names = new Set(graph.nodes.map(({ step: one }) => (isObject(one) ? one.name : undefined)));
  const stem = name.replace(/ \d+$/, "");
  let number = 2;
  while (names.has(`${stem} ${number}`)) number += 1;
  return withMember(step, "name", `${stem} ${number}`);
}
