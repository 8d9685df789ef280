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

  get details(): { pointer: string; detail: string }[] {
    return objectsIn(this.body.errors).map((one) => ({
      pointer: text(one.pointer),
      detail: text(one.detail) || text(one.message),
    }));
  }
}

export interface Answer {
  body: JsonObject;
  etag: string;
}

export interface Suggestions {
  flows: { value: string; label: string }[];
  tools: { value: string; label: string }[];
  connections: { value: string; label: string }[];
  widgets: { value: string; label: string }[];
}

export class Api implements Door {
  constructor(
    readonly flowId: string,
    private readonly csrf: string,
  ) {}

  async call(
    method: string,
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const sent: Record<string, string> = { Accept: "application/json", ...headers };
    if (method !== "GET") sent["X-CSRF-Token"] = this.csrf;
    if (body !== undefined) sent["Content-Type"] = "application/json";
    const answer = await fetch(path, {
      method,
      headers: sent,
      credentials: "same-origin",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const said: unknown = await answer.json().catch(() => ({}));
    const whole = isObject(said) ? said : {};
    if (!answer.ok) {
      const detail = text(whole.detail) || text(whole.title) || `HTTP ${answer.status}`;
      throw new Refused(answer.status, detail, whole);
    }
    return { body: whole, etag: answer.headers.get("ETag") ?? "" };
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

  async catalogue(): Promise<{ catalogue: Catalogue; suggestions: Suggestions }> {
    const [told, tools, connections, widgets] = await Promise.all([
      this.call("GET", "/v1/flow/preferences"),
      this.list("/v1/tool?limit=100"),
      this.list("/v1/connection"),
      this.list("/v1/widget?limit=100"),
    ]);
    const catalogue = told.body as unknown as Catalogue;
    const webhooks = tools.flatMap((tool) =>
      objectsIn(tool.triggers).map((one): StepType => {
        const label = `${text(tool.label) || text(tool.name)}: ${text(one.name)}`;
        const description = "Starts when the tool delivers";
        return { type: `webhook.${text(one.id)}`, label, description };
      }),
    );
    const named = (all: JsonObject[], by: string) =>
      all.map((one) => ({ value: text(one[by]), label: text(one.label) || text(one.name) }));
    return {
      catalogue: { ...catalogue, triggers: [...catalogue.triggers, ...webhooks] },
      suggestions: {
        flows: catalogue.flows.map((flow) => ({ value: flow.id, label: flow.name })),
        tools: named(tools, "id"),
        connections: named(connections, "name"),
        widgets: named(widgets, "id"),
      },
    };
  }

  // What is only suggested may be missing: the field takes any text.
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
