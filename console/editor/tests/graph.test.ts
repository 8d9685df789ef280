import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edgesOf, ownerOf, toDefinition, toGraph } from "../src/graph";
import { isObject, type Json, type JsonObject } from "../src/json";
import { layout } from "../src/layout";
import { arbitraryDefinition } from "./definitions";

const root = join(import.meta.dirname, "..", "..", "..");

function examples(): [name: string, definition: JsonObject][] {
  const folder = join(root, "examples");
  const files = readdirSync(folder, { recursive: true }).map(String);
  const flows = files.filter((name) => name.endsWith("flow.json"));
  return flows.map((name) => {
    const read = JSON.parse(readFileSync(join(folder, name), "utf8")) as JsonObject;
    return [name, (isObject(read.definition) ? read.definition : read) as JsonObject];
  });
}

function documented(): [name: string, definition: JsonObject][] {
  const folder = join(root, "docs", "steps");
  return readdirSync(folder).flatMap((name) => {
    const page = readFileSync(join(folder, name), "utf8");
    const found = [...page.matchAll(/```json flow\n(.*?)```/gs)];
    return found.map(([, said]): [string, JsonObject] => [name, JSON.parse(said ?? "{}")]);
  });
}

const same = (value: Json) => JSON.stringify(value);

describe("definition to graph and back", () => {
  test("there are examples to try", () => {
    expect(examples().length).toBeGreaterThanOrEqual(4);
    expect(documented().length).toBeGreaterThanOrEqual(20);
  });

  test.each([...examples(), ...documented()])("%s is unchanged", (_, definition) => {
    const graph = toGraph(definition);
    expect(graph.nodes.length).toBeGreaterThan(0);
    expect(same(toDefinition(graph))).toBe(same(definition));
  });

  test("whatever a definition holds is unchanged, unknown and broken parts too", () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        expect(same(toDefinition(toGraph(definition)))).toBe(same(definition));
      }),
      { numRuns: 400 },
    );
  });

  test("any JSON object is unchanged", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const definition = JSON.parse(JSON.stringify(value)) as JsonObject;
        expect(same(toDefinition(toGraph(definition)))).toBe(same(definition));
      }),
    );
  });
});

describe("what is drawn", () => {
  test("keys are unique, and every edge joins two steps of one scope", () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const graph = toGraph(definition);
        const scope = new Map(graph.nodes.map((node) => [node.key, node.scope]));
        expect(scope.size).toBe(graph.nodes.length);
        for (const { source, target } of edgesOf(graph)) {
          expect(scope.get(source)).toBe(scope.get(target));
        }
      }),
    );
  });

  test("a switch leads on by its cases, a step by all that ends in StepId", () => {
    const definition: JsonObject = {
      steps: [
        { id: "a", type: "switch", nextStepId: "b", errorNextStepId: "c", data: {
          cases: [{ value: 1, nextStepId: "c" }, { value: 2, nextStepId: "nowhere" }],
        } },
        { id: "b", type: "user-approval", rejectNextStepId: "c" },
        { id: "c", type: "final" },
      ],
    };
    const found = edgesOf(toGraph(definition)).map((edge) => `${edge.id}>${edge.target}`);
    expect(found.sort()).toEqual([
      "a:data/cases/0>c",
      "a:errorNextStepId>c",
      "a:nextStepId>b",
      "b:rejectNextStepId>c",
    ]);
  });

  test("ways lead down beside each other in the order of their ports", () => {
    const cases = ["x", "y"].map((value) => ({ value, nextStepId: value }));
    const links = { errorNextStepId: "e", rejectNextStepId: "r", nextStepId: "n" };
    const ends = ["r", "y", "n", "e", "x"].map((id) => ({ id, type: "final" }));
    const step = { id: "a", type: "switch", data: { cases }, ...links };
    const boxes = layout(toGraph({ steps: [step, ...ends] }));
    const shown = boxes.sort((a, b) => a.x - b.x).map((box) => (box.node?.step as JsonObject).id);
    expect(shown.filter((id) => id !== "a")).toEqual(["x", "y", "n", "r", "e"]);
  });

  test("groups hold what is in them, and nothing overlaps beside", () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const boxes = layout(toGraph(definition));
        const byId = new Map(boxes.map((box) => [box.id, box]));
        const beside = new Map<string, typeof boxes>();
        for (const box of boxes) {
          const group = box.parent === undefined ? undefined : byId.get(box.parent);
          if (box.parent !== undefined) expect(group).toBeDefined();
          if (group) {
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.y).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(group.width + 1);
            expect(box.y + box.height).toBeLessThanOrEqual(group.height + 1);
          }
          beside.set(box.parent ?? "", [...(beside.get(box.parent ?? "") ?? []), box]);
        }
        for (const all of beside.values()) {
          for (const [at, a] of all.entries()) {
            for (const b of all.slice(at + 1)) {
              const isApart =
                a.x + a.width <= b.x + 1 ||
                b.x + b.width <= a.x + 1 ||
                a.y + a.height <= b.y + 1 ||
                b.y + b.height <= a.y + 1;
              expect(isApart).toBe(true);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the owner of a scope is found, whatever slashes its id has", () => {
    expect(ownerOf("")).toBeUndefined();
    expect(ownerOf("a/steps/steps")).toBe("a/steps");
    expect(ownerOf("a/branches/12")).toBe("a");
  });
});
