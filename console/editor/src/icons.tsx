// One small drawing for each kind of step and each button.

const PATHS: Record<string, string> = {
  Triggers: "M9 1 3 9h4l-1 6 6-8H8l1-6z",
  Logic: "M4 2v5a3 3 0 0 0 3 3h5M4 2v12M9.500 7.500 12 10l-2.500 2.500",
  People: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.500 14a5.500 5.500 0 0 1 11 0",
  Services: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c4 4 4 8 0 12M8 2c-4 4-4 8 0 12",
  Conversation: "M2 3h12v8H7l-3 3v-3H2z",
  Ends: "M4 14V2h9l-2 3 2 3H4",
  Others: "M4 4h8v8H4z",
  undo: "M6 3 2 7l4 4M2 7h8a4 4 0 0 1 0 8H7",
  redo: "M10 3l4 4-4 4M14 7H6a4 4 0 0 0 0 8h3",
  tidy: "M6 2h4v3H6zM1 11h4v3H1zM11 11h4v3h-4zM8 5v3M3 11V8h10v3",
  play: "M4 2l9 6-9 6z",
  close: "M3 3l10 10M13 3 3 13",
  plus: "M8 2v12M2 8h12",
  copy: "M5 5h9v9H5zM11 5V2H2v9h3",
  bin: "M2 4h12M6 4V2h4v2M4 4l1 10h6l1-10",
  list: "M2 3h12M2 8h12M2 13h12",
};

export function Icon({ name }: { name: string }) {
  return (
    <svg className="mr-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name] ?? PATHS.Others} />
    </svg>
  );
}
