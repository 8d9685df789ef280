// The JSON API, as the signed-in browser calls it.

import type { Catalogue, StepType } from "./catalogue";
import type { Issue } from "./issues";
import { isObject, objectsIn, text, type Json, type JsonObject } from "./json";
import { Conflict, type Door, type Saved } from "./saving";

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: JsonObject,
  ) {
    super(message);
  }

  /** What is wrong, each part at its place. */
  get issues(): Issue[] {
    return objectsIn(this.body.errors).map((one) => ({
      path: text(one.pointer),
      code: text(one.code),
      message: text(one.detail) || text(one.message),
      severity: "error",
    }));
  }
}

export interface Answer {
  body: JsonObject;
  etag: string;
}

/** Something that may be chosen for a field. */
export interface Item {
  value: Json;
  label: string;
}

export class Api implements Door {
  constructor(
    readonly flowId: string,
    private csrf: string,
    /** Returns the token of the session that is open now: people sign in again in other tabs. */
    private readonly renewed: () => Promise<string> = () => Promise.resolve(""),
  ) {}

  async call(
    method: string,
    path: string,
    body?: Json | FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const sent: Record<string, string> = { Accept: "application/json", ...headers };
    const isForm = body instanceof FormData;
    if (method !== "GET") sent["X-CSRF-Token"] = this.csrf;
    if (body !== undefined && !isForm) sent["Content-Type"] = "application/json";
    const answer = await fetch(path, {
      method,
      headers: sent,
      credentials: "same-origin",
      body: body === undefined || isForm ? body : JSON.stringify(body),
    }).catch((cause: unknown) => {
      throw new Error("The API cannot be reached: look at the connection, then try again.", {
        cause,
      });
    });
    const said: unknown = await answer.json().catch(() => ({}));
    const whole = isObject(said) ? said : {};
    if (!answer.ok) {
      if (whole.code === "csrf_token_wrong" && (await this.isRenewed())) {
        return this.call(method, path, body, headers);
      }
      const detail = text(whole.detail) || text(whole.title) || `HTTP ${answer.status}`;
      throw new Refused(answer.status, detail, whole);
    }
    return { body: whole, etag: answer.headers.get("ETag") ?? "" };
  }

  private async isRenewed(): Promise<boolean> {
    const fresh = await this.renewed().catch(() => "");
    const isNew = fresh !== "" && fresh !== this.csrf;
    if (isNew) this.csrf = fresh;
    return isNew;
  }

  private get path(): string {
    return `/v1/flow/${encodeURIComponent(this.flowId)}`;
  }

  read(): Promise<Answer> {
    return this.call("GET", this.path);
  }

  async etag(): Promise<string> {
    return (await this.read()).etag;
  }

  async save(definition: JsonObject, etag: string): Promise<Saved> {
    try {
      const path = `${this.path}/autosave`;
      const answer = await this.call("POST", path, { definition }, { "If-Match": etag });
      return { etag: answer.etag, issues: issuesIn(answer.body) };
    } catch (error) {
      const isConflict = error instanceof Refused && [409, 412].includes(error.status);
      throw isConflict ? new Conflict(error.message) : error;
    }
  }

  async publish(summary: string): Promise<number> {
    const { body } = await this.call("POST", `${this.path}/publish`, { summary });
    return Number(body.version);
  }

  async run(inputs: JsonObject): Promise<string> {
    const path = `/v1/flow/execute/${encodeURIComponent(this.flowId)}`;
    const sent = { inputs, version: "draft", returnExecutionMetadata: true };
    const { body } = await this.call("POST", path, sent, { Prefer: "respond-async" });
    return text(body.appRunId);
  }

  /** Upload a file, and return the reference that an input of type file takes. */
  async upload(file: File): Promise<string> {
    const form = new FormData();
    form.set("file", file);
    return text((await this.call("POST", "/v1/flow/file", form)).body.fileId);
  }

  /** Return what may be chosen for a field of a step; nothing is no error: any text goes. */
  async items(step: JsonObject, field: string): Promise<Item[]> {
    const stepId = text(step.id) || null;
    const sent = { type: text(step.type), field, stepId, definition: { steps: [step] } };
    const { body } = await this.call("POST", "/v1/flow/step-field-items", sent);
    return objectsIn(body.items).map(({ value, label }) => ({
      value: value ?? null,
      label: text(label),
    }));
  }

  async ofRun(what: "details" | "inputs" | "changes", runId: string): Promise<JsonObject> {
    return (await this.call("GET", `/v1/flowrun/${what}/${encodeURIComponent(runId)}`)).body;
  }

  async testStep(stepId: string, inputs: JsonObject): Promise<JsonObject> {
    return (await this.call("POST", `${this.path}/test-step`, { stepId, inputs })).body;
  }

  async decide(runId: string, decision: string, waitId: string): Promise<void> {
    const path = `/v1/flowrun/resume/${encodeURIComponent(runId)}`;
    await this.call("POST", path, { decision, waitId }, { Prefer: "respond-async" });
  }

  async cancel(runId: string): Promise<void> {
    await this.call("POST", `/v1/flowrun/cancel/${encodeURIComponent(runId)}`, {});
  }

  events(runId: string): EventSource {
    return new EventSource(`/v1/flowrun/events/${encodeURIComponent(runId)}`);
  }

  async catalogue(): Promise<Catalogue> {
    const [told, tools] = await Promise.all([
      this.call("GET", "/v1/flow/preferences"),
      this.list("/v1/tool?limit=100"),
    ]);
    const catalogue = told.body as unknown as Catalogue;
    const webhooks = tools.flatMap((tool) =>
      objectsIn(tool.triggers).map((one): StepType => {
        const label = `${text(tool.label) || text(tool.name)}: ${text(one.name)}`;
        const description = "Starts when the tool delivers";
        return { type: `webhook.${text(one.id)}`, label, description };
      }),
    );
    return { ...catalogue, triggers: [...catalogue.triggers, ...webhooks] };
  }

  // What is only suggested may be missing.
  private async list(path: string): Promise<JsonObject[]> {
    const answer = await this.call("GET", path).catch(() => ({ body: {} as JsonObject }));
    return objectsIn(answer.body.data);
  }
}

export function issuesIn(body: JsonObject): Issue[] {
  return objectsIn(body.issues).map((one) => ({
    path: text(one.path),
    code: text(one.code),
    message: text(one.message),
    severity: text(one.severity),
  }));
}
