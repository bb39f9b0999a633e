// Controls: the buttons, the help, and the line about the finding.
import { useEffect, useRef } from "preact/hooks";
import { KEYS } from "./keys.js";
import { lastStep, SPEEDS } from "./state.js";

export function Controls({ data, state, dispatch }) {
  const finding = data.findings[state.finding];
  const last = lastStep(finding, state.compare);
  const button = (type, text, label, more = {}) => (
    <button
      type="button"
      onClick={() => dispatch({ type })}
      aria-label={label}
      title={label}
      {...more}
    >
      {text}
    </button>
  );
  return (
    <div class="controls" role="toolbar" aria-label="Player">
      {button("first", "|◀", "First step", { disabled: state.step === 0 })}
      {button("previous", "◀", "One step back", { disabled: state.step === 0 })}
      {button("play", state.playing ? "Pause" : "Play", state.playing ? "Pause" : "Play")}
      {button("next", "▶", "One step forward", { disabled: state.step >= last })}
      {button("last", "▶|", "Last step", { disabled: state.step >= last })}
      {button("failure", "Failure", "Jump to the failure", {
        disabled: finding.run.failing.length === 0,
      })}
      <label>
        Speed{" "}
        <select
          value={state.speed}
          onChange={(event) => dispatch({ type: "speed", speed: Number(event.target.value) })}
        >
          {SPEEDS.map((speed) => (
            <option value={speed} key={speed}>{`${speed} a second`}</option>
          ))}
        </select>
      </label>
      {finding.comparison
        ? button("compare", "Compare", `Compare with: ${finding.comparison.name}`, {
            "aria-pressed": state.compare,
          })
        : null}
      {button("big", "A+", "A+ big letters", { "aria-pressed": state.big })}
      {button("help", "?", "Keys")}
    </div>
  );
}

export function Picker({ data, state, dispatch }) {
  if (data.findings.length < 2) return null;
  return (
    <label class="picker">
      Finding{" "}
      <select
        value={state.finding}
        onChange={(event) =>
          dispatch({ type: "place", finding: Number(event.target.value), step: 0 })
        }
      >
        {data.findings.map((finding, i) => (
          <option
            value={i}
            key={i}
          >{`${i + 1}. ${finding.title}: ${finding.message.slice(0, 60)}`}</option>
        ))}
      </select>
    </label>
  );
}

export function Help({ open, dispatch }) {
  const ref = useRef(null);
  useEffect(() => {
    if (open && !ref.current.open) ref.current.showModal();
    if (!open && ref.current.open) ref.current.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby="keys"
      onClose={() => dispatch({ type: "help", open: false })}
    >
      <h2 id="keys">Keys</h2>
      <dl>
        {KEYS.map(({ shown, what }) => [
          <dt key={shown}>
            <kbd>{shown}</kbd>
          </dt>,
          <dd key={what}>{what}</dd>,
        ])}
      </dl>
      <p>
        Solid arrow: happens before. Dashed arrow with a ring: reads what was written there. Thick
        line: holds a lock. Circle: a step; diamond: one of the two steps that collide; square:
        waits; triangle: fails.
      </p>
      <button type="button" onClick={() => dispatch({ type: "help", open: false })}>
        Close
      </button>
    </dialog>
  );
}
