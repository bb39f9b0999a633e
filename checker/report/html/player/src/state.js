// The state of the page and how actions change it. A pure function.
import { nextFailure } from "./run.js";

export const SPEEDS = [0.5, 1, 2, 4, 10]; // steps a second

export function start(place) {
  return { ...place, playing: false, speed: 1, compare: false, big: false, help: false };
}

// The last step there is: of both programs while they are compared.
export function lastStep(finding, compare) {
  const other = compare ? (finding.comparison?.run.steps.length ?? 0) : 0;
  return Math.max(finding.run.steps.length, other) - 1;
}

// `data`: the page's. Actions: { type, ... }.
export function change(data, state, action) {
  const finding = data.findings[state.finding];
  const run = finding.run;
  const last = lastStep(finding, state.compare);
  const goTo = (step, playing = false) => ({
    ...state,
    step: Math.max(Math.min(step, last), 0),
    playing,
  });
  switch (action.type) {
    case "next":
      return goTo(state.step + 1);
    case "previous":
      return goTo(state.step - 1);
    case "first":
      return goTo(0);
    case "last":
      return goTo(last);
    case "page":
      return goTo(state.step + action.steps);
    case "go":
      return goTo(action.step);
    case "failure":
      return goTo(nextFailure(run, state.step));
    case "tick":
      return goTo(state.step + 1, state.playing && state.step + 1 < last);
    case "play":
      if (state.playing) return { ...state, playing: false };
      return goTo(state.step >= last ? 0 : state.step, last > 0);
    case "speed":
      return { ...state, speed: action.speed };
    case "place":
      return { ...state, finding: action.finding, step: action.step, playing: false };
    case "compare": {
      const compare = !state.compare && Boolean(finding.comparison);
      return { ...state, compare, step: Math.min(state.step, lastStep(finding, compare)) };
    }
    case "big":
      return { ...state, big: !state.big };
    case "help":
      return { ...state, help: action.open ?? !state.help };
    default:
      return state;
  }
}
