// Where a person put steps, kept in this browser by flow.
//
// Not in the definition: the language has no place for it, and a draft is known by the hash of its
// whole content, so that every drag would be a new draft to run, to save and to agree about with
// whoever edits beside. So undo, which goes over the definition, has nothing to take back here.

import { useCallback, useState } from "react";
import type { Graph } from "./graph";
import { isObject, withMember, type JsonObject } from "./json";

export interface Point {
  x: number;
  y: number;
}

export type Places = Readonly<Record<string, Point>>;

/** What `localStorage` is, as far as it is needed. */
export type Drawer = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const nameOf = (flowId: string) => `millrace.places.${flowId}`;

/** Return the places that were kept of steps that are still there. */
export function kept(flowId: string, graph: Graph, drawer: Drawer): Places {
  const known = new Set(graph.nodes.map(({ key }) => key));
  try {
    const read: unknown = JSON.parse(drawer.getItem(nameOf(flowId)) ?? "{}");
    const found = Object.entries(isObject(read) ? read : {});
    return Object.fromEntries(found.flatMap(([key, at]) => (known.has(key) ? point(key, at) : [])));
  } catch {
    return {}; // Nothing can be kept here, or somebody else wrote it.
  }
}

function point(key: string, at: unknown): [string, Point][] {
  if (!isObject(at)) return [];
  const { x, y } = at;
  if (typeof x !== "number" || typeof y !== "number") return [];
  return Number.isFinite(x) && Number.isFinite(y) ? [[key, { x, y }]] : [];
}

export function keep(flowId: string, places: Places, drawer: Drawer): void {
  try {
    if (Object.keys(places).length === 0) drawer.removeItem(nameOf(flowId));
    else drawer.setItem(nameOf(flowId), JSON.stringify(places));
  } catch {
    // Full, or forbidden: then a step stays where it was put until the page is left.
  }
}

/** Return the places without that of one step, or with it under the step's new name. */
export function moved(places: Places, key: string, name?: string): Places {
  const at = places[key];
  if (at === undefined) return places;
  const left = withMember(places as unknown as JsonObject, key, undefined) as unknown as Places;
  return name === undefined ? left : { ...left, [name]: at };
}

export interface Placing {
  places: Places;
  /** Put a step somewhere; while it is being dragged nothing is written down. */
  put: (key: string, at: Point, isDragged: boolean) => void;
  rename: (key: string, name: string) => void;
  forget: (key: string) => void;
  forgetAll: () => void;
}

export function usePlaces(flowId: string, graph: Graph): Placing {
  const [places, setPlaces] = useState(() => kept(flowId, graph, localStorage));
  const change = useCallback(
    (made: (now: Places) => Places, isKept = true) =>
      setPlaces((now) => {
        const next = made(now);
        if (isKept) keep(flowId, next, localStorage);
        return next;
      }),
    [flowId],
  );
  return {
    places,
    put: useCallback(
      (key, at, isDragged) => change((now) => ({ ...now, [key]: at }), !isDragged),
      [change],
    ),
    rename: useCallback((key, name) => change((now) => moved(now, key, name)), [change]),
    forget: useCallback((key) => change((now) => moved(now, key)), [change]),
    forgetAll: useCallback(() => change(() => ({})), [change]),
  };
}
