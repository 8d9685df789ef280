// Where everything stands: dagre within each scope, and groups as large as what is in them.

import dagre from "@dagrejs/dagre";
import { scopesWithin } from "./edits";
import { edgesOf, indexOfCase, scopes, type Edge, type Graph, type GraphNode } from "./graph";

export interface Box {
  id: string;
  /** The group it stands in, undefined at the top; x and y are relative to it. */
  parent?: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The step it shows, or the scope that a lane of a parallel step is. */
  node?: GraphNode;
  lane?: { scope: string; name: string; owner: string };
}

export const STEP = { width: 216, height: 62 };
const HEAD = 62;
const LANE_HEAD = 30;
const PAD = 20;
// Cases come before it, and there are never as many.
const NEXT = 1_000_000;
const EMPTY = { width: 176, height: 56 };

interface Spread {
  boxes: Box[];
  width: number;
  height: number;
}

/** Return a box for every step and lane, each after the group it stands in. */
export function layout(graph: Graph): Box[] {
  const byScope = scopes(graph);
  const scopeOf = new Map(graph.nodes.map((node) => [node.key, node.scope]));
  const edges = new Map<string, Edge[]>();
  for (const edge of edgesOf(graph)) {
    const scope = scopeOf.get(edge.source) ?? "";
    edges.set(scope, [...(edges.get(scope) ?? []), edge]);
  }
  return spread("", undefined).boxes;

  function spread(scope: string, parent: string | undefined): Spread {
    const beside = (byScope.get(scope) ?? []).filter((node) => typeof node.step === "object");
    const inner = new Map(beside.map((node) => [node.key, within(node)]));
    const made = arranged(beside, edges.get(scope) ?? [], (key) => inner.get(key) ?? STEP);
    const boxes = beside.flatMap((node): Box[] => {
      const own = made.at.get(node.key) ?? { x: 0, y: 0 };
      const inside = inner.get(node.key);
      const { width, height } = inside ?? STEP;
      return [{ id: node.key, parent, ...own, width, height, node }, ...(inside?.boxes ?? [])];
    });
    return { boxes, width: made.width, height: made.height };
  }

  function within(node: GraphNode): Spread | undefined {
    const inside = scopesWithin(node.key, node.step);
    if (inside.length === 0) return undefined;
    const isLoop = inside.length === 1 && inside[0]?.name === "";
    return isLoop ? body(node, inside[0]?.scope ?? "") : lanes(node, inside);
  }

  function body(node: GraphNode, scope: string): Spread {
    const made = spread(scope, node.key);
    const size = made.boxes.length ? made : EMPTY;
    const width = Math.max(STEP.width, size.width) + 2 * PAD;
    const left = (width - size.width) / 2;
    const boxes = moved(made.boxes, node.key, left, HEAD + PAD);
    return { boxes, width, height: HEAD + size.height + 2 * PAD };
  }

  function lanes(node: GraphNode, inside: { scope: string; name: string }[]): Spread {
    const boxes: Box[] = [];
    let x = PAD;
    let height = 0;
    for (const lane of inside) {
      const made = spread(lane.scope, lane.scope);
      const size = made.boxes.length ? made : EMPTY;
      const width = Math.max(EMPTY.width, size.width) + 2 * PAD;
      const tall = LANE_HEAD + size.height + 2 * PAD;
      const own = { id: lane.scope, parent: node.key, x, y: HEAD + PAD / 2, width, height: tall };
      boxes.push({ ...own, lane: { ...lane, owner: node.key } });
      boxes.push(...moved(made.boxes, lane.scope, (width - size.width) / 2, LANE_HEAD + PAD));
      x += width + PAD;
      height = Math.max(height, tall);
    }
    for (const box of boxes) if (box.lane && box.parent === node.key) box.height = height;
    return { boxes, width: Math.max(x, STEP.width), height: HEAD + height + 1.5 * PAD };
  }
}

function moved(boxes: Box[], parent: string, x: number, y: number): Box[] {
  return boxes.map((box) =>
    box.parent === parent ? { ...box, x: box.x + x, y: box.y + y } : box,
  );
}

function arranged(
  nodes: GraphNode[],
  edges: Edge[],
  sizeOf: (key: string) => { width: number; height: number },
): { at: Map<string, { x: number; y: number }>; width: number; height: number } {
  const at = new Map<string, { x: number; y: number }>();
  if (nodes.length === 0) return { at, width: 0, height: 0 };
  const drawn = new dagre.graphlib.Graph({ multigraph: true });
  drawn.setGraph({ rankdir: "TB", nodesep: 44, ranksep: 58, marginx: 0, marginy: 0 });
  for (const { key } of nodes) {
    const { width, height } = sizeOf(key);
    drawn.setNode(key, { width, height });
  }
  // dagre puts what it is told of last to the left: ways lead down without crossing each other.
  const ways = edges.toSorted((one, other) => rank(other.port) - rank(one.port));
  for (const edge of ways) drawn.setEdge(edge.source, edge.target, {}, edge.port);
  dagre.layout(drawn);
  let [width, height] = [0, 0];
  for (const { key } of nodes) {
    const found = drawn.node(key) as { x: number; y: number; width: number; height: number };
    const [x, y] = [found.x - found.width / 2, found.y - found.height / 2];
    at.set(key, { x: Math.round(x), y: Math.round(y) });
    width = Math.max(width, x + found.width);
    height = Math.max(height, y + found.height);
  }
  return { at, width: Math.round(width), height: Math.round(height) };
}

/** Return how far to the right a way leaves its step, as its port is drawn. */
function rank(port: string): number {
  if (port === "nextStepId") return NEXT;
  if (port === "errorNextStepId") return NEXT + 2;
  return port.endsWith("StepId") ? NEXT + 1 : indexOfCase(port);
}
