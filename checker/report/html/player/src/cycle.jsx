// Cycle: the tasks that wait for each other in a ring, as a picture and as a list.
import { taskName } from "./run.js";

const SIZE = 260, RADIUS = 92;

export function Cycle({ finding }) {
  const { cycle, run } = finding;
  if (!cycle) return null;
  const waits = cycle.map((task) => run.steps.findLast((step) => step.task === task && step.waits_for)?.waits_for ?? "it");
  const spot = (i) => {
    const angle = (2 * Math.PI * i) / cycle.length - Math.PI / 2;
    return { x: SIZE * 0.75 + RADIUS * 1.4 * Math.cos(angle), y: SIZE / 2 + RADIUS * Math.sin(angle) };
  };
  const shape = cycle.map((task, i) => {
    const a = spot(i), b = spot((i + 1) % cycle.length);
    const side = cycle.length === 2 ? (i === 0 ? 60 : -60) : 0;
    const mid = { x: (a.x + b.x) / 2 + side, y: (a.y + b.y) / 2 };
    const self = cycle.length === 1;
    const path = self ? `M${a.x + 30} ${a.y + 15}C${a.x + 110} ${a.y + 90} ${a.x - 110} ${a.y + 90} ${a.x - 30} ${a.y + 18}`
      : `M${a.x} ${a.y}Q${mid.x} ${mid.y} ${b.x} ${b.y + (b.y > a.y ? -16 : 16)}`;
    return (
      <g key={task}>
        <path class="wait" d={path} marker-end="url(#wait)" />
        <text x={self ? a.x : mid.x} y={self ? a.y + 95 : mid.y}>{waits[i]}</text>
      </g>);
  });
  return (
    <section class="cycle">
      <h2>Who waits for whom</h2>
      <svg viewBox={`0 0 ${SIZE * 1.5} ${SIZE}`} aria-hidden="true">
        <defs>
          <marker id="wait" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {shape}
        {cycle.map((task, i) => (
          <g key={task}>
            <rect x={spot(i).x - 62} y={spot(i).y - 15} width="124" height="30" />
            <text x={spot(i).x} y={spot(i).y + 5}>{taskName(run, task).slice(0, 18)}</text>
          </g>))}
      </svg>
      <ol>
        {cycle.map((task, i) => (
          <li key={task}>{`${taskName(run, task)} waits for ${waits[i]}${cycle.length === 1 ? ", which it holds itself" : `, which depends on ${taskName(run, cycle[(i + 1) % cycle.length])}`}`}</li>))}
      </ol>
    </section>
  );
}
