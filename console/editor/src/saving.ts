// Saves the draft a moment after each change, one save at a time, and never over a stranger's.
// A save that failed is tried again with growing pauses; until it is in, the browser keeps a copy.

import type { JsonObject } from "./json";
import type { Issue } from "./issues";
import type { Drawer } from "./kept";

export type SaveState = "saved" | "changed" | "saving" | "conflict" | "failed";

export interface Saved {
  etag: string;
  issues: Issue[];
}

/** Somebody else saved meanwhile. */
export class Conflict extends Error {}

export interface Door {
  save(definition: JsonObject, etag: string): Promise<Saved>;
  etag(): Promise<string>;
}

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

const NO_DRAWER: Drawer = { put: () => undefined, drop: () => undefined };

/** Return how long to leave the server alone after so many failures in a row, in milliseconds. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
}

export class Saver {
  private failures = 0;
  private wanted: JsonObject | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private going: Promise<boolean> | undefined;
  state: SaveState = "saved";

  constructor(
    private readonly door: Door,
    private etag: string,
    private readonly told: (state: SaveState, saved?: Saved, error?: unknown) => void,
    private readonly delay = 800,
    private readonly drawer: Drawer = NO_DRAWER,
  ) {}

  /** Save this soon; what comes before then takes its place. */
  change(definition: JsonObject): void {
    this.wanted = definition;
    this.drawer.put({ definition, etag: this.etag, at: Date.now() });
    if (this.state === "conflict") return;
    this.tell("changed");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.delay);
  }

  /** Save now what is unsaved, and tell whether everything is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.going) await this.going;
    if (this.wanted === undefined) return this.state === "saved";
    if (this.state === "conflict") return false;
    this.going = this.send(this.wanted);
    const isSaved = await this.going;
    return isSaved && this.wanted !== undefined ? this.flush() : isSaved;
  }

  /** After a conflict: save one's own over what the other saved. */
  async keepMine(): Promise<boolean> {
    this.etag = await this.door.etag();
    this.tell("changed");
    return this.flush();
  }

  /** After a conflict: go on from what the other saved. */
  takeTheirs(etag: string): void {
    this.wanted = undefined;
    this.etag = etag;
    this.drawer.drop();
    this.tell("saved");
  }

  private async send(definition: JsonObject): Promise<boolean> {
    this.tell("saving");
    try {
      const saved = await this.door.save(definition, this.etag);
      this.etag = saved.etag;
      this.failures = 0;
      if (this.wanted === definition) {
        this.wanted = undefined;
        this.drawer.drop();
      }
      this.tell(this.wanted === undefined ? "saved" : "changed", saved);
      return true;
    } catch (error) {
      const isConflict = error instanceof Conflict;
      if (!isConflict) this.tryLater();
      this.tell(isConflict ? "conflict" : "failed", undefined, error);
      return false;
    } finally {
      this.going = undefined;
    }
  }

  private tryLater(): void {
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pauseAfter(this.failures));
  }

  private tell(state: SaveState, saved?: Saved, error?: unknown): void {
    this.state = state;
    this.told(state, saved, error);
  }
}
