// Undo and redo over values that never change.

export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  /** What the last change was about: another one about the same joins it. */
  about: string | undefined;
}

const MOST = 200;

export const begin = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  about: undefined,
});

/** Take a change; letters typed into one field are undone together. */
export function change<T>(history: History<T>, present: T, about?: string): History<T> {
  if (present === history.present) return history;
  const joins = about !== undefined && about === history.about;
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST);
  return { past, present, future: [], about };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present, future, about: undefined };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, about: undefined };
}
