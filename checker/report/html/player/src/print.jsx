// Print: all steps as a table, made only when the page is printed.
import { options } from "preact";
import { useEffect, useState } from "preact/hooks";
import { markOf, taskName } from "./run.js";

// Whether the page is being printed.
export function usePrinting() {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia("print");
    const set = (now) => {
      options.debounceRendering = (update) => update(); // at once: the browser does not wait
      setPrinting(now);
      options.debounceRendering = undefined;
    };
    const onChange = (event) => set(event.matches);
    const before = () => set(true),
      after = () => set(false);
    media.addEventListener("change", onChange);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      media.removeEventListener("change", onChange);
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

export function Printed({ finding, run, title }) {
  return (
    <table class="printed">
      <caption>{title}</caption>
      <thead>
        <tr>
          {["#", "task", "place", "source", "what it does", "holds", ""].map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {run.steps.map((step, i) => (
          <tr key={i} class={step.failing ? "failing" : ""}>
            <td>{i + 1}</td>
            <td>{taskName(run, step.task)}</td>
            <td>{`${step.file ?? ""}${step.line ? `:${step.line}` : ""}`}</td>
            <td>
              <code>{step.source}</code>
            </td>
            <td>{step.action}</td>
            <td>{step.held?.join(", ")}</td>
            <td>{markOf(finding, run, i)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
