import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { fieldsOf, palette, portsOf, type Catalogue } from "../src/catalogue";
import { toGraph } from "../src/graph";
import { begin, change, redo, undo } from "../src/history";
import { place } from "../src/issues";
import { meant, shown, type Json, type JsonObject } from "../src/json";
import { columnsOf, isPairs, renamed } from "../src/rows";
import { started, take, triggered } from "../src/run";
import { Api, Refused } from "../src/api";
import { BrowserDrawer } from "../src/kept";
import { Conflict, pauseAfter, Saver, type Door } from "../src/saving";
import { notSaved } from "../src/words";

describe("undo and redo", () => {
  test("go back and forth, and letters of one field go together", () => {
    let history = begin("");
    for (const said of ["a", "ab", "abc"]) history = change(history, said, "name");
    history = change(history, "other");
    expect(undo(history).present).toBe("abc");
    expect(undo(undo(history)).present).toBe("");
    expect(redo(undo(history)).present).toBe("other");
    expect(redo(change(undo(history), "new")).present).toBe("new");
    expect(undo(begin(1)).present).toBe(1);
  });
});

describe("cells", () => {
  test("what is shown is read as what it was, for every JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wire = JSON.parse(JSON.stringify(value)) as Json;
        expect(meant(shown(wire))).toEqual(wire);
      }),
    );
    expect([shown("abc"), shown("5"), shown(5)]).toEqual(["abc", '"5"', "5"]);
  });

  test("rows and pairs take only what they can hold", () => {
    const field = { name: "parameters", kind: "any", required: false, description: "" } as const;
    const named = { ...field, options: [] };
    expect(columnsOf(named, [{ key: "a" }])).toHaveLength(2);
    expect(columnsOf(named, [1])).toBeUndefined();
    expect(columnsOf(named, "{{all}}")).toBeUndefined();
    expect(isPairs(named, { a: 1 })).toBe(true);
    expect(isPairs(named, "{{all}}")).toBe(false);
    expect(Object.entries(renamed({ a: 1, b: 2 }, "a", "c"))).toEqual([["c", 1], ["b", 2]]);
    expect(renamed({ a: 1, b: 2 }, "a", "b")).toEqual({ a: 1, b: 2 });
  });
});

describe("issues", () => {
  test("are found at their step, however deep it is", () => {
    const graph = toGraph({
      steps: [
        { id: "a" },
        { id: "e", type: "each", steps: [{ id: "i" }] },
        { id: "p", type: "parallel", data: { branches: [{ steps: [] }, { steps: [{ id: "j" }] }] } },
      ],
    });
    const at = (path: string) => {
      const [found] = place(graph, [{ path, code: "", message: "", severity: "error" }]);
      return [found?.key, found?.within];
    };
    expect(at("/steps/0/data/url")).toEqual(["a", "data/url"]);
    expect(at("/steps/1/steps/0/nextStepId")).toEqual(["i", "nextStepId"]);
    expect(at("/steps/2/data/branches/1/steps/0/name")).toEqual(["j", "name"]);
    expect(at("/steps/2/data/branches/0/steps")).toEqual(["p", "data/branches/0/steps"]);
    expect(at("/steps")).toEqual([undefined, "steps"]);
    expect(at("/steps/9/type")).toEqual([undefined, "steps/9/type"]);
  });
});

const CATALOGUE: Catalogue = {
  steps: [
    {
      type: "http-request",
      description: "Calls another service",
      links: ["nextStepId"],
      schema: {
        properties: {
          url: { type: "string" },
          bodyType: { anyOf: [{ type: "string", enum: ["json"] }, { type: "string" }] },
          maxBytes: { anyOf: [{ type: "integer", minimum: 1 }, { type: "string" }] },
          body: { description: "anything", "x-chosenFrom": "secrets" },
          branches: {},
        },
        required: ["url"],
      },
    },
    { type: "new-kind", links: ["nextStepId", "oddStepId"] },
  ],
  triggers: [{ type: "api" }],
  limits: { fileBytes: 1024 },
};

describe("the catalogue", () => {
  test("says which control a field has", () => {
    const kinds = fieldsOf(CATALOGUE.steps[0]).map(({ name, kind }) => [name, kind]);
    expect(kinds).toEqual([
      ["url", "text"], ["bodyType", "choice"], ["maxBytes", "number"], ["body", "any"],
    ]);
    expect(fieldsOf(CATALOGUE.steps[0])[0]?.required).toBe(true);
    const sources = fieldsOf(CATALOGUE.steps[0]).map(({ source }) => source);
    expect(sources).toEqual([undefined, undefined, undefined, "secrets"]);
  });

  test("is searched by type and description, and shows types it does not know", () => {
    const types = (search: string) =>
      palette(CATALOGUE, search).flatMap(([group, all]) => all.map(({ type }) => `${group} ${type}`));
    expect(types("")).toEqual(["Triggers api", "Services http-request", "Others new-kind"]);
    expect(types("another SERVICE")).toEqual(["Services http-request"]);
  });

  test("names the ways on, also one that a step has beyond its type", () => {
    const ports = portsOf(CATALOGUE, { type: "http-request", elseNextStepId: "x" });
    expect(ports.map(({ port }) => port)).toEqual(["nextStepId", "elseNextStepId"]);
  });
});

describe("a run", () => {
  const told = (...events: [string, JsonObject][]) =>
    events.reduce((view, [name, data]) => take(view, name, data), started("r"));

  test("colours steps as they come, and nothing runs when it is over", () => {
    const view = told(
      ["step", { stepId: "a", status: "completed" }],
      ["status", { status: "running", currentStep: { id: "b" } }],
    );
    expect(view.steps).toEqual({ a: "completed", b: "running" });
    const over = take(view, "end", { status: "canceled" });
    expect([over.steps, over.isOver, over.status]).toEqual([{ a: "completed" }, true, "canceled"]);
  });

  test("has come through its trigger as soon as it is there, and keeps that to the end", () => {
    const view = triggered(started("r"), "start");
    expect([view.steps, view.status]).toEqual([{ start: "completed" }, "queued"]);
    const going = take(view, "status", { status: "running", currentStep: { id: "a" } });
    expect(take(going, "end", { status: "failed" }).steps).toEqual({ start: "completed" });
    expect(triggered(view, "")).toBe(view);
  });

  test("keeps what each step gave when it was last completed", () => {
    const view = told(
      ["step", { stepId: "a", status: "completed", output: 1 }],
      ["step", { stepId: "a", status: "completed", output: { b: [2] } }],
      ["step", { stepId: "a", status: "failed", output: null }],
      ["step", { stepId: "c", status: "completed" }],
    );
    expect(view.outputs).toEqual({ a: { b: [2] }, c: null });
  });

  test("shows what it waits for until that is decided", () => {
    const wait = { id: "w", type: "user-approval" };
    const status = { status: "waiting", currentStep: { id: "ask" }, waitState: wait };
    const view = told(["status", status]);
    expect([view.steps.ask, view.waitState]).toEqual(["waiting", wait]);
    const after = take(view, "step", { stepId: "ask", status: "completed" });
    expect(take(after, "status", { status: "running" }).waitState).toBeUndefined();
    expect(after.counts.ask).toBe(1);
  });
});

describe("saving", () => {
  const door = (save: Door["save"]): Door => ({ save, etag: () => Promise.resolve('"9"') });

  test("changes in a row are one save, with the revision they were made from", async () => {
    vi.useFakeTimers();
    const save = vi.fn<Door["save"]>(() => Promise.resolve({ etag: '"2"', issues: [] }));
    const saver = new Saver(door(save), '"1"', () => undefined);
    saver.change({ a: 1 });
    saver.change({ a: 2 });
    await vi.runAllTimersAsync();
    expect(save.mock.calls).toEqual([[{ a: 2 }, '"1"']]);
    saver.change({ a: 3 });
    await vi.runAllTimersAsync();
    expect(save.mock.calls[1]).toEqual([{ a: 3 }, '"2"']);
    expect(saver.state).toBe("saved");
    vi.useRealTimers();
  });

  test("what changes during a save is saved after it", async () => {
    const sent: JsonObject[] = [];
    const saver: Saver = new Saver(
      door((definition) => {
        sent.push(definition);
        if (sent.length === 1) saver.change({ a: 2 });
        return Promise.resolve({ etag: '"2"', issues: [] });
      }),
      '"1"',
      () => undefined,
    );
    saver.change({ a: 1 });
    expect(await saver.flush()).toBe(true);
    expect(sent).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("a conflict saves nothing until somebody decides", async () => {
    const save = vi.fn<Door["save"]>((_, etag) =>
      etag === '"9"' ? Promise.resolve({ etag: '"10"', issues: [] }) : Promise.reject(new Conflict()),
    );
    const saver = new Saver(door(save), '"1"', () => undefined);
    saver.change({ a: 1 });
    expect(await saver.flush()).toBe(false);
    saver.change({ a: 2 });
    expect([await saver.flush(), saver.state, save.mock.calls.length]).toEqual([false, "conflict", 1]);
    expect(await saver.keepMine()).toBe(true);
    expect(save.mock.lastCall).toEqual([{ a: 2 }, '"9"']);
  });

  test("a save that failed is tried again by itself, after growing pauses", async () => {
    vi.useFakeTimers();
    const save = vi.fn<Door["save"]>(() => Promise.resolve({ etag: '"2"', issues: [] }));
    for (let failure = 0; failure < 3; failure += 1) save.mockRejectedValueOnce(new Error("down"));
    const kept: string[] = [];
    const drawer = { put: () => kept.push("put"), drop: () => kept.push("drop") };
    const saver = new Saver(door(save), '"1"', () => undefined, 0, drawer);
    saver.change({ a: 1 });
    const at: number[] = [];
    for (let second = 0; second < 20; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      if (save.mock.calls.length > at.length) at.push(second);
    }
    expect([saver.state, save.mock.calls.length]).toEqual(["saved", 4]);
    const gaps = at.slice(1).map((one, place) => one - (at[place] ?? 0));
    expect(gaps).toEqual([...gaps].sort((one, other) => one - other));
    expect(kept).toEqual(["put", "drop"]);
    vi.useRealTimers();
  });

  test("pauses grow up to a minute", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 50].map(pauseAfter);
    expect(pauses).toEqual([2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
  });

  test("a session that was opened again in another tab goes on saving", async () => {
    const sent: string[] = [];
    const answered = vi.fn((_: string, init: RequestInit) => {
      const token = (init.headers as Record<string, string>)["X-CSRF-Token"] ?? "";
      sent.push(token);
      const isRight = token === "new";
      const body = isRight ? { issues: [] } : { code: "csrf_token_wrong", detail: "wrong" };
      return Promise.resolve(new Response(JSON.stringify(body), { status: isRight ? 200 : 403 }));
    });
    vi.stubGlobal("fetch", answered);
    const api = new Api("flow_1", "old", () => Promise.resolve("new"));
    await api.save({ steps: [] }, '"1"');
    await api.save({ steps: [] }, '"1"');
    expect(sent).toEqual(["old", "new", "new"]);
    const stale = new Api("flow_1", "old", () => Promise.resolve("old"));
    await expect(stale.save({ steps: [] }, '"1"')).rejects.toThrow("wrong");
    vi.unstubAllGlobals();
  });

  test("a copy is kept by flow, and a storage that is full or odd is none", () => {
    const held = new Map<string, string>();
    const shelf = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
    };
    const copy = { definition: { steps: [] }, etag: '"1"', at: 5 };
    const drawer = new BrowserDrawer("flow_1", shelf);
    drawer.put(copy);
    expect(drawer.take()).toEqual(copy);
    expect(new BrowserDrawer("flow_2", shelf).take()).toBeUndefined();
    for (const odd of ["{", "[]", '{"at":1}', "null"]) {
      held.set("millrace-draft-flow_1", odd);
      expect(drawer.take()).toBeUndefined();
    }
    const full = { ...shelf, setItem: () => { throw new Error("QuotaExceededError"); } };
    new BrowserDrawer("flow_1", full).put(copy);
    expect(drawer.take()).toBeUndefined();
  });

  test.each([
    [new TypeError("Failed to fetch"), "cannot be reached"],
    [new Refused(401, "send Authorization: Bearer …", {}), "signed out"],
    [new Refused(403, "no", {}), "may not change"],
    [new Refused(404, "no", {}), "does not exist"],
    [new Refused(503, "MongoDB is out of reach", {}), "tried again"],
    [new Refused(422, "too many steps", {}), "too many steps"],
  ])("a person reads why nothing was saved, and that it is kept: %s", (error, words) => {
    expect(notSaved(error)).toContain(words);
    expect(notSaved(error).toLowerCase()).toContain("kept in this browser");
    expect(notSaved(error)).not.toContain("Bearer");
  });

  test("a save that failed is tried again with the next change", async () => {
    const save = vi.fn<Door["save"]>(() => Promise.resolve({ etag: '"2"', issues: [] }));
    save.mockRejectedValueOnce(new Error("down"));
    const saver = new Saver(door(save), '"1"', () => undefined);
    saver.change({ a: 1 });
    expect([await saver.flush(), saver.state]).toEqual([false, "failed"]);
    expect([await saver.flush(), saver.state]).toEqual([true, "saved"]);
  });
});
