// Cycle: the tasks that wait for each other in a ring, as a picture and as a list.
import { taskName } from "./run.js";

const WIDTH = 420,
  BOX = 128;

// Where each task is: two beside each other, more on an ellipse, all clockwise.
function layout(count) {
  const height = count < 3 ? 130 : 240;
  const across = WIDTH / 2 - BOX / 2 - 4,
    down = count < 3 ? 0 : height / 2 - 24;
  const turn = count < 3 ? -Math.PI : -Math.PI / 2;
  return {
    height,
    spot: (i) => {
      const angle = turn + (2 * Math.PI * i) / count;
      return {
        x: WIDTH / 2 + (count === 1 ? 0 : across) * Math.cos(angle),
        y: height / 2 + down * Math.sin(angle),
      };
    },
  };
}

function Wait({ a, b, count, what }) {
  if (count === 1) {
    return (
      <g>
        <path
          class="wait"
          d={`M${a.x + 30} ${a.y + 15}C${a.x + 90} ${a.y + 60} ${a.x - 90} ${a.y + 60} ${a.x - 30} ${a.y + 17}`}
          marker-end="url(#wait)"
        />
        <text x={a.x} y={a.y - 24}>
          {what}
        </text>
      </g>
    );
  }
  const up = count > 2 ? 0 : a.x < b.x ? -1 : 1; // two arrows between two tasks: one above, one below
  const from = { x: a.x + (b.x - a.x) * 0.15, y: a.y + 15 * up },
    to = { x: b.x - (b.x - a.x) * 0.15, y: b.y + 17 * up };
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 + 62 * up };
  return (
    <g>
      <path
        class="wait"
        d={`M${from.x} ${from.y}Q${middle.x} ${middle.y} ${to.x} ${to.y}`}
        marker-end="url(#wait)"
      />
      <text x={middle.x} y={count > 2 ? middle.y : middle.y - 12 * up + 5}>
        {what}
      </text>
    </g>
  );
}

export function Cycle({ finding }) {
  const { cycle, run } = finding;
  if (!cycle) return null;
  const waits = cycle.map(
    (task) => run.steps.findLast((step) => step.task === task && step.waits_for)?.waits_for ?? "it",
  );
  const next = (i) => (i + 1) % cycle.length;
  const { height, spot } = layout(cycle.length);
  return (
    <section class="cycle">
      <h2>Who waits for whom</h2>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
        <defs>
          <marker
            id="wait"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="5"
            markerHeight="5"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {cycle.map((task, i) => (
          <Wait key={task} a={spot(i)} b={spot(next(i))} count={cycle.length} what={waits[i]} />
        ))}
        {cycle.map((task, i) => (
          <g key={task}>
            <rect x={spot(i).x - BOX / 2} y={spot(i).y - 15} width={BOX} height="30" />
            <text x={spot(i).x} y={spot(i).y + 5}>
              {taskName(run, task).slice(0, 18)}
            </text>
          </g>
        ))}
      </svg>
      <ol>
        {cycle.map((task, i) => (
          <li key={task}>{`${taskName(run, task)} waits for ${waits[i]}, ${
            cycle.length === 1
              ? "which it holds itself"
              : `which depends on ${taskName(run, cycle[next(i)])}`
          }`}</li>
        ))}
      </ol>
    </section>
  );
}
