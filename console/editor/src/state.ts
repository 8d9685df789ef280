// What the editor holds, and everything that changes it.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { issuesIn, type Api } from "./api";
import type { Catalogue } from "./catalogue";
import { earlier, remember } from "./earlier";
import { toDefinition, toGraph, type Graph } from "./graph";
import { begin, change, redo, undo, type History } from "./history";
import { place, type Issue, type Placed } from "./issues";
import { isObject, text, type JsonObject } from "./json";
import { started, take, triggered, type RunView } from "./run";
import { BrowserDrawer, type Copy } from "./kept";
import { Saver, type SaveState } from "./saving";
import { said } from "./trial";
import { notSaved } from "./words";

export type { SaveState };

export type Selection =
  | { kind: "step"; key: string }
  | { kind: "edge"; id: string }
  | { kind: "scope"; scope: string }
  | undefined;

export type Edit = (edit: (graph: Graph) => Graph, about?: string) => void;

export interface Loaded {
  name: string;
  definition: JsonObject;
  issues: Issue[];
  etag: string;
  latest: number | undefined;
  catalogue: Catalogue;
}

export async function load(api: Api): Promise<Loaded> {
  const [flow, catalogue] = await Promise.all([api.read(), api.catalogue()]);
  const { body, etag } = flow;
  return {
    name: String(body.name),
    definition: isObject(body.definition) ? body.definition : { steps: [] },
    issues: issuesIn(body),
    etag,
    latest: typeof body.latestVersion === "number" ? body.latestVersion : undefined,
    catalogue,
  };
}

export interface Saving {
  state: SaveState;
  message: string;
  flush: () => Promise<boolean>;
  keepMine: () => Promise<boolean>;
  takeTheirs: () => Promise<void>;
  /** Changes of an earlier visit that the server never got. */
  left: Copy | undefined;
  restore: () => void;
  discard: () => void;
}

export interface Drafting {
  graph: Graph;
  edit: Edit;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  issues: Placed[];
  setIssues: (issues: Issue[]) => void;
  saving: Saving;
}

/** The draft: what it is, what it was, what is wrong with it, and whether it is saved. */
export function useDraft(api: Api, loaded: Loaded): Drafting {
  const [history, setHistory] = useState<History<Graph>>(() => begin(toGraph(loaded.definition)));
  const [found, setIssues] = useState(loaded.issues);
  const [saving, setSaving] = useState<{ state: SaveState; message: string }>({
    state: "saved",
    message: "",
  });
  const drawer = useMemo(() => new BrowserDrawer(api.flowId), [api.flowId]);
  const [left, setLeft] = useState(() => leftIn(drawer, loaded));
  const saver = useMemo(() => {
    const tell = (state: SaveState, saved?: { issues: Issue[] }, error?: unknown) => {
      if (saved) setIssues(saved.issues);
      setSaving({ state, message: error === undefined ? "" : notSaved(error) });
    };
    return new Saver(api, loaded.etag, tell, undefined, drawer);
  }, [api, loaded.etag, drawer]);
  const graph = history.present;
  const known = useRef(graph);
  useEffect(() => {
    if (known.current === graph) return;
    known.current = graph;
    saver.change(toDefinition(graph));
  }, [graph, saver]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.state !== "saved") event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [saver]);
  const edit = useCallback<Edit>(
    (made, about) => setHistory((now) => change(now, made(now.present), about)),
    [],
  );
  const takeTheirs = useCallback(async () => {
    const { body, etag } = await api.read();
    const theirs = toGraph(isObject(body.definition) ? body.definition : { steps: [] });
    known.current = theirs;
    saver.takeTheirs(etag);
    setIssues(issuesIn(body));
    setHistory((now) => change(now, theirs));
  }, [api, saver]);
  const issues = useMemo(() => place(graph, found), [graph, found]);
  return {
    graph,
    edit,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    issues,
    setIssues,
    saving: {
      ...saving,
      flush: useCallback(() => saver.flush(), [saver]),
      keepMine: useCallback(() => saver.keepMine(), [saver]),
      takeTheirs,
      left,
      restore: useCallback(() => {
        if (left) setHistory((now) => change(now, toGraph(left.definition)));
        setLeft(undefined);
      }, [left]),
      discard: useCallback(() => {
        drawer.drop();
        setLeft(undefined);
      }, [drawer]),
    },
  };
}

/** Return what an earlier visit could not save, where it differs from the draft. */
function leftIn(drawer: BrowserDrawer, loaded: Loaded): Copy | undefined {
  const copy = drawer.take();
  const isSame = JSON.stringify(copy?.definition) === JSON.stringify(loaded.definition);
  return isSame ? undefined : copy;
}

/** A run as it goes on; null before the first. */
export function useRun(api: Api): [RunView | undefined, (runId: string | undefined) => void] {
  const [view, setView] = useState<RunView>();
  const runId = view?.runId;
  useEffect(() => {
    if (runId === undefined) return undefined;
    const source = api.events(runId);
    const hear = (event: MessageEvent<string>) => {
      if (event.type === "end") source.close();
      setView((now) => now && take(now, event.type, JSON.parse(event.data) as JsonObject));
    };
    for (const name of ["step", "status", "end"]) source.addEventListener(name, hear);
    const colour = ({ triggerStepId }: JsonObject) =>
      setView((now) => (now?.runId === runId ? triggered(now, text(triggerStepId)) : now));
    // Without it the trigger has no colour: the run is seen all the same.
    api.ofRun("details", runId).then(colour, () => undefined);
    return () => source.close();
  }, [api, runId]);
  const follow = useCallback(
    (id: string | undefined) => setView(id === undefined ? undefined : started(id)),
    [],
  );
  return [view, follow];
}

export interface Watch {
  run: RunView | undefined;
  /** Which version an earlier run is of; of one that is started here everybody knows. */
  about: string;
  error: string;
  follow: (runId: string | undefined) => void;
}

const NOTHING = { about: "", error: "" };

/** The run that is watched: first the one that was asked for, then each that is started. */
export function useWatch(
  api: Api,
  first: string | undefined,
  setInputs: (inputs: JsonObject) => void,
): Watch {
  const [run, watch] = useRun(api);
  const [told, setTold] = useState(NOTHING);
  useEffect(() => {
    if (first === undefined) return;
    earlier(api, first).then(
      ({ inputs, about }) => {
        setInputs(inputs);
        setTold({ ...NOTHING, about });
        watch(first);
      },
      (caught: unknown) => setTold({ ...NOTHING, error: said(caught) }),
    );
  }, [api, first, setInputs, watch]);
  const follow = useCallback(
    (runId: string | undefined) => {
      setTold(NOTHING);
      remember(runId);
      watch(runId);
    },
    [watch],
  );
  return { run, ...told, follow };
}
