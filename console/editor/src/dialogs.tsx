// What is asked before something is done: publishing, and a conflict.

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Api } from "./api";
import { isError, type Placed } from "./issues";
import { said } from "./trial";

interface AskingProps {
  title: string;
  /** What the button says, and what it says while it is being done. */
  word: string;
  going: string;
  flush: () => Promise<boolean>;
  act: () => Promise<void>;
  close: () => void;
  /** Whether something has to be waited for first. */
  isHeld?: boolean;
  children: ReactNode;
}

/** Ask, save the draft, and do it; what stands in the way is said in the dialog. */
export function Asking(props: AskingProps) {
  const { title, word, going, flush, act, close, isHeld, children } = props;
  const [error, setError] = useState("");
  const [isGoing, setGoing] = useState(false);
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.showModal();
  }, []);
  const go = async () => {
    setGoing(true);
    try {
      if (!(await flush())) throw new Error("The draft is not saved yet.");
      await act();
    } catch (caught) {
      setError(said(caught));
      setGoing(false);
    }
  };
  return (
    <dialog
      ref={box}
      className="mr-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={id}>{title}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {children}
        {error && (
          <p className="mr-error" role="alert">
            {error}
          </p>
        )}
        <div className="mr-buttons mr-end">
          <button type="button" className="mr-button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="mr-button mr-primary" disabled={isGoing || isHeld}>
            {isGoing ? going : word}
          </button>
        </div>
      </form>
    </dialog>
  );
}

interface PublishProps {
  api: Api;
  issues: Placed[];
  flush: () => Promise<boolean>;
  close: () => void;
  done: (version: number) => void;
}

export function PublishDialog({ api, issues, flush, close, done }: PublishProps) {
  const [summary, setSummary] = useState("");
  const id = useId();
  const errors = issues.filter(isError);
  const act = async () => done(await api.publish(summary));
  return (
    <Asking title="Publish" word="Publish" going="Publishing…" {...{ flush, act, close }}>
      <p>What is published never changes: runs of it go on with it, whatever you edit.</p>
      {errors.length > 0 && (
        <p className="mr-error">
          {errors.length === 1 ? "One issue stands" : `${errors.length} issues stand`} in the way.
        </p>
      )}
      <label htmlFor={id}>What changed</label>
      <textarea
        id={id}
        className="mr-input"
        rows={3}
        autoFocus
        maxLength={4000}
        placeholder="Asks a person above 500 EUR"
        value={summary}
        onChange={({ target }) => setSummary(target.value)}
      />
    </Asking>
  );
}

interface ConflictProps {
  keepMine: () => Promise<boolean>;
  takeTheirs: () => Promise<void>;
}

export function ConflictNotice({ keepMine, takeTheirs }: ConflictProps) {
  return (
    <div className="mr-conflict" role="alert">
      <p>
        <strong>Somebody else saved this draft.</strong> Yours is not saved: take theirs, or save
        yours over it. What you lose can be had back with Undo.
      </p>
      <div className="mr-buttons">
        <button type="button" className="mr-button" onClick={() => void takeTheirs()}>
          Reload theirs
        </button>
        <button type="button" className="mr-button" onClick={() => void keepMine()}>
          Keep mine
        </button>
      </div>
    </div>
  );
}
