// How a step, a group of steps and a lane are drawn.

import { Handle, Position, useUpdateNodeInternals, type Node, type NodeProps } from "@xyflow/react";
import { memo, useEffect } from "react";
import { groupOf, type Port } from "./catalogue";
import { isError, type Placed } from "./issues";
import { Icon } from "./icons";
import type { StepState } from "./run";

export type StepData = {
  type: string;
  name: string;
  ports: Port[];
  hasError: boolean;
  isTrigger: boolean;
  isGroup: boolean;
  isEmpty: boolean;
  isPinned: boolean;
  issues: Placed[];
  state?: StepState;
  count?: number;
  onAdd?: () => void;
};
export type LaneData = { name: string; isEmpty: boolean; onAdd: () => void };
export type StepNode = Node<StepData, "step">;
export type LaneNode = Node<LaneData, "lane">;

const SAID: Record<StepState, string> = {
  running: "running",
  completed: "completed",
  failed: "failed",
  waiting: "waiting",
  interrupted: "interrupted",
};

export const StepView = memo(function StepView({ id, data, selected }: NodeProps<StepNode>) {
  const update = useUpdateNodeInternals();
  const ports = data.ports.map(({ port }) => port).join(" ");
  useEffect(() => update(id), [update, id, ports, data.hasError]);
  const worst = data.issues.some(isError) ? "error" : "warning";
  const classes = ["mr-step", data.isGroup && "mr-group", selected && "is-selected"];
  if (data.issues.length) classes.push(`has-${worst}`);
  if (data.state) classes.push(`is-${data.state}`);
  return (
    <div className={classes.filter(Boolean).join(" ")} data-step={id} data-state={data.state}>
      {!data.isTrigger && (
        <Handle type="target" position={Position.Top} role="img" aria-label={`Into ${data.name}`} />
      )}
      <div className="mr-step-head">
        <span className={`mr-glyph mr-glyph-${groupOf(data.type)}`}>
          <Icon name={groupOf(data.type)} />
        </span>
        <span className="mr-step-words">
          <span className="mr-step-name">{data.name}</span>
          <span className="mr-step-type">{data.type}</span>
        </span>
        <Marks data={data} worst={worst} />
      </div>
      {data.isGroup && data.isEmpty && data.onAdd && <AddHere name={data.name} add={data.onAdd} />}
      <Ports data={data} />
    </div>
  );
});

function Marks({ data, worst }: { data: StepData; worst: string }) {
  return (
    <span className="mr-marks">
      {data.state && (
        <span className={`mr-state mr-state-${data.state}`} title={SAID[data.state]}>
          {(data.count ?? 0) > 1 ? `${data.count}×` : ""}
          <span className="mr-unseen">{SAID[data.state]}</span>
        </span>
      )}
      {data.isPinned && <span className="mr-pin">pinned</span>}
      {data.issues.length > 0 && (
        <span
          className={`mr-mark mr-mark-${worst}`}
          title={data.issues.map(({ message }) => message).join("\n")}
        >
          {data.issues.length}
          <span className="mr-unseen">
            {data.issues.length === 1 ? " issue" : " issues"}
          </span>
        </span>
      )}
    </span>
  );
}

function Ports({ data }: { data: StepData }) {
  const isPlain = data.ports.length === 1;
  return (
    <>
      {data.ports.map(({ port, label }, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Bottom}
          className={`mr-port mr-port-${port.replace(/\W.*/, "")}`}
          style={{ left: `${((index + 1) / (data.ports.length + 1)) * 100}%` }}
          role="img"
          aria-label={`${label}, from ${data.name}`}
          title={isPlain ? undefined : label}
        />
      ))}
      {data.hasError && (
        <Handle
          id="errorNextStepId"
          type="source"
          position={Position.Right}
          className="mr-port mr-port-errorNextStepId"
          role="img"
          aria-label={`on error, from ${data.name}`}
          title="on error"
        />
      )}
    </>
  );
}

export const LaneView = memo(function LaneView({ id, data, selected }: NodeProps<LaneNode>) {
  return (
    <div className={selected ? "mr-lane is-selected" : "mr-lane"} data-lane={id}>
      <span className="mr-lane-name">{data.name}</span>
      {data.isEmpty && <AddHere name={data.name} add={data.onAdd} />}
    </div>
  );
});

function AddHere({ name, add }: { name: string; add: () => void }) {
  return (
    <button
      type="button"
      className="mr-add-here nodrag"
      aria-label={`Add the first step in ${name}`}
      onClick={(event) => {
        event.stopPropagation();
        add();
      }}
    >
      Choose a first step
    </button>
  );
}

export const NODE_TYPES = { step: StepView, lane: LaneView };
