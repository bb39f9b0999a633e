// Now: after the step at hand, who holds and waits for which lock, and what the variables are.
import { accessText, positions, stepText, taskName, values } from "./run.js";

function before(run, step) {
  const text = (steps, words) =>
    steps?.length > 0
      ? [
          `${words} ${steps.map((i) => `step ${i + 1} of ${taskName(run, run.steps[i].task)}`).join(", ")}`,
        ]
      : [];
  return [
    ...text(step.after, "happens after"),
    ...text(step.reads_from, "reads what was written in"),
  ];
}

export function Sentence({ finding, run, at }) {
  const step = run.steps[at];
  if (!step) return <p class="sentence">There is no step to show.</p>;
  const more = [...(step.accesses ?? []).map(accessText), ...before(run, step)];
  return (
    <div class="sentence">
      <p role="status" aria-live="polite">
        {stepText(finding, run, at)}
      </p>
      <p class="soft">{more.length > 0 ? more.join("; ") : "\u00a0"}</p>
    </div>
  );
}

export function Tasks({ run, at }) {
  const found = positions(run, at);
  return (
    <table class="now">
      <caption>Locks after step {at + 1}</caption>
      <thead>
        <tr>
          <th scope="col">task</th>
          <th scope="col">holds</th>
          <th scope="col">waits for</th>
        </tr>
      </thead>
      <tbody>
        {run.tasks.map((task, lane) => {
          const step = found[lane] === undefined ? {} : run.steps[found[lane]];
          return (
            <tr key={task.number}>
              <th scope="row">{task.name}</th>
              <td>{step.held ? step.held.join(", ") : "–"}</td>
              <td>
                {step.waits_for
                  ? `${step.waits_for}${step.holder === undefined ? "" : `, held by ${taskName(run, step.holder)}`}`
                  : "–"}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function Values({ run, at }) {
  const known = values(run, at);
  if (known.length === 0) return null;
  return (
    <table class="now">
      <caption>Values after step {at + 1}</caption>
      <thead>
        <tr>
          <th scope="col">variable</th>
          <th scope="col">value</th>
          <th scope="col">last used by</th>
        </tr>
      </thead>
      <tbody>
        {known.slice(-12).map(({ object, value, by, changed }) => (
          <tr key={object} class={changed ? "changed" : ""}>
            <th scope="row">{object}</th>
            <td>{changed ? `● ${value}` : value}</td>
            <td>{taskName(run, by)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
