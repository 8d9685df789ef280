import { describe, expect, test } from "vitest";
import type { Box } from "../src/layout";
import { middle, whole } from "../src/sight";

const view = { x: 0, y: 0, zoom: 1, width: 600, height: 400 };
const size = { width: 200, height: 60 };

describe("a step that is to be seen", () => {
  test("moves nothing where it is seen already", () => {
    expect(middle({ x: 16, y: 324 }, size, view)).toBeUndefined();
  });

  test("comes into the middle from every side", () => {
    for (const at of [{ x: 0, y: 380 }, { x: 0, y: -900 }, { x: 590, y: 50 }, { x: -300, y: 50 }]) {
      expect(middle(at, size, view)).toEqual({ x: at.x + 100, y: at.y + 30 });
    }
  });

  test("is looked for where the plane was moved and shrunk to", () => {
    const far = { ...view, x: -800, y: -800, zoom: 0.5 };
    expect(middle({ x: 1700, y: 1700 }, size, far)).toBeUndefined();
    expect(middle({ x: 20, y: 20 }, size, far)).toEqual({ x: 120, y: 50 });
  });

  test("shows its head where it is taller than the view", () => {
    expect(middle({ x: 100, y: 100 }, { width: 200, height: 2000 }, view)?.y).toBe(100 + 368 / 2);
  });
});

test("a step in a group stands where the group is, moved by hand or not", () => {
  const outer: Box = { id: "each", x: 100, y: 50, ...size };
  const inner: Box = { id: "a", parent: "each", x: 20, y: 82, ...size };
  const byId = new Map([outer, inner].map((one) => [one.id, one]));
  expect(whole(inner, byId, {})).toEqual({ x: 120, y: 132 });
  expect(whole(inner, byId, { each: { x: 0, y: 0 } })).toEqual({ x: 20, y: 82 });
});
