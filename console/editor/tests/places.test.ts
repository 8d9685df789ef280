import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toGraph } from "../src/graph";
import { keep, kept, moved, type Drawer } from "../src/places";

const graph = toGraph({ steps: [{ id: "a" }, { id: "b" }, { id: "__proto__" }] });

function drawer(said?: string): Drawer & { said: Map<string, string> } {
  const held = new Map<string, string>(said === undefined ? [] : [["millrace.places.f", said]]);
  return {
    said: held,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
  };
}

const broken: Drawer = {
  getItem: () => {
    throw new Error("forbidden");
  },
  setItem: () => {
    throw new Error("full");
  },
  removeItem: () => undefined,
};

describe("where steps were put", () => {
  test("is known again, by flow, of the steps that are still there", () => {
    const made = drawer();
    keep("f", { a: { x: 1, y: -2.5 }, gone: { x: 0, y: 0 } }, made);
    expect(kept("f", graph, made)).toEqual({ a: { x: 1, y: -2.5 } });
    expect(kept("other", graph, made)).toEqual({});
    keep("f", {}, made);
    expect(made.said.size).toBe(0);
  });

  test("is nothing where it can't be read, whatever stands there", () => {
    const odd = '{"a": {"x": "1", "y": 2}, "b": null, "__proto__": {"x": 1}}';
    for (const said of ["", "no JSON", "[1]", "7", "null", odd, '{"a": {"x": 1e999, "y": 0}}']) {
      expect(kept("f", graph, drawer(said))).toEqual({});
    }
    fc.assert(fc.property(fc.json(), (said) => void kept("f", graph, drawer(said))));
  });

  test("is done without in a browser that keeps nothing", () => {
    expect(kept("f", graph, broken)).toEqual({});
    keep("f", { a: { x: 1, y: 1 } }, broken);
  });

  test("goes with a step to its new name, and away with it", () => {
    const places = { a: { x: 1, y: 2 } };
    expect(moved(places, "a", "b")).toEqual({ b: { x: 1, y: 2 } });
    expect(moved(places, "a")).toEqual({});
    expect(moved(places, "b")).toBe(places);
  });
});
