// Starts the player: reads the page's data and shows them.
import { render } from "preact";
import { App } from "./app.jsx";
import { prepare } from "./run.js";

const data = JSON.parse(document.getElementById("data").textContent);
for (const finding of data.findings) {
  prepare(finding.run);
  if (finding.comparison) prepare(finding.comparison.run);
}
const place = document.getElementById("player");
place.textContent = "";
render(<App data={data} />, place);
