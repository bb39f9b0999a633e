// The page of a class: what a teacher does with it, by keyboard, and what hostile names cannot do.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { accessibilityProblems, withPage } from './browser.mjs';

const { RACELAB_PROGRAM: racelab, SAMPLE_CLASS: sampleClass } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'dashboard '));
after(() => rmSync(folder, { recursive: true }));

function makeReport(name, students) {
  const out = join(folder, name);
  execFileSync(sampleClass, [out, students], { input: '' });
  execFileSync(racelab, ['report', out]);
  return pathToFileURL(join(out, 'report.html'));
}
const report = makeReport('made up', 40);

// A started program, and its lines of output one after another.
function start(program, ...words) {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  after(() => child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { child, ended, line: async () => (await lines.next()).value };
}

const names = (page) => page.$$eval('#students tbody tr:not([hidden])',
  (rows) => rows.map((row) => row.cells[0].dataset.value));
const points = (page) => page.$$eval('#students tbody tr',
  (rows) => rows.map((row) => Number(row.cells[1].dataset.value)));

// Presses Tab until the element has the focus.
async function tabTo(page, selector) {
  for (let i = 0; i < 100; ++i) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
  }
  assert.fail(`Tab never comes to ${selector}`);
}

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 400, height: 800 }]) {
    test(`accessible, ${colorScheme}, ${viewport.width} wide`, async () => {
      await withPage(report, async (page) => {
        assert.deepEqual(await accessibilityProblems(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `${wide} px wide`);
      }, { colorScheme, viewport });
    });
  }
}

test('every section tells something', async () => {
  await withPage(report, async (page) => {
    assert.equal(await page.$$eval('#labs tbody tr', (rows) => rows.length), 6);
    assert.equal((await names(page)).length, 40);
    assert.match(await page.textContent('#runs'), /vm.mmap_rnd_bits/);
    const pairs = await page.$$eval('#pairs tbody tr',
      (rows) => rows.map((row) => row.textContent));
    assert.equal(pairs.length, 1, pairs.join('\n'));
    assert.match(pairs[0], /student007student008\d+ %.*ledger.cc:\d+-\d+ and ledger.cc:\d+-\d+/);
    assert.match(await page.textContent('#pairs'), /hint for a human, not a verdict/);
  });
});

test('sorts by keyboard, both ways', async () => {
  await withPage(report, async (page) => {
    await tabTo(page, '#students th:nth-child(2) button');
    await page.keyboard.press('Enter');
    const rising = await points(page);
    assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
    assert.equal(await page.getAttribute('#students th:nth-child(2)', 'aria-sort'), 'ascending');
    await page.keyboard.press('Space');
    assert.deepEqual(await points(page), [...rising].sort((a, b) => b - a));
    assert.equal(await page.getAttribute('#students th:nth-child(2)', 'aria-sort'), 'descending');
  });
});

test('filters by keyboard', async () => {
  await withPage(report, async (page) => {
    await tabTo(page, '#name');
    await page.keyboard.type('STUDENT01');
    assert.equal((await names(page)).length, 10);
    assert.equal(await page.textContent('#shown'), '10 of 40 students shown');
    await tabTo(page, '#state');
    await page.keyboard.type('that could');
    assert.deepEqual(await names(page), ['student017']);
    assert.deepEqual(await accessibilityProblems(page), []);
  });
});

test('a common finding links to its interleaving', async () => {
  await withPage(report, async (page) => {
    const links = await page.$$eval('#labs a', (all) => all.map((a) => a.getAttribute('href')));
    assert.ok(links.length >= 6);
    for (const link of links) assert.equal(await page.locator(link).count(), 1, link);
    await tabTo(page, '#labs a');
    await page.keyboard.press('Enter');
    const shown = page.locator(':target');
    assert.ok(await shown.isVisible());
    assert.ok(await shown.locator('table.steps tbody tr').count() >= 2);
  });
});

test('hostile names are only text', async () => {
  await withPage(report, async (page) => {
    assert.equal(await page.title(), 'racelab: made up');
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('script').count(), 1);
    assert.equal(await page.locator('#students b').count(), 0);
    const all = await names(page);
    assert.ok(all.includes("<script>document.title = 'taken'</script>"));
    assert.ok(all.includes('"><img src=x onerror=alert(1)>'));
    assert.ok(all.includes('\ufffd\ufffd \u241b[31mred'));
  });
});

test('can be read without its script, and on paper', async () => {
  await withPage(report, async (page) => {
    assert.equal(await page.locator('.controls:visible').count(), 0);
    assert.equal((await names(page)).length, 40);
  }, { javaScriptEnabled: false });
  await withPage(report, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.controls:visible').count(), 0);
    assert.ok((await page.pdf()).length > 10000);
  });
});

test('a class of 200 opens fast', async () => {
  const begun = Date.now();
  const big = makeReport('big', 200);
  const made = Date.now();
  await withPage(big, async (page) => {
    assert.equal((await names(page)).length, 200);
    const size = (await page.content()).length;
    console.log(`# 200 students: made in ${made - begun} ms, open after ${Date.now() - made} ms, ` +
      `${size} characters`);
    assert.ok(size < 1_000_000);
  });
});

test('the live page follows the grading, keeps filter and focus, and can be paused', async () => {
  const out = join(folder, 'live');
  const grading = start(sampleClass, out, '12');
  assert.equal(await grading.line(), 'ready');
  const server = start(racelab, 'serve', out, '--port', '0');
  const url = await server.line();
  await withPage(url, async (page) => {
    const shows = (selector, text) =>
      page.locator(selector, { hasText: text }).waitFor({ timeout: 60_000 });
    const grade = async (number) => {
      grading.child.stdin.write(`${number}\n`);
      assert.equal(await grading.line(), 'saved');
    };
    assert.match(await page.textContent('#state-of-grading'), /12 of 22 students so far/);
    await page.fill('#name', 'student0');
    await page.focus('#students th:nth-child(1) button');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await grade(30);
    await shows('#students', 'student030');
    assert.match(await page.textContent('#state-of-grading'), /13 of 22 students so far/);
    assert.equal((await names(page))[0], 'student030', 'still sorted, descending');
    assert.equal((await names(page)).length, 8, 'still filtered');
    assert.ok(await page.evaluate(() => document.activeElement.matches('#students th button')));
    assert.deepEqual(await accessibilityProblems(page), []);

    await page.check('#pause');
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await grade(31);
    await page.waitForTimeout(2500);  // two rounds in which it would have asked
    assert.deepEqual(asked, []);
    assert.equal(await page.locator('#students', { hasText: 'student031' }).count(), 0);
    await page.uncheck('#pause');
    await shows('#students', 'student031');

    grading.child.stdin.end();
    await shows('#state-of-grading', '14 students;');
  });
  server.child.kill('SIGINT');
  assert.equal(await server.ended, 0);
  assert.equal(await grading.ended, 0);
});
