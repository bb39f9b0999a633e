// Lanes: a column for each thread or process, a row for each step, drawn only where it can be seen.
import { useLayoutEffect } from "preact/hooks";
import { Arrows } from "./arrows.jsx";
import { markOf, stepText } from "./run.js";
import { pixels, useWindow } from "./window.js";

export const ROW = 3.25; // rem: a line of source and what was done there
const NUMBER = 4.5; // rem: the column of numbers
const LEAST = 13; // rem: a lane
const HEADER = 2.25; // rem

function Row({ finding, run, index, at, name, top, geometry, dispatch }) {
  const step = run.steps[index];
  const mark = markOf(finding, run, index);
  const lane = run.lanes.get(step.task);
  const classes = ["row", step.failing && "failing", index === at && "now", index > at && "later"];
  return (
    <div
      class={classes.filter(Boolean).join(" ")}
      role="option"
      id={`${name}-${index}`}
      aria-selected={index === at}
      aria-setsize={run.steps.length}
      aria-posinset={index + 1}
      style={{ top: `${top}px` }}
      onClick={() => dispatch({ type: "go", step: index })}
    >
      <span class="spoken">{stepText(finding, run, index)}</span>
      <span class="number" aria-hidden="true">
        {step.left_out ? <small>{`${step.left_out} left out`}</small> : null}
        {index === at ? "▶ " : ""}
        {index + 1}
      </span>
      <span
        class="cell"
        aria-hidden="true"
        style={{
          left: `${geometry.x(lane) + 14}px`,
          width: `${geometry.width - geometry.x(lane) - 22}px`,
        }}
      >
        <code>
          <span class="line">{step.line || ""}</span> {step.source || step.file || ""}
        </code>
        <span class="action">
          {mark ? <b class="mark">{mark}</b> : null}
          {step.action}
        </span>
      </span>
    </div>
  );
}

// `name` tells two lists of one page apart.
export function Lanes({ finding, run, at, name, label, layout, dispatch }) {
  const view = useWindow(run.steps.length, ROW, at, layout);
  const number = pixels(NUMBER);
  const lane = Math.max(pixels(LEAST), (view.width - number) / Math.max(run.tasks.length, 1));
  const geometry = {
    lane,
    row: view.row,
    x: (i) => number + i * lane,
    width: number + lane * run.tasks.length,
  };
  const left = run.steps.length > 0 ? geometry.x(run.lanes.get(run.steps[at].task)) : 0;
  useLayoutEffect(() => {
    // the lane of the step is kept in sight, too
    const shown = view.ref.current;
    if (left + lane > shown.scrollLeft + shown.clientWidth || left < shown.scrollLeft) {
      shown.scrollLeft = Math.max(0, left - number);
    }
  }, [left, lane]);
  const rows = [];
  for (let i = view.first; i < view.end; ++i) rows.push(i);
  if (!rows.includes(at) && run.steps.length > 0) rows.push(at); // the list refers to it
  return (
    <div class="lanes" ref={view.ref} onScroll={view.onScroll} data-header={HEADER}>
      <div class="wide" style={{ width: `${geometry.width}px` }}>
        <div class="tasks" aria-hidden="true">
          {run.tasks.map((task, i) => (
            <span style={{ left: `${geometry.x(i)}px`, width: `${lane}px` }} key={task.number}>
              {task.name}
            </span>
          ))}
        </div>
        <div
          class="steps"
          role="listbox"
          tabIndex={0}
          aria-label={label}
          aria-activedescendant={run.steps.length > 0 ? `${name}-${at}` : undefined}
          style={{ height: `${run.steps.length * view.row}px` }}
        >
          <Arrows finding={finding} run={run} at={at} view={view} geometry={geometry} />
          {rows.map((index) => (
            <Row
              key={index}
              {...{ finding, run, index, at, name, geometry, dispatch }}
              top={index * view.row}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
