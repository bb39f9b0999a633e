// Arrows: life lines, held locks, happens-before arrows, and the steps of a failure, as SVG.
import { positions } from "./run.js";

// A step's point by shape: circle; diamond of a pair, square if it waits, triangle if it fails.
function Point({ x, y, step, paired }) {
  if (!step.failing) return <circle class="point" cx={x} cy={y} r={4} />;
  const path = paired
    ? `M${x} ${y - 8}l8 8l-8 8l-8 -8z`
    : step.waits_for
      ? `M${x - 6} ${y - 6}h12v12h-12z`
      : `M${x} ${y - 8}l8 14h-16z`;
  return <path class="point failing" d={path} />;
}

function Arrow({ arrow, run, point, at }) {
  const from = point(arrow.from);
  const to = point(arrow.to);
  const current = arrow.from === at || arrow.to === at;
  const bend = from.x === to.x ? -30 : 0;
  const middle = (from.y + to.y) / 2;
  const classes = ["arrow", arrow.reads && "reads", current && "current", arrow.to > at && "later"];
  return (
    <path
      class={classes.filter(Boolean).join(" ")}
      marker-end={arrow.reads ? "url(#ring)" : "url(#head)"}
      d={`M${from.x} ${from.y}C${from.x + bend} ${middle} ${to.x + bend} ${middle} ${to.x} ${to.y - 6}`}
    />
  );
}

// A line with teeth between the two steps of a race: nothing orders them.
function Pair({ a, b }) {
  const steps = Math.max(2, Math.round(Math.hypot(b.x - a.x, b.y - a.y) / 12));
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const nx = -(b.y - a.y) / length;
  const ny = (b.x - a.x) / length;
  let path = `M${a.x} ${a.y}`;
  for (let i = 1; i < steps; ++i) {
    const side = i % 2 === 0 ? 5 : -5;
    const part = i / steps;
    path += `L${a.x + (b.x - a.x) * part + nx * side} ${a.y + (b.y - a.y) * part + ny * side}`;
  }
  return <path class="pair" d={`${path}L${b.x} ${b.y}`} />;
}

// From each step of a task to its next one; thick while it holds a lock. Also those that only pass by.
function lifeLines(run, first, end, point) {
  const starts = positions(run, first - 1).filter((i) => i !== undefined);
  for (let i = first; i < end; ++i) starts.push(i);
  return starts.flatMap((i) => {
    if (run.next[i] === undefined) return [];
    const from = point(i);
    const to = point(run.next[i]);
    const held = run.steps[i].held?.length > 0;
    return <line class={held ? "life held" : "life"} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
  });
}

export function Arrows({ finding, run, at, view, geometry }) {
  const { first, end, row } = view;
  const point = (i) => ({
    x: geometry.x(run.lanes.get(run.steps[i].task)) + 4,
    y: (i - first + 0.5) * row,
  });
  const shown = new Set();
  for (let i = first; i < end; ++i) run.arrowsOf[i].forEach((arrow) => shown.add(arrow));
  const pair = run === finding.run && finding.kind === "data-race" ? finding.pair : undefined;
  const points = [];
  for (let i = first; i < end; ++i) {
    points.push(
      <Point
        key={i}
        {...point(i)}
        step={run.steps[i]}
        paired={run === finding.run && finding.pair?.includes(i)}
      />,
    );
  }
  return (
    <svg
      class="arrows"
      aria-hidden="true"
      width="100%"
      height={Math.max(0, end - first) * row}
      style={{ top: `${first * row}px` }}
    >
      <defs>
        <marker
          id="head"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" />
        </marker>
        <marker
          id="ring"
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
        >
          <circle cx="4" cy="4" r="3" />
        </marker>
      </defs>
      {lifeLines(run, first, end, point)}
      {[...shown].map((arrow) => (
        <Arrow {...{ arrow, run, point, at }} />
      ))}
      {pair && pair[0] < end && pair[1] >= first ? (
        <Pair a={point(pair[0])} b={point(pair[1])} />
      ) : null}
      {points}
    </svg>
  );
}
