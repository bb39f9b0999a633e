// Keys: what a key does. Those that an element needs itself are left to it.

export const KEYS = [
  {
    keys: ["ArrowRight", "ArrowDown"],
    shown: "→ ↓",
    what: "one step forward",
    action: { type: "next" },
  },
  {
    keys: ["ArrowLeft", "ArrowUp"],
    shown: "← ↑",
    what: "one step back",
    action: { type: "previous" },
  },
  { keys: ["Home"], shown: "Home", what: "first step", action: { type: "first" } },
  { keys: ["End"], shown: "End", what: "last step", action: { type: "last" } },
  {
    keys: ["PageDown"],
    shown: "Page down",
    what: "ten steps forward",
    action: { type: "page", steps: 10 },
  },
  {
    keys: ["PageUp"],
    shown: "Page up",
    what: "ten steps back",
    action: { type: "page", steps: -10 },
  },
  { keys: [" "], shown: "Space", what: "play, pause", action: { type: "play" } },
  {
    keys: ["f"],
    shown: "f",
    what: "next step that is part of the failure",
    action: { type: "failure" },
  },
  { keys: ["c"], shown: "c", what: "compare with the other program", action: { type: "compare" } },
  { keys: ["b"], shown: "b", what: "big letters, for a projector", action: { type: "big" } },
  { keys: ["?"], shown: "?", what: "these keys", action: { type: "help" } },
];

// The action of a key event, or undefined.
export function actionOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const tag = event.target.tagName;
  if (tag === "SELECT" || tag === "INPUT" || event.target.closest?.("dialog")) return undefined;
  if (event.key === " " && (tag === "BUTTON" || tag === "SUMMARY")) return undefined;
  return KEYS.find((entry) => entry.keys.includes(event.key))?.action;
}
