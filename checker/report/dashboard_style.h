// What the style sheet of a class's page adds to that of a report.
#ifndef RACELAB_CHECKER_REPORT_DASHBOARD_STYLE_H_
#define RACELAB_CHECKER_REPORT_DASHBOARD_STYLE_H_

namespace racelab {

inline constexpr char kDashboardStyle[] = R"css(
body { max-width: 90rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
a { color: inherit; text-decoration-thickness: 1px; }
nav a { margin-right: 1rem; }
section + section { border-top: 1px solid var(--line); }
article { max-width: 64rem; }
:target { outline: 2px solid var(--unsure); outline-offset: .5rem; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.controls { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
.controls[hidden], tr[hidden] { display: none; }
.wide { position: relative; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
#students thead th { white-space: normal; }
#students tbody th { min-width: 10rem; }
tbody th { font-weight: normal; overflow-wrap: anywhere; }
th button { font: inherit; font-weight: bold; color: inherit; background: none; border: 0; padding: 0;
  cursor: pointer; text-align: inherit; }
th button::after { content: " \2195"; color: var(--soft); }
th[aria-sort=ascending] button::after { content: " \2191"; }
th[aria-sort=descending] button::after { content: " \2193"; }
input, select { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--soft);
  border-radius: 3px; padding: .2rem .4rem; }
@media print { .controls, nav { display: none; } }
)css";

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_DASHBOARD_STYLE_H_
