// The controls that fields are made of: a text, a choice, any JSON.

import { useEffect, useRef, useState } from "react";
import type { Item } from "./api";
import { meant, shown, type Json } from "./json";

export type Set = (value: Json | undefined) => void;

export interface Simple {
  id: string;
  value: Json | undefined;
  set: Set;
}

/** Choices that are only offered: any text goes, a template too. */
export function Offered(props: Simple & { offered: Item[]; isText: boolean }) {
  const { id, value, set, offered, isText } = props;
  const said = typeof value === "string" ? value : shown(value);
  const chosen = offered.find((one) => one.value === value && one.label !== said);
  return (
    <>
      <input
        id={id}
        className="mr-input"
        list={`${id}-list`}
        value={said}
        onChange={({ target }) =>
          set(isText ? target.value || undefined : valueOf(target.value, offered))
        }
      />
      <Choices id={`${id}-list`} offered={offered} />
      {chosen && <p className="mr-hint mr-chosen">{chosen.label}</p>}
    </>
  );
}

/** Return the choice that was meant, else the text: half a number is none yet. */
function valueOf(said: string, offered: Item[]): Json | undefined {
  const chosen = offered.find((one) => String(one.value) === said);
  return said === "" ? undefined : (chosen?.value ?? meant(said));
}

export function Choices({ id, offered }: { id: string; offered: Item[] }) {
  return (
    <datalist id={id}>
      {offered.map(({ value, label }) => (
        <option key={String(value)} value={String(value)} label={label} />
      ))}
    </datalist>
  );
}

export function Text({ id, value, set, rows }: Simple & { rows: number }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const said = typeof value === "string" ? value : shown(value);
  useEffect(() => fit(box.current), [said]);
  return (
    <textarea
      ref={box}
      id={id}
      className="mr-input mr-text"
      rows={rows}
      spellCheck={false}
      value={said}
      onChange={({ target }) => set(target.value === "" ? undefined : target.value)}
    />
  );
}

function fit(box: HTMLTextAreaElement | null): void {
  if (!box || box.scrollHeight === 0) return; // not shown yet, so it has no height to fit
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 320)}px`;
}

export function Choice({ id, value, set, options }: Simple & { options: readonly string[] }) {
  const said = value === undefined ? "" : typeof value === "string" ? value : shown(value);
  const isBoolean = options[0] === "true";
  const known = said === "" || options.includes(said) ? options : [...options, said];
  return (
    <select
      id={id}
      className="mr-input"
      value={said}
      onChange={({ target }) =>
        set(target.value && isBoolean ? target.value === "true" : target.value || undefined)
      }
    >
      <option value="">not set</option>
      {known.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}

/** Any JSON: what is typed stays as it was typed, as long as it means what the value is. */
export function Any(props: Simple & { rows: number; placeholder?: string }) {
  const { id, value, set, rows, placeholder } = props;
  const [typed, setTyped] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  const isDeep = typeof value === "object" && value !== null;
  const otherwise = isDeep ? JSON.stringify(value, null, 2) : shown(value);
  const said = typed !== undefined && isMeant(typed, value) ? typed : otherwise;
  useEffect(() => fit(box.current), [said]);
  return (
    <textarea
      ref={box}
      id={id}
      className="mr-input mr-text"
      rows={rows}
      placeholder={placeholder}
      spellCheck={false}
      value={said}
      onChange={({ target }) => {
        setTyped(target.value);
        set(meaning(target.value));
      }}
    />
  );
}

const meaning = (typed: string) => meant(typed.trim() === "" ? "" : typed);

export const isMeant = (typed: string, value: Json | undefined) =>
  JSON.stringify(meaning(typed)) === JSON.stringify(value);
