// A copy of a draft in the browser, for as long as the server does not have it.

import { isObject, type JsonObject } from "./json";

export interface Copy {
  definition: JsonObject;
  /** The revision that the changes were made from. */
  etag: string;
  /** When it was kept, in milliseconds since 1970. */
  at: number;
}

export interface Drawer {
  put(copy: Copy): void;
  drop(): void;
}

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export class BrowserDrawer implements Drawer {
  private readonly key: string;

  constructor(
    flowId: string,
    private readonly shelf: Shelf = localStorage,
  ) {
    this.key = `millrace-draft-${flowId}`;
  }

  put(copy: Copy): void {
    try {
      this.shelf.setItem(this.key, JSON.stringify(copy));
    } catch {
      // The browser's storage is full or off: the page itself still has the changes.
      this.drop();
    }
  }

  drop(): void {
    this.shelf.removeItem(this.key);
  }

  take(): Copy | undefined {
    try {
      const found: unknown = JSON.parse(this.shelf.getItem(this.key) ?? "null");
      const isCopy = isObject(found) && isObject(found.definition) && typeof found.at === "number";
      return isCopy ? (found as unknown as Copy) : undefined;
    } catch {
      return undefined;
    }
  }
}
