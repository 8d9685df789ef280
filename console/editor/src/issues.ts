// Where a finding of the API belongs: its JSON pointer leads to a step and a field of it.

import { bodyScope, branchScope, scopes, type Graph } from "./graph";

export interface Issue {
  path: string;
  code: string;
  message: string;
  severity: string;
}

export interface Placed extends Issue {
  /** The step it is about, undefined for the whole definition. */
  key?: string;
  /** The rest of the pointer within the step, such as "data/url". */
  within: string;
}

export function place(graph: Graph, issues: readonly Issue[]): Placed[] {
  const byScope = scopes(graph);
  return issues.map((issue) => {
    let parts = issue.path.split("/").slice(1);
    let scope = "";
    let key: string | undefined;
    for (;;) {
      const index = Number(parts[1]);
      const node = parts[0] === "steps" ? byScope.get(scope)?.[index] : undefined;
      if (node === undefined) break;
      key = node.key;
      parts = parts.slice(2);
      scope = bodyScope(key);
      if (parts[0] === "data" && parts[1] === "branches" && parts[3] === "steps") {
        scope = branchScope(key, Number(parts[2]));
        if (parts[4] !== undefined) parts = parts.slice(3);
      }
    }
    return { ...issue, key, within: parts.join("/") };
  });
}

export function ofStep(issues: readonly Placed[], key: string): Placed[] {
  return issues.filter((issue) => issue.key === key);
}

/** Return what is wrong with one field of a step; what is deeper in it counts as well. */
export function ofField(issues: readonly Placed[], field: string): Placed[] {
  return issues.filter(({ within }) => within === field || within.startsWith(`${field}/`));
}

export const isError = (issue: Issue): boolean => issue.severity !== "warning";
