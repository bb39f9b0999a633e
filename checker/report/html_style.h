// The style sheet of the HTML report: dark and light, screen and paper.
#ifndef RACELAB_CHECKER_REPORT_HTML_STYLE_H_
#define RACELAB_CHECKER_REPORT_HTML_STYLE_H_

namespace racelab {

inline constexpr char kHtmlStyle[] = R"css(
:root { color-scheme: light dark; --text: #1c1e21; --back: #fff; --soft: #5c636b; --line: #d4d8dd;
  --code: #f3f5f7; --good: #17692b; --bad: #b3211c; --unsure: #7a5200; --mark: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e6e9; --back: #17191c; --soft: #a3abb4;
  --line: #3a4047; --code: #22262b; --good: #6fce85; --bad: #ff8a80; --unsure: #e6b450;
  --mark: #3b2322; } }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; color: var(--text); background: var(--back);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
.pass { color: var(--good); } .fail { color: var(--bad); } .inconclusive { color: var(--unsure); }
.soft, .notrun { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
caption { text-align: left; color: var(--soft); }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid
  var(--line); }
.number { text-align: right; white-space: nowrap; }
.wide { overflow-x: auto; }
.steps td { min-width: 12rem; } .steps .number { min-width: 1rem; width: 1rem; }
.places { width: auto; }
.failing { background: var(--mark); border-left: 3px solid var(--bad); }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
td code { display: block; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { background: var(--code); padding: .6rem; overflow-x: auto; white-space: pre-wrap;
  overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .3rem 0; }
details { border-top: 1px solid var(--line); }
section + section { border-top: 3px solid var(--line); margin-top: 2rem; }
@media print { body { max-width: none; padding: 0; } tr, pre { break-inside: avoid; }
  details::details-content { content-visibility: visible; } }
)css";

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_HTML_STYLE_H_
