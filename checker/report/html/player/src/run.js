// Runs: what can be said about an execution at a step. Pure functions over the page's data.

// Adds what is needed at every step: lanes, arrows by both ends, a task's next step, files.
export function prepare(run) {
  run.lanes = new Map(run.tasks.map((task, lane) => [task.number, lane]));
  run.arrows = [];
  run.arrowsOf = run.steps.map(() => []);
  run.steps.forEach((step, to) => {
    for (const kind of ["after", "reads_from"]) {
      for (const from of step[kind] ?? []) {
        const arrow = { from, to, reads: kind === "reads_from" };
        run.arrows.push(arrow);
        run.arrowsOf[from].push(arrow);
        run.arrowsOf[to].push(arrow);
      }
    }
  });
  const last = new Map();
  run.next = run.steps.map(() => undefined); // of the same task
  run.steps.forEach((step, i) => {
    if (last.has(step.task)) run.next[last.get(step.task)] = i;
    last.set(step.task, i);
  });
  run.failing = run.steps.flatMap((step, i) => (step.failing ? [i] : []));
  run.files = new Map(run.sources.map((source) => [source.file, source.text.split("\n")]));
}

export function taskName(run, number) {
  const lane = run.lanes.get(number);
  return lane === undefined ? `task ${number}` : run.tasks[lane].name;
}

// For each task its newest step up to `at`, or undefined.
export function positions(run, at) {
  const found = run.tasks.map(() => undefined);
  let missing = found.length;
  for (let i = at; i >= 0 && missing > 0; --i) {
    const lane = run.lanes.get(run.steps[i].task);
    if (found[lane] === undefined) {
      found[lane] = i;
      --missing;
    }
  }
  return found;
}

// [{ object, value, by, changed }] after step `at`: of every object the newest value that is known.
// Going forward, it goes on from where it was asked before.
export function values(run, at) {
  if (!run.known || run.known.at > at) run.known = { at: -1, objects: new Map() };
  const { objects } = run.known;
  while (run.known.at < at) {
    const { task, accesses } = run.steps[++run.known.at];
    for (const access of accesses ?? []) {
      const value = access.writes ? (access.wrote ?? "?") : (access.read ?? "?");
      objects.set(access.object, { value, by: task, at: run.known.at, writes: access.writes });
    }
  }
  return [...objects].map(([object, last]) => ({
    object,
    value: last.value,
    by: last.by,
    changed: last.writes && last.at === at,
  }));
}

// The next failing step after `at`, round and round; `at` where there is none.
export function nextFailure(run, at) {
  return run.failing.find((i) => i > at) ?? run.failing[0] ?? at;
}

// What went wrong in a step, in a word; "" when nothing did.
export function markOf(finding, run, i) {
  const step = run.steps[i];
  if (!step.failing) return "";
  if (run === finding.run && finding.pair?.includes(i)) {
    return `${finding.kind === "data-race" ? "race" : "pair"} ${finding.pair.indexOf(i) + 1} of 2`;
  }
  if (step.waits_for) return finding.cycle?.includes(step.task) ? "cycle" : "waits";
  return "failure";
}

export function accessText(access) {
  const parts = [];
  if (access.read !== undefined) parts.push(`read ${access.read}`);
  if (access.writes) parts.push(access.wrote === undefined ? "write" : `wrote ${access.wrote}`);
  return `${access.object}: ${parts.join(", ") || "read"}`;
}

// A whole step in one sentence, for screen readers and the line above the lanes.
export function stepText(finding, run, i) {
  const step = run.steps[i];
  const place = step.file ? `${step.file}${step.line ? `:${step.line}` : ""}` : "";
  const mark = markOf(finding, run, i);
  const quoted = step.source ? `, \u201c${step.source}\u201d` : "";
  const who = `${taskName(run, step.task)}${place ? ` at ${place}` : ""}${quoted}`;
  const parts = [
    `Step ${i + 1} of ${run.steps.length}`,
    `${who}: ${step.action ?? "is here"}`,
    step.held ? `It holds ${step.held.join(" and ")}` : "",
    mark ? `Part of the failure: ${mark}` : "",
  ];
  return `${parts.filter(Boolean).join(". ")}.`;
}
