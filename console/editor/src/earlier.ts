// A run that somebody opens in the editor: what it was given, and whether the draft is still that.

import type { Api } from "./api";
import { objectsIn, text, type JsonObject } from "./json";

export interface Earlier {
  inputs: JsonObject;
  /** What it is a run of, and what is different since. */
  about: string;
}

/** Read what is needed of a run beside its events. Fails for a run of another flow. */
export async function earlier(api: Api, runId: string): Promise<Earlier> {
  const details = await api.ofRun("details", runId);
  if (details.flowId !== api.flowId) throw new Error("That is a run of another flow.");
  const [inputs, changes] = await Promise.all([
    api.ofRun("inputs", runId),
    // A version that is gone can't be compared, but the run can be looked at all the same.
    api.ofRun("changes", runId).catch(() => undefined),
  ]);
  return { inputs, about: aboutOf(details, changes) };
}

/** Say which version a run is of, and how the draft differs from it. */
export function aboutOf(details: JsonObject, changes: JsonObject | undefined): string {
  const version = typeof details.version === "number" ? `version ${details.version}` : "the draft";
  if (changes === undefined) return `A run of ${version}, which cannot be compared with the draft.`;
  const found = objectsIn(changes.changes);
  if (found.length === 0) return `A run of ${version}, which the draft still is.`;
  const was = version === "the draft" ? "an earlier draft" : version;
  const groups = ["changed", "added", "removed"].map((op) => {
    const ids = found.filter((one) => one.op === op).map((one) => text(one.stepId));
    return ids.length ? `${op}: ${few(ids)}` : "";
  });
  return `A run of ${was}. The draft differs from it; ${groups.filter(Boolean).join("; ")}.`;
}

const MOST = 4;

function few(ids: string[]): string {
  const more = ids.length - MOST;
  return ids.slice(0, MOST).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** Have the page's address name the run that is watched, so that it is there after a reload. */
export function remember(runId: string | undefined): void {
  const address = new URL(location.href);
  if (runId === undefined) address.searchParams.delete("run");
  else address.searchParams.set("run", runId);
  history.replaceState(history.state, "", address);
}
