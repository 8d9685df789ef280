import { afterEach, describe, expect, test, vi } from "vitest";
import { Api, Refused } from "../src/api";
import { aboutOf, earlier } from "../src/earlier";
import { canPin } from "../src/edits";
import { sized, tooLarge } from "../src/files";
import { toGraph } from "../src/graph";
import type { Json, JsonObject } from "../src/json";
import { inputFields, ofInput } from "../src/running";
import { said } from "../src/trial";
import { refusalOf } from "../src/typed";

const api = new Api("f", "token");

/** Answer by path, and return what was sent. */
function answering(answers: Record<string, [status: number, body: JsonObject]>) {
  const sent = vi.fn((path: string, given: RequestInit) => {
    const [status, body] = answers[path] ?? [404, { detail: `no ${path}` }];
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: given.headers }));
  });
  vi.stubGlobal("fetch", sent);
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

describe("a file", () => {
  test("is told its size, and what is too large is refused before it is sent", () => {
    expect([0, 1, 1023, 1024, 1536, 16 * 1024 ** 2].map(sized)).toEqual([
      "0 bytes", "1 bytes", "1023 bytes", "1 KiB", "1.5 KiB", "16 MiB",
    ]);
    expect(tooLarge({ name: "a.csv", size: 1024 }, 1024)).toBeUndefined();
    expect(tooLarge({ name: "a.csv", size: 2048 }, 1024)).toBe(
      "a.csv has 2 KiB; a file may have at most 1 KiB.",
    );
  });

  test("is uploaded as a form, and its reference is what the input takes", async () => {
    const sent = answering({ "/v1/flow/file": [201, { fileId: "file_1" }] });
    expect(await api.upload(new File(["x"], "a.txt"))).toBe("file_1");
    const given = sent.mock.calls[0]?.[1];
    expect(((given?.body as FormData).get("file") as File).name).toBe("a.txt");
    expect(given?.headers).toEqual({ Accept: "application/json", "X-CSRF-Token": "token" });
  });

  test("that is refused says what the API says, and no answer is said too", async () => {
    answering({ "/v1/flow/file": [413, { detail: "a file has at most 5 bytes" }] });
    const told = () => api.upload(new File(["x"], "a.txt")).catch(said);
    expect(await told()).toBe("a file has at most 5 bytes");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await told()).toMatch(/cannot be reached/);
  });

  test("is asked for by the trigger that the run starts at", () => {
    const fields = [{ name: "f", type: "file" }];
    const form = { id: "b", type: "form", data: { fields } };
    expect(inputFields(toGraph({ steps: [{ id: "a" }, form, "odd"] }))).toEqual(fields);
  });
});

describe("inputs that are refused", () => {
  test("say so at their field, whatever it is called", async () => {
    const wrong = (pointer: string) => ({ pointer, code: "required", detail: `${pointer} is no` });
    const errors = ["n", "list/0", "lists", "a~1b", ""].map((name) => wrong(`/inputs/${name}`));
    answering({ "/v1/flow/execute/f": [422, { detail: "not right", errors }] });
    const caught: unknown = await api.run({}).catch((error: unknown) => error);
    const issues = caught instanceof Refused ? caught.issues : [];
    const at = (name: string) => ofInput(issues, name).map(({ path }) => path);
    expect([at("n"), at("list"), at("a/b"), at("x")]).toEqual([
      ["/inputs/n"], ["/inputs/list/0"], ["/inputs/a~1b"], [],
    ]);
    expect(said(caught)).toContain("not right\n/inputs/n /inputs/n is no");
  });
});

describe("choices of a field", () => {
  test("are asked with the step as it is now", async () => {
    const items: Json[] = [{ value: 3, label: "Faster" }, "odd", { value: "latest" }];
    const sent = answering({ "/v1/flow/step-field-items": [200, { items }] });
    const step = { id: "x", type: "run-flow", data: { flowId: "f" } };
    expect(await api.items(step, "version")).toEqual([
      { value: 3, label: "Faster" },
      { value: "latest", label: "" },
    ]);
    expect(JSON.parse(String(sent.mock.calls[0]?.[1].body))).toEqual({
      type: "run-flow", field: "version", stepId: "x", definition: { steps: [step] },
    });
  });
});

describe("an earlier run", () => {
  const change = (op: string, stepId: string) => ({ op, stepId });

  test("says which version it is of, and what is different since", () => {
    const of = (version: number | null, ...changes: JsonObject[]) =>
      aboutOf({ version }, { changes });
    expect(of(3)).toBe("A run of version 3, which the draft still is.");
    expect(of(null)).toBe("A run of the draft, which the draft still is.");
    expect(of(3, change("changed", "a"), change("added", "b"))).toBe(
      "A run of version 3. The draft differs from it; changed: a; added: b.",
    );
    const many = "abcdef".split("").map((id) => change("removed", id));
    expect(of(null, ...many)).toBe(
      "A run of an earlier draft. The draft differs from it; removed: a, b, c, d and 2 more.",
    );
    expect(aboutOf({ version: 3 }, undefined)).toMatch(/cannot be compared/);
  });

  test("brings its inputs; one of another flow is refused", async () => {
    const path = (what: string) => `/v1/flowrun/${what}/r`;
    answering({
      [path("details")]: [200, { flowId: "f", version: 1 }],
      [path("inputs")]: [200, { n: 1 }],
    });
    const found = await earlier(api, "r");
    expect(found.inputs).toEqual({ n: 1 });
    expect(found.about).toMatch(/cannot be compared/);
    answering({ [path("details")]: [200, { flowId: "g" }] });
    await expect(earlier(api, "r")).rejects.toThrow("another flow");
    await expect(earlier(api, "x")).rejects.toThrow("no /v1/flowrun/details/x");
  });

  test("gives pins only for steps whose result says all", () => {
    const types = ["set", "http-request", "new-kind", "condition", "final", "api", "webhook.x"];
    expect(types.filter(canPin)).toEqual(["set", "http-request", "new-kind"]);
  });
});

describe("typed JSON", () => {
  test("is taken over when it is some, and else says what is wrong", () => {
    const take = vi.fn(() => undefined);
    expect(refusalOf("{", take)).not.toBe("");
    expect(take).not.toHaveBeenCalled();
    expect(refusalOf(" ", take)).toBe("");
    expect(refusalOf("[1]", take)).toBe("");
    expect(take.mock.calls).toEqual([[undefined], [[1]]]);
    expect(refusalOf("7", () => "not that")).toBe("not that");
  });
});
