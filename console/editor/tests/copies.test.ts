import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { duplicate, insert, stepsIn, taking } from "../src/copies";
import { edgesOf, stepOf, toDefinition, toGraph } from "../src/graph";
import { isObject, objectsIn, type JsonObject } from "../src/json";
import { arbitraryDefinition } from "./definitions";

const copied = (definition: JsonObject, key: string) => {
  const made = duplicate(toGraph(definition), key);
  return made && { key: made.keys[0], steps: toDefinition(made.graph).steps as JsonObject[] };
};

describe("a copy of a step", () => {
  test("stands behind it, leads where it leads, and nothing leads to it", () => {
    const start = { id: "s", type: "api", nextStepId: "get" };
    const get = { id: "get", type: "set", name: "Get", output: "x", nextStepId: "end", odd: [1] };
    const end = { id: "end", type: "final" };
    const definition = { steps: [start, get, end], pins: { get: 1 } };
    const made = copied(definition, "get");
    expect(made?.key).toBe("get-2");
    expect(made?.steps).toEqual([start, get, { ...get, id: "get-2", name: "Get 2" }, end]);
    const again = duplicate(toGraph({ steps: made?.steps ?? [] }), "get-2");
    expect(again?.keys[0]).toBe("get-3");
    expect(stepOf(again?.graph ?? toGraph({}), "get-3")?.name).toBe("Get 3");
  });

  test("brings all within it under ids of their own that lead to each other", () => {
    const made = copied(
      {
        steps: [
          {
            id: "loop",
            type: "each",
            nextStepId: "loop",
            steps: [
              { id: "q", type: "switch", data: { cases: [{ value: 1, nextStepId: "p" }] } },
              { id: "p", type: "parallel", nextStepId: "q", data: { branches: [
                { name: "one", steps: [{ id: "in-7", nextStepId: "in-8" }, { id: "in-8" }] },
              ] } },
            ],
          },
        ],
      },
      "loop",
    );
    expect(made?.steps[1]).toEqual({
      id: "loop-2",
      type: "each",
      nextStepId: "loop-2",
      steps: [
        { id: "q-2", type: "switch", data: { cases: [{ value: 1, nextStepId: "p-2" }] } },
        { id: "p-2", type: "parallel", nextStepId: "q-2", data: { branches: [
          { name: "one", steps: [{ id: "in", nextStepId: "in-2" }, { id: "in-2" }] },
        ] } },
      ],
    });
  });

  test("of any definition leaves every other step as it was", () => {
    fc.assert(
      fc.property(arbitraryDefinition, fc.nat(), (definition, seed) => {
        const graph = toGraph(definition);
        const chosen = graph.nodes[seed % Math.max(1, graph.nodes.length)];
        if (!chosen) return;
        const made = duplicate(graph, chosen.key);
        expect(made === undefined).toBe(!isObject(chosen.step));
        if (made === undefined) return;
        const found = made.graph;
        const known = new Set(graph.nodes.map(({ step }) => JSON.stringify(step)));
        const old = found.nodes.filter(({ step }) => known.has(JSON.stringify(step)));
        expect(old.length).toBeGreaterThanOrEqual(graph.nodes.length);
        expect(found.nodes.filter(({ key }) => key === made.keys[0])).toHaveLength(1);
        const led = edgesOf(found).filter((edge) => edge.target === made.keys[0]);
        expect(led.every((edge) => edge.source === made.keys[0])).toBe(true);
      }),
    );
  });
});

describe("steps of another flow", () => {
  const loop: JsonObject = {
    id: "loop",
    type: "each",
    name: "Loop",
    nextStepId: "end",
    onErrorStepId: "gone",
    steps: [{ id: "in", type: "set", nextStepId: "out" }, { id: "out", type: "set" }],
  };

  test("keep their ids where nobody has them, and lead only to what is there", () => {
    const here = toGraph({ steps: [{ id: "s", type: "api", nextStepId: "end" }, { id: "end", type: "final" }] });
    const made = insert(here, [loop, { id: "more", type: "set", nextStepId: "loop" }], { scope: "", after: "s" });
    expect(made.keys).toEqual(["loop", "in", "out", "more"]);
    const { onErrorStepId: _, ...kept } = loop;
    expect(toDefinition(made.graph).steps).toEqual([
      { id: "s", type: "api", nextStepId: "end" },
      kept,
      { id: "more", type: "set", nextStepId: "loop" },
      { id: "end", type: "final" },
    ]);
  });

  test("get ids and names of their own where those are taken, and go within a loop", () => {
    const here = toGraph({ steps: [loop] });
    const made = insert(here, [loop], { scope: "loop/steps" });
    const [outer] = toDefinition(made.graph).steps as JsonObject[];
    expect((outer?.steps as JsonObject[]).at(-1)).toEqual({
      id: "loop-2",
      type: "each",
      name: "Loop 2",
      steps: [{ id: "in-2", type: "set", nextStepId: "out-2" }, { id: "out-2", type: "set" }],
    });
  });

  test("do not take the place of a step that has no id", () => {
    const here = { steps: [{ type: "each", steps: [{ id: "a", type: "set" }] }] };
    const there: JsonObject = { id: "#0", type: "each", steps: [{ id: "b", type: "set" }] };
    const steps = toDefinition(insert(toGraph(here), [there], { scope: "" }).graph).steps;
    expect(steps).toEqual([...here.steps, { ...there, id: "#0-2" }]);
  });

  test("that are triggers come to the top, and nothing leads out of a loop or to a trigger", () => {
    const here = toGraph({ steps: [{ id: "api", type: "api" }, loop] });
    const flow: JsonObject[] = [
      { id: "form", type: "form", nextStepId: "one" },
      { id: "one", type: "set", nextStepId: "in", errorNextStepId: "api" },
    ];
    const made = insert(here, flow, { scope: "loop/steps", after: "in" });
    const steps = toDefinition(made.graph).steps as JsonObject[];
    expect(steps.map(({ id }) => id)).toEqual(["api", "loop", "form"]);
    expect(steps[2]).toEqual({ id: "form", type: "form" });
    expect((steps[1]?.steps as JsonObject[])[1]).toEqual({ id: "one", type: "set", nextStepId: "in" });
  });

  test("come to the top where the loop that was selected is gone", () => {
    for (const scope of ["gone/steps", "loop/branches/0", "s/steps"]) {
      const made = insert(toGraph({ steps: [{ id: "s", type: "set" }] }), [loop], { scope });
      expect(toDefinition(made.graph).steps).toHaveLength(2);
    }
  });

  test("that share an id or a name are told apart, and the first keeps both", () => {
    const twin = { id: "a", type: "set", name: "N" };
    const flow: JsonObject[] = [{ id: "s", type: "set", nextStepId: "a" }, twin, twin];
    const made = insert(toGraph({ steps: [] }), flow, { scope: "" });
    expect(toDefinition(made.graph).steps).toEqual([...flow.slice(0, 2), { ...twin, id: "a-2", name: "N 2" }]);
  });

  test("come into a flow that has none", () => {
    expect(toDefinition(insert(toGraph({}), [loop], { scope: "" }).graph).steps).toHaveLength(1);
  });

  test("are read as they were taken, alone, in a list, a definition or a flow", () => {
    const taken = taking(toGraph({ steps: [loop] }), "loop");
    expect(taken).toEqual(loop);
    for (const said of [loop, [loop], { steps: [loop] }, { name: "F", definition: { steps: [loop] } }]) {
      expect(stepsIn(JSON.stringify(said))).toEqual([loop]);
    }
  });

  test.each(["", "x", "7", "null", "[]", "{}", "[7]", '{"steps":[]}', '{"steps":[{"id":"x"}]}', '{"definition":7}'])(
    "are not read from %s",
    (said) => expect(stepsIn(said)).toBeUndefined(),
  );

  test("are not read where they are nested without end", () => {
    expect(stepsIn(`${'{"type":"each","steps":['.repeat(5000)}${"]}".repeat(5000)}`)).toBeUndefined();
    expect(stepsIn(`{"type":"set","data":${"[".repeat(50_000)}${"]".repeat(50_000)}}`)).toBeUndefined();
  });

  test("leave every definition's own steps as they were", () => {
    fc.assert(
      fc.property(arbitraryDefinition, arbitraryDefinition, (here, there) => {
        const steps = objectsIn(there.steps).map((one) => ({ ...one, type: "set" }));
        if (steps.length === 0 || !Array.isArray(here.steps)) return;
        const graph = toGraph(here);
        const made = insert(graph, steps, { scope: "" });
        const first = (toDefinition(made.graph).steps as JsonObject[]).slice(0, here.steps.length);
        expect(first).toEqual(toDefinition(graph).steps);
        expect(made.graph.nodes.filter(({ key }) => key === made.keys[0])).toHaveLength(1);
      }),
    );
  });
});
