// The script of a class's page: sorts and filters, and takes the new page where a server shows it.
// Without it the page can be read all the same.
#ifndef RACELAB_CHECKER_REPORT_DASHBOARD_SCRIPT_H_
#define RACELAB_CHECKER_REPORT_DASHBOARD_SCRIPT_H_

namespace racelab {

inline constexpr char kDashboardScript[] = R"js(
'use strict';
const byId = (id) => document.getElementById(id);
let sorted = { column: -1, descending: false };

function sortRows() {
  const { column, descending } = sorted;
  const table = byId('students').querySelector('table');
  table.querySelectorAll('thead th').forEach((cell, i) => {
    if (i === column) cell.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    else cell.removeAttribute('aria-sort');
  });
  if (column < 0) return;
  const value = (row) => row.cells[column].dataset.value;
  const number = table.tHead.rows[0].cells[column].classList.contains('number');
  const order = (a, b) => number ? value(a) - value(b) : value(a).localeCompare(value(b));
  const rows = [...table.tBodies[0].rows].sort((a, b) => descending ? order(b, a) : order(a, b));
  table.tBodies[0].append(...rows);
}

function filterRows() {
  const text = byId('name').value.toLowerCase(), state = byId('state').value;
  const rows = [...byId('students').querySelectorAll('tbody tr')];
  for (const row of rows) {
    row.hidden = !row.cells[0].dataset.value.toLowerCase().includes(text) ||
      !(' ' + row.dataset.states + ' ').includes(state === '' ? ' ' : ` ${state} `);
  }
  const shown = rows.filter((row) => !row.hidden).length;
  byId('shown').textContent = `${shown} of ${rows.length} students shown`;
}

function addButtons() {
  byId('students').querySelectorAll('thead th').forEach((cell, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...cell.childNodes);
    button.addEventListener('click', () => {
      sorted = { column, descending: sorted.column === column && !sorted.descending };
      sortRows();
    });
    cell.append(button);
  });
}

// The parts that change, as the server wrote them.
const parts = new Map([...document.querySelectorAll('[data-live]')].map((e) => [e.id, e.innerHTML]));

function take(page) {
  for (const [id, old] of parts) {
    const fresh = page.getElementById(id).innerHTML;
    if (fresh === old) continue;
    parts.set(id, fresh);
    const focused = [...byId(id).querySelectorAll('a, button, summary')].indexOf(document.activeElement);
    byId(id).innerHTML = fresh;
    if (id === 'students') { addButtons(); sortRows(); filterRows(); }
    byId(id).querySelectorAll('a, button, summary')[focused]?.focus();
  }
}

async function ask(what) {
  const reply = await fetch(what, { cache: 'no-store' });
  if (!reply.ok) throw new Error(reply.status);
  return reply.text();
}

async function follow(version) {
  const live = byId('live');
  try {
    if (!byId('pause').checked) {
      const now = await ask('version');
      if (now !== version && !byId('pause').checked) {
        take(new DOMParser().parseFromString(await ask('./'), 'text/html'));
        version = now;
      }
      live.textContent = 'This page follows the grading.';
    }
  } catch {
    live.textContent = 'racelab serve has ended; this is how things stood.';
  }
  setTimeout(follow, 1000, version);
}

addButtons();
filterRows();
byId('name').addEventListener('input', filterRows);
byId('state').addEventListener('change', filterRows);
document.querySelectorAll('.controls').forEach((controls) => { controls.hidden = false; });
if (document.body.dataset.version) follow(document.body.dataset.version);
)js";

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_DASHBOARD_SCRIPT_H_
