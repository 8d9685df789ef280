// The editor as a whole: palette, plane, panel, and the bar above them.

import { ReactFlowProvider } from "@xyflow/react";
import { useCallback, useState, type ReactNode } from "react";
import type { Api } from "./api";
import { Canvas, type Sought } from "./canvas";
import { typeOf } from "./catalogue";
import { useClipboard } from "./clipboard";
import { duplicate, insert, stepsIn, taking, type Made } from "./copies";
import { ConflictNotice, PublishDialog } from "./dialogs";
import { add, connect, endOf, remove, type Place } from "./edits";
import { edgesOf, hasScope, nodeOf, ownerOf, stepOf, TOP, type Graph } from "./graph";
import { Icon } from "./icons";
import { isError } from "./issues";
import { text, type JsonObject } from "./json";
import { useKeys } from "./keys";
import { Palette } from "./palette";
import { StepPanel } from "./panel";
import { usePlaces } from "./places";
import { RunDialog } from "./running";
import { useDraft, useWatch, type Loaded, type Selection } from "./state";
import { IssueList, JsonView, RunBar, SaveMark } from "./views";

type Tab = "step" | "issues" | "json";
type Open = "publish" | "run" | undefined;

interface Props {
  api: Api;
  loaded: Loaded;
  /** A run to be looked at from the beginning. */
  runId: string | undefined;
}

export function Editor({ api, loaded, runId }: Props) {
  const draft = useDraft(api, loaded);
  const { graph, edit, issues, saving } = draft;
  const [selection, setSelection] = useState<Selection>();
  const [tab, setTab] = useState<Tab>("step");
  const [open, setOpen] = useState<Open>();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [latest, setLatest] = useState(loaded.latest);
  const [inputs, setInputs] = useState<JsonObject>({});
  const watch = useWatch(api, runId, setInputs);
  const { run } = watch;
  const placing = usePlaces(api.flowId, graph);
  const { places, put: putAt, forget } = placing;
  const [tidied, setTidied] = useState(0);
  const [isRefused, setRefused] = useState(false);
  const [sought, seek] = useState<Sought>();
  const { catalogue } = loaded;

  const select = useCallback((wanted: Selection) => {
    setSelection(wanted);
    getSelection()?.removeAllRanges(); // a step is what is copied now, not some text
    if (wanted?.kind === "step") setTab("step");
    if (wanted?.kind === "scope") setPaletteOpen(true);
  }, []);
  const show = useCallback(
    (key: string) => {
      select({ kind: "step", key });
      seek({ key });
    },
    [select],
  );
  const links = useCallback(
    (type: string) => typeOf(catalogue, type)?.links ?? ["nextStepId"],
    [catalogue],
  );
  const put = useCallback(
    (type: string, place: Place) => {
      const made = add(graph, type, place, links);
      edit(() => made.graph);
      forget(made.key); // where an earlier step of that id stood
      show(made.key);
      setPaletteOpen(false);
    },
    [graph, edit, links, show, forget],
  );
  const place = useCallback(
    ({ graph: made, keys }: Made) => {
      edit(() => made);
      keys.forEach(forget);
      if (keys[0] !== undefined) show(keys[0]);
    },
    [edit, show, forget],
  );
  const copy = useCallback(
    (key: string) => {
      const made = duplicate(graph, key);
      if (made) place(made);
    },
    [graph, place],
  );
  const paste = useCallback(
    (said: string) => {
      const steps = stepsIn(said);
      setRefused(!steps);
      if (!steps) return;
      place(insert(graph, steps, nextPlace(graph, selection)));
    },
    [graph, selection, place],
  );
  const drop = useCallback(
    (keys: readonly string[]) => {
      edit((now) => remove(now, keys));
      setSelection(undefined);
    },
    [edit],
  );
  const dropSelected = useCallback(() => {
    if (selection?.kind === "step") drop([selection.key]);
    if (selection?.kind !== "edge") return;
    const edge = edgesOf(graph).find((one) => one.id === selection.id);
    if (edge) edit((now) => connect(now, edge.source, edge.port));
    setSelection(undefined);
  }, [selection, drop, edit, graph]);

  const { undo, redo } = draft;
  const { flush } = saving;
  useClipboard({
    taken: () => {
      const step = selection?.kind === "step" ? taking(graph, selection.key) : undefined;
      return step && JSON.stringify({ steps: [step] }, null, 2);
    },
    remove: dropSelected,
    put: paste,
  });
  useKeys({
    undo,
    redo,
    save: () => void flush(),
    remove: dropSelected,
    duplicate: () => selection?.kind === "step" && copy(selection.key),
    leave: () => {
      setSelection(undefined);
      setPaletteOpen(false);
    },
  });

  const selected = selection?.kind === "step" ? selection.key : undefined;
  const errors = issues.filter(isError).length;
  return (
    <div className="mr-editor">
      <header className="mr-bar">
        <a className="mr-back" href={`/console/flows/${encodeURIComponent(api.flowId)}`}>
          ← {loaded.name}
        </a>
        <span className="mr-version">{latest ? `v${latest} published` : "not published"}</span>
        <SaveMark state={saving.state} message={saving.message} />
        <span className="mr-buttons mr-end">
          <Tool name="Steps" icon="list" isNarrow act={() => setPaletteOpen((now) => !now)} />
          <Tool name="Undo" icon="undo" disabled={!draft.canUndo} act={undo} />
          <Tool name="Redo" icon="redo" disabled={!draft.canRedo} act={redo} />
          <Tool
            name="Tidy up"
            icon="tidy"
            act={() => {
              placing.forgetAll();
              setTidied((now) => now + 1);
            }}
          />
          <button type="button" className="mr-button" onClick={() => setOpen("run")}>
            <Icon name="play" /> Run
          </button>
          <button
            type="button"
            className="mr-button mr-primary"
            onClick={() => setOpen("publish")}
          >
            Publish
          </button>
        </span>
      </header>
      {saving.state === "conflict" && <ConflictNotice {...saving} />}
      {saving.left && (
        <div className="mr-conflict" role="alert">
          <p>
            Changes of {new Date(saving.left.at).toLocaleString()} were never saved
            {saving.left.etag !== loaded.etag && ", and the draft was saved by others since"}.
          </p>
          <button type="button" className="mr-button mr-primary" onClick={saving.restore}>
            Restore my changes
          </button>
          <button type="button" className="mr-button" onClick={saving.discard}>
            Discard them
          </button>
        </div>
      )}
      {watch.error && (
        <div className="mr-conflict" role="alert">
          <p>The run cannot be shown: {watch.error}</p>
          <button type="button" className="mr-button" onClick={() => watch.follow(undefined)}>
            Go on without it
          </button>
        </div>
      )}
      {isRefused && (
        <div className="mr-conflict" role="alert">
          <p>What was pasted is no step. Copy a step of any flow, or the JSON of one or more.</p>
          <button type="button" className="mr-button" onClick={() => setRefused(false)}>
            Close
          </button>
        </div>
      )}
      {run && <RunBar {...{ api, run }} about={watch.about} close={() => watch.follow(undefined)} />}
      <div className={isPaletteOpen ? "mr-main is-open" : "mr-main"}>
        <Palette
          catalogue={catalogue}
          where={whereNext(graph, selection)}
          choose={(type) => put(type, nextPlace(graph, selection))}
        />
        <div className="mr-plane">
          <ReactFlowProvider>
            <Canvas
              {...{ graph, catalogue, issues, run, selection, select, edit, places, tidied, sought }}
              put={putAt}
              add={put}
            />
          </ReactFlowProvider>
          {graph.nodes.length === 0 && (
            <p className="mr-empty mr-over">Empty so far. Choose a trigger to begin with.</p>
          )}
        </div>
        <aside className="mr-side" aria-label="Details">
          <div className="mr-tabs" role="tablist">
            <TabButton is="step" tab={tab} set={setTab}>
              Step
            </TabButton>
            <TabButton is="issues" tab={tab} set={setTab}>
              Issues <Count errors={errors} all={issues.length} />
            </TabButton>
            <TabButton is="json" tab={tab} set={setTab}>
              JSON
            </TabButton>
          </div>
          <div className="mr-tab" role="tabpanel" id="mr-tab" aria-labelledby={`mr-tab-${tab}`}>
            {tab === "step" && selected !== undefined && nodeOf(graph, selected) && (
              <StepPanel
                key={selected}
                {...{ api, graph, catalogue, issues, run, inputs, edit, selected, flush }}
                remove={(key) => drop([key])}
                duplicate={copy}
                rekey={(key) => {
                  placing.rename(selected, key);
                  setSelection({ kind: "step", key });
                }}
              />
            )}
            {tab === "step" && (selected === undefined || !nodeOf(graph, selected)) && (
              <p className="mr-empty">Select a step to see and change what it does.</p>
            )}
            {tab === "issues" && <IssueList {...{ graph, issues, show }} />}
            {tab === "json" && <JsonView graph={graph} edit={edit} />}
          </div>
        </aside>
      </div>
      {open === "publish" && (
        <PublishDialog
          {...{ api, issues, flush }}
          close={() => setOpen(undefined)}
          done={(version) => {
            setLatest(version);
            setOpen(undefined);
          }}
        />
      )}
      {open === "run" && (
        <RunDialog
          {...{ api, graph, inputs, setInputs, flush }}
          mostBytes={catalogue.limits.fileBytes}
          close={() => setOpen(undefined)}
          done={(started) => {
            watch.follow(started);
            setOpen(undefined);
          }}
        />
      )}
    </div>
  );
}

function nextPlace(graph: Graph, selection: Selection): Place {
  if (selection?.kind === "scope" && hasScope(graph, selection.scope)) {
    return { scope: selection.scope, after: endOf(graph, selection.scope) };
  }
  const node = selection?.kind === "step" ? nodeOf(graph, selection.key) : undefined;
  if (node) return { scope: node.scope, after: node.key };
  return { scope: TOP, after: endOf(graph, TOP) };
}

function whereNext(graph: Graph, selection: Selection): string {
  const named = (key?: string) => text(stepOf(graph, key)?.name) || key;
  const place = nextPlace(graph, selection);
  if (place.after !== undefined) return `Adds after ${named(place.after)}.`;
  const owner = ownerOf(place.scope);
  return owner ? `Adds inside ${named(owner)}.` : "Click to add, or drag onto the plane.";
}

interface ToolProps {
  name: string;
  icon: string;
  act: () => void;
  disabled?: boolean;
  isNarrow?: boolean;
}

function Tool({ name, icon, act, disabled, isNarrow }: ToolProps) {
  return (
    <button
      type="button"
      className={isNarrow ? "mr-button mr-only-narrow" : "mr-button"}
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
}

interface TabProps {
  is: Tab;
  tab: Tab;
  set: (tab: Tab) => void;
  children: ReactNode;
}

function TabButton({ is, tab, set, children }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      id={`mr-tab-${is}`}
      aria-selected={is === tab}
      aria-controls="mr-tab"
      onClick={() => set(is)}
    >
      {children}
    </button>
  );
}

function Count({ errors, all }: { errors: number; all: number }) {
  if (all === 0) return null;
  return <span className={`mr-mark mr-mark-${errors ? "error" : "warning"}`}>{all}</span>;
}
