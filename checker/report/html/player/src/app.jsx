// App: the page, its keys, its address and its clock.
import { useEffect, useLayoutEffect, useReducer } from "preact/hooks";
import { fromAddress, toAddress } from "./address.js";
import { Controls, Help, Picker } from "./controls.jsx";
import { Cycle } from "./cycle.jsx";
import { actionOf } from "./keys.js";
import { Lanes } from "./lanes.jsx";
import { Sentence, Tasks, Values } from "./now.jsx";
import { Printed, usePrinting } from "./print.jsx";
import { Source } from "./source.jsx";
import { change, start } from "./state.js";

const ADDRESS_AFTER = 250; // ms: browsers refuse many changes of the address in a short time

function useAddress(data, state, dispatch) {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (location.hash !== toAddress(state)) history.replaceState(null, "", toAddress(state));
    }, ADDRESS_AFTER);
    return () => clearTimeout(timer);
  }, [state.finding, state.step]);
  useEffect(() => {
    const follow = () => dispatch({ type: "place", ...fromAddress(location.hash, data.findings) });
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
}

// At once, not after the first picture: a key that comes before it counts too.
function useKeys(dispatch) {
  useLayoutEffect(() => {
    const press = (event) => {
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      dispatch(action);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function useClock(state, dispatch) {
  useEffect(() => {
    if (!state.playing) return;
    const timer = setInterval(() => dispatch({ type: "tick" }), 1000 / state.speed);
    return () => clearInterval(timer);
  }, [state.playing, state.speed]);
}

function Pane({ finding, run, at, name, title, layout, dispatch }) {
  return (
    <section class="pane" aria-label={title}>
      <h2>{title}</h2>
      <div class="parts">
        <Lanes {...{ finding, run, at, name, layout, dispatch }} label={`Steps: ${title}`} />
        <div class="side">
          <Source {...{ run, at, layout, title }} />
          <div class="tables" tabIndex={0} role="region" aria-label={`Locks and values: ${title}`}>
            {run === finding.run ? <Cycle finding={finding} /> : null}
            <Tasks run={run} at={at} />
            <Values run={run} at={at} />
          </div>
        </div>
      </div>
    </section>
  );
}

function Story({ data, finding }) {
  return (
    <header>
      <h1>{`${data.program}: ${finding.title}`}</h1>
      <p>
        {finding.message} <span class="soft">{finding.rarity}</span>
      </p>
      {finding.reproduce ? (
        <details>
          <summary>Repeat it</summary>
          <pre tabIndex={0}>{finding.reproduce}</pre>
        </details>
      ) : null}
    </header>
  );
}

// A finding that no order of steps is behind: what the check says, and what it says of the other.
function Told({ data, finding, state, dispatch }) {
  const other = finding.comparison;
  return (
    <main class="player">
      <Story data={data} finding={finding} />
      <Picker {...{ data, state, dispatch }} />
      {other ? <h2>{other.name}</h2> : null}
      {other ? <p>{other.outcome}</p> : null}
      <footer class="soft">{`racelab ${data.version}`}</footer>
    </main>
  );
}

function Page({ data }) {
  const [state, dispatch] = useReducer(
    (old, action) => change(data, old, action),
    start(fromAddress(location.hash, data.findings)),
  );
  const printing = usePrinting();
  useAddress(data, state, dispatch);
  useKeys(dispatch);
  useClock(state, dispatch);
  const finding = data.findings[state.finding];
  const other = finding.comparison;
  const compare = Boolean(other) && state.compare;
  const within = (run) => Math.max(0, Math.min(state.step, run.steps.length - 1));
  document.documentElement.classList.toggle("big", state.big);
  const layout = `${state.finding}${compare}${state.big}`;
  if (finding.run.steps.length === 0) return <Told {...{ data, finding, state, dispatch }} />;
  return (
    <main class={compare ? "player two" : "player"}>
      <Story data={data} finding={finding} />
      <Picker {...{ data, state, dispatch }} />
      <Controls {...{ data, state, dispatch }} />
      <Sentence finding={finding} run={finding.run} at={within(finding.run)} />
      <div class="panes">
        <Pane
          {...{ finding, layout, dispatch }}
          run={finding.run}
          at={within(finding.run)}
          name="run"
          title={data.program}
        />
        {compare && other.run.steps.length === 0 ? (
          <section class="pane" aria-label={other.name}>
            <h2>{`${other.name}. ${other.outcome}`}</h2>
            <p class="soft">No step of it touches what this is about.</p>
          </section>
        ) : null}
        {compare && other.run.steps.length > 0 ? (
          <Pane
            {...{ finding, layout, dispatch }}
            run={other.run}
            name="other"
            at={within(other.run)}
            title={`${other.name}. ${other.outcome}`}
          />
        ) : null}
      </div>
      {printing ? (
        <Printed finding={finding} run={finding.run} title={`${data.program}, step by step`} />
      ) : null}
      {printing && other ? (
        <Printed finding={finding} run={other.run} title={`${other.name}. ${other.outcome}`} />
      ) : null}
      <Help open={state.help} dispatch={dispatch} />
      <footer class="soft">{`racelab ${data.version}`}</footer>
    </main>
  );
}

export function App({ data }) {
  if (data.findings.length > 0) return <Page data={data} />;
  return (
    <main>
      <h1>{data.program}</h1>
      <p>There is nothing to play: no finding has steps. Only the explorer knows them.</p>
    </main>
  );
}
