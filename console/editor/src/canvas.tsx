// The graph on its plane: what is drawn follows from the draft, what is done becomes edits.

import {
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  useReactFlow,
  useStoreApi,
  type Connection,
  type Edge as DrawnEdge,
  type EdgeChange,
  type NodeChange,
} from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, type DragEvent } from "react";
import { groupOf, hasErrorPort, labelOf, portsOf, type Catalogue } from "./catalogue";
import { canConnect, connect, endOf, scopesWithin, type Place } from "./edits";
import { caseOf, casesOf, edgesOf, isTrigger, stepOf, TOP, type Graph } from "./graph";
import { ofStep, type Placed } from "./issues";
import { has, isObject, shown, text, type JsonObject } from "./json";
import { layout, type Box } from "./layout";
import { NODE_TYPES, type LaneNode, type StepNode } from "./nodes";
import type { Places, Placing, Point } from "./places";
import type { RunView } from "./run";
import { middle, whole } from "./sight";
import type { Edit, Selection } from "./state";

export const DRAGGED = "application/x-millrace-step";

interface Props {
  graph: Graph;
  catalogue: Catalogue;
  issues: Placed[];
  run: RunView | undefined;
  selection: Selection;
  select: (selection: Selection) => void;
  edit: Edit;
  add: (type: string, place: Place) => void;
  places: Places;
  put: Placing["put"];
  /** How often all was put in order: each time the whole comes into sight. */
  tidied: number;
  /** A step to be brought into sight, another object each time it is to be. */
  sought: Sought | undefined;
}

export interface Sought {
  key: string;
}

type Drawn = StepNode | LaneNode;

export function Canvas(props: Props) {
  const { graph, catalogue, issues, run, selection, select, edit, add } = props;
  const { places, put, tidied, sought } = props;
  const { screenToFlowPosition, fitView, setCenter } = useReactFlow();
  const store = useStoreApi();
  const boxes = useMemo(() => layout(graph), [graph]);
  const edges = useMemo(() => drawnEdges(graph, run, selection), [graph, run, selection]);
  const nodes = useMemo(() => {
    const chosen = selection?.kind === "step" ? selection.key : undefined;
    const lane = selection?.kind === "scope" ? selection.scope : undefined;
    return boxes.map((box) => {
      const at = places[box.id] ?? { x: box.x, y: box.y };
      const made = drawnNode(box, { graph, catalogue, issues, run, select });
      return { ...made, position: at, selected: box.id === (chosen ?? lane) } as Drawn;
    });
  }, [boxes, places, graph, catalogue, issues, run, select, selection]);

  const known = useRef(tidied);
  useEffect(() => {
    if (known.current === tidied) return;
    known.current = tidied;
    requestAnimationFrame(() => void fitView({ padding: 0.15, maxZoom: 1 }));
  }, [tidied, fitView]);

  const found = useRef(sought);
  useEffect(() => {
    if (found.current === sought) return;
    const box = boxes.find((one) => one.id === sought?.key);
    if (!box) return; // not drawn yet
    found.current = sought;
    const byId = new Map(boxes.map((one) => [one.id, one]));
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    const to = middle(whole(box, byId, places), box, { x, y, zoom, width, height });
    if (to) void setCenter(to.x, to.y, { zoom, duration: isCalm() ? 0 : 200 });
  }, [sought, boxes, places, store, setCenter]);

  const onNodesChange = useCallback(
    (changes: NodeChange<Drawn>[]) => {
      for (const one of changes) {
        if (one.type === "position" && one.position) {
          put(one.id, { x: one.position.x, y: one.position.y }, one.dragging === true);
        }
        if (one.type === "select" && one.selected) {
          const isLane = boxes.some((box) => box.id === one.id && box.lane);
          const step = { kind: "step", key: one.id } as const;
          select(isLane ? { kind: "scope", scope: one.id } : step);
        }
      }
    },
    [boxes, select, put],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      for (const one of changes) {
        if (one.type === "select" && one.selected) select({ kind: "edge", id: one.id });
      }
    },
    [select],
  );
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) =>
      edit((now) => connect(now, source, sourceHandle ?? "nextStepId", target)),
    [edit],
  );
  const onReconnect = useCallback(
    (old: DrawnEdge, { source, sourceHandle, target }: Connection) =>
      edit((now) => {
        const freed = connect(now, old.source, old.sourceHandle ?? "nextStepId");
        return connect(freed, source, sourceHandle ?? "nextStepId", target);
      }),
    [edit],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      const type = event.dataTransfer.getData(DRAGGED);
      if (!type) return;
      event.preventDefault();
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      add(type, placeAt(graph, boxes, places, at));
    },
    [screenToFlowPosition, add, graph, boxes, places],
  );
  return (
    <ReactFlow<Drawn>
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={onConnect}
      onReconnect={onReconnect}
      isValidConnection={({ source, target }) => canConnect(graph, source, target)}
      onPaneClick={() => select(undefined)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      deleteKeyCode={null}
      multiSelectionKeyCode={null}
      selectionKeyCode={null}
      connectionRadius={32}
      minZoom={0.1}
      maxZoom={1.75}
      fitView
      fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
      aria-label="The flow's steps"
    >
      <Controls showInteractive={false} position="bottom-left" />
      <MiniMap pannable zoomable style={SMALL} position="bottom-right" nodeClassName={mapped} />
    </ReactFlow>
  );
}

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const SMALL = { width: 132, height: 96 };

const mapped = (node: Drawn) =>
  node.type === "step" ? `mr-map mr-map-${node.data.state ?? groupOf(node.data.type)}` : "mr-map";

type About = Pick<Props, "graph" | "catalogue" | "issues" | "run" | "select">;

function drawnNode(box: Box, about: About): Omit<Drawn, "position"> {
  const size = { width: box.width, height: box.height };
  const shared = { id: box.id, parentId: box.parent, ...size, measured: size, style: size };
  const { graph, select } = about;
  const isEmptyIn = (scope: string) => !graph.nodes.some((node) => node.scope === scope);
  const choose = (scope: string) => () => select({ kind: "scope", scope });
  if (box.lane) {
    const { name, scope } = box.lane;
    const data = { name, isEmpty: isEmptyIn(scope), onAdd: choose(scope) };
    return { ...shared, type: "lane", data, draggable: false, ariaLabel: `Branch ${name}` };
  }
  const step = (box.node?.step ?? {}) as JsonObject;
  const [id, type] = [text(step.id), text(step.type)];
  const inside = scopesWithin(box.id, step);
  const pins = graph.rest.pins;
  const name = text(step.name) || id || "unnamed";
  const body = inside.length === 1 && inside[0]?.name === "" ? inside[0].scope : undefined;
  const data = {
    type: type || "no type",
    name,
    ports: portsOf(about.catalogue, step),
    hasError: hasErrorPort(about.catalogue, step),
    isTrigger: isTrigger(type),
    isGroup: inside.length > 0,
    isEmpty: body !== undefined && isEmptyIn(body),
    isPinned: isObject(pins) && has(pins, id),
    issues: ofStep(about.issues, box.id),
    state: about.run?.steps[id],
    count: about.run?.counts[id],
    onAdd: body === undefined ? undefined : choose(body),
  };
  return { ...shared, type: "step", data, ariaLabel: `${name}, ${type}` };
}

function drawnEdges(graph: Graph, run: RunView | undefined, selection: Selection): DrawnEdge[] {
  return edgesOf(graph).map((edge) => {
    const step = stepOf(graph, edge.source) ?? {};
    const ahead = text(stepOf(graph, edge.target)?.id);
    const label = edgeLabel(step, edge.port);
    const isTaken = run?.steps[text(step.id)] === "completed" && run.steps[ahead] !== undefined;
    const kind = edge.port.replace(/\W.*/, "");
    return {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      sourceHandle: edge.port,
      type: "smoothstep",
      label,
      className: `mr-edge mr-edge-${kind}${isTaken ? " is-taken" : ""}`,
      selected: selection?.kind === "edge" && selection.id === edge.id,
      reconnectable: "target",
      markerEnd: { type: MarkerType.ArrowClosed, color: "var(--mr-edge)", width: 18, height: 18 },
      labelBgPadding: [6, 3],
      labelBgBorderRadius: 6,
      zIndex: 1,
      ariaLabel: `${label || "next"}: from ${text(step.name) || step.id} to ${ahead}`,
    } as DrawnEdge;
  });
}

function edgeLabel(step: JsonObject, port: string): string {
  const index = caseOf(port);
  if (index !== undefined) {
    const one = casesOf(step)[index];
    return shown(isObject(one) ? one.value : undefined) || `case ${index + 1}`;
  }
  const label = labelOf(step, port);
  return label === "next" ? "" : label;
}

/** Return where a step goes that is dropped here: into the smallest group, after the nearest. */
function placeAt(graph: Graph, boxes: Box[], places: Places, at: Point): Place {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const placeOf = (box: Box) => whole(box, byId, places);
  let scope = TOP;
  for (const box of boxes) {
    const { x, y } = placeOf(box);
    const isIn = at.x >= x && at.y >= y && at.x <= x + box.width && at.y <= y + box.height;
    if (!isIn) continue;
    if (box.lane) scope = box.lane.scope;
    const body = box.node ? scopesWithin(box.id, box.node.step)[0] : undefined;
    if (body?.name === "") scope = body.scope;
  }
  const above = boxes
    .filter((box) => box.node?.scope === scope && placeOf(box).y + box.height / 2 < at.y)
    .map((box) => {
      const { x, y } = placeOf(box);
      return { key: box.id, far: Math.hypot(at.x - x - box.width / 2, at.y - y - box.height) };
    })
    .sort((a, b) => a.far - b.far);
  return { scope, after: above[0]?.key ?? endOf(graph, scope) };
}
