// Source: the file of the step, its line marked, and where the other tasks are in it.
import { positions } from "./run.js";
import { useWindow } from "./window.js";

const LINE = 1.5; // rem

export function Source({ run, at, layout, title }) {
  const step = run.steps[at];
  const file = step?.file ?? "";
  const lines = run.files.get(file) ?? [];
  const current = (step?.line ?? 0) - 1;
  const view = useWindow(lines.length, LINE, Math.max(current, 0), `${layout}${file}`);
  const here = new Map();
  positions(run, at).forEach((i, lane) => {
    if (i === undefined || run.steps[i].file !== file) return;
    const line = (run.steps[i].line ?? 0) - 1;
    here.set(line, [...(here.get(line) ?? []), run.tasks[lane].name]);
  });
  const rows = [];
  for (let i = view.first; i < view.end; ++i) {
    const tasks = here.get(i);
    rows.push(
      <div
        class={i === current ? "text now" : "text"}
        key={i}
        style={{ top: `${i * view.row}px` }}
        aria-current={i === current ? "step" : undefined}
      >
        <span class="line">
          {i === current ? "▶ " : ""}
          {i + 1}
        </span>
        <code>{lines[i]}</code>
        {tasks ? <span class="who">{`◂ ${tasks.join(", ")}`}</span> : null}
      </div>,
    );
  }
  return (
    <section class="source">
      <h2>{file || "Source"}</h2>
      <div
        class="code"
        ref={view.ref}
        onScroll={view.onScroll}
        tabIndex={0}
        role="region"
        aria-label={`Source: ${title}`}
      >
        <div class="wide" style={{ height: `${lines.length * view.row}px` }}>
          {rows}
        </div>
        {lines.length === 0 ? (
          <p class="soft">{step?.source ? step.source : "No source text is known here."}</p>
        ) : null}
      </div>
    </section>
  );
}
