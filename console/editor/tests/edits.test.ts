import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  addBranch,
  canConnect,
  connect,
  endOf,
  remove,
  removeBranch,
  rename,
  setData,
  setPin,
} from "../src/edits";
import { edgesOf, stepOf, toDefinition, toGraph, type Graph } from "../src/graph";
import type { JsonObject } from "../src/json";
import { arbitraryDefinition } from "./definitions";

const LINKS: Record<string, string[]> = {
  condition: ["nextStepId", "elseNextStepId"],
  final: [],
};
const links = (type: string) => LINKS[type] ?? ["nextStepId"];
const flow = (...steps: JsonObject[]) => toGraph({ steps });
const arrows = (graph: Graph) =>
  edgesOf(graph).map(({ source, port, target }) => `${source} ${port} ${target}`);
const chain = () =>
  flow(
    { id: "a", type: "api", nextStepId: "b" },
    { id: "b", type: "set", nextStepId: "c", kept: { odd: 1 } },
    { id: "c", type: "final" },
  );

describe("adding", () => {
  test("a first trigger leads to the step that nothing leads to", () => {
    const { graph, key } = add(flow({ id: "b", type: "set" }), "api", { scope: "" }, links);
    expect(arrows(graph)).toEqual([`${key} nextStepId b`]);
  });

  test("between two steps both links are made", () => {
    const { graph, key } = add(chain(), "delay", { scope: "", after: "a" }, links);
    expect(arrows(graph)).toEqual([
      `a nextStepId ${key}`, `${key} nextStepId b`, "b nextStepId c",
    ]);
  });

  test("after a condition the second way is taken once the first is", () => {
    const begun = flow({ id: "q", type: "condition" });
    const one = add(begun, "set", { scope: "", after: "q" }, links);
    const two = add(one.graph, "set", { scope: "", after: "q" }, links);
    expect([one.key, two.key]).toEqual(["set", "set-2"]);
    expect(arrows(two.graph)).toContain("q nextStepId set");
    expect(arrows(two.graph)).toContain("q elseNextStepId set-2");
  });

  test("in a body a step is nested there, and nothing outside leads to it", () => {
    const begun = add(chain(), "each", { scope: "", after: "b" }, links);
    const inner = add(begun.graph, "set", { scope: `${begun.key}/steps` }, links);
    const made = toDefinition(inner.graph).steps as JsonObject[];
    expect(made.find((step) => step.id === begun.key)?.steps).toMatchObject([{ type: "set" }]);
    expect(endOf(inner.graph, `${begun.key}/steps`)).toBe(inner.key);
    expect(canConnect(inner.graph, "b", inner.key)).toBe(false);
  });
});

describe("taking out", () => {
  test("what led to a step leads on to where it led", () => {
    expect(arrows(remove(chain(), ["b"]))).toEqual(["a nextStepId c"]);
  });

  test("all that is within goes too, with its pins", () => {
    const made = toGraph({
      steps: [{ id: "e", type: "each", steps: [{ id: "i", type: "set" }] }, { id: "z" }],
      pins: { i: 1, z: 2 },
    });
    expect(toDefinition(remove(made, ["e"]))).toEqual({ steps: [{ id: "z" }], pins: { z: 2 } });
  });

  test("no step of any definition leaves a link to itself or a stray behind", () => {
    fc.assert(
      fc.property(arbitraryDefinition, fc.nat(), (definition, seed) => {
        const graph = toGraph(definition);
        const gone = graph.nodes[seed % Math.max(1, graph.nodes.length)];
        if (!gone) return;
        const left = remove(graph, [gone.key]);
        expect(left.nodes.some((node) => node.key === gone.key)).toBe(false);
        const again = toGraph(toDefinition(left));
        expect(again.nodes.length).toBe(left.nodes.length);
        expect(arrows(left).some((arrow) => arrow.endsWith(` ${gone.key}`))).toBe(false);
      }),
    );
  });
});

describe("changing", () => {
  test("a link may not leave its scope nor lead to a trigger", () => {
    expect(connect(chain(), "b", "nextStepId", "a")).toEqual(chain());
    expect(arrows(connect(chain(), "b", "nextStepId"))).toEqual(["a nextStepId b"]);
  });

  test("a case of a switch is led by its place", () => {
    const begun = flow(
      { id: "s", type: "switch", data: { cases: [{ value: 1 }, { value: 2, odd: true }] } },
      { id: "z", type: "final" },
    );
    const made = connect(begun, "s", "data/cases/1", "z");
    expect(stepOf(made, "s")?.data).toEqual({
      cases: [{ value: 1 }, { value: 2, odd: true, nextStepId: "z" }],
    });
  });

  test("a new id is used by all that named the old one", () => {
    const made = rename(setPin(chain(), "b", 5), "b", "price");
    expect(arrows(made)).toEqual(["a nextStepId price", "price nextStepId c"]);
    expect(made.rest.pins).toEqual({ price: 5 });
    expect(rename(made, "price", "c")).toBe(made);
  });

  test("unknown members stay where they were", () => {
    const made = setData(chain(), "b", "values", []);
    expect(stepOf(made, "b")).toEqual({
      id: "b", type: "set", nextStepId: "c", kept: { odd: 1 }, data: { values: [] },
    });
  });

  test("a branch that goes takes its steps, and the later ones keep theirs", () => {
    const begun = add(flow(), "parallel", { scope: "" }, links);
    const three = addBranch(begun.graph, begun.key);
    const one = add(three, "set", { scope: "parallel/branches/0" }, links);
    const two = add(one.graph, "delay", { scope: "parallel/branches/2" }, links);
    const made = toDefinition(removeBranch(two.graph, "parallel", 0)).steps as JsonObject[];
    expect(made).toHaveLength(1);
    expect(made[0]?.data).toMatchObject({
      branches: [{ name: "second", steps: [] }, { name: "branch 3", steps: [{ id: "delay" }] }],
    });
  });
});
