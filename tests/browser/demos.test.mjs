// The demo page of every lab looks as in its approved picture, demos/NN.webp, and can be read by all.
// After a wanted change run with RACELAB_APPROVE=1: it takes the pictures anew (and fails once), and
// they are looked at in git.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { accessibilityProblems } from './browser.mjs';
import { difference, dress, small } from './pictures.mjs';
import { keys, play } from './player.mjs';

const approved = fileURLToPath(new URL('demos', import.meta.url));
const pages = process.env.PAGES;
const MOST = 0.01; // of a picture may differ: see docs/decisions/0019-demo-pictures.md

// How runs under plain stress end is up to the machine, and how many schedules fail up to the search.
const HIDDEN = '.outcomes, header .soft, footer';
const options = { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 0.625, bypassCSP: true };

// At the failure, with the solution beside it where there is one.
const atFailure = async (page) => {
  await dress(page, HIDDEN);
  await keys(page, 'f', 'c');
};

for (const name of readdirSync(pages).filter((file) => file.endsWith('.html')).sort()) {
  const lab = name.replace('.html', '');
  test(`lab ${lab}`, () =>
    play(lab, async (page) => {
      assert.ok(await page.locator('.outcomes svg rect').count() > 0, 'no histogram');
      await atFailure(page);
      const steps = await page.locator('.panes').count() > 0;  // not every bug is an order of steps
      assert.ok(!steps || await page.locator('.row.failing').count() > 0, 'no step is part of the failure');
      assert.deepEqual(await accessibilityProblems(page), []);
      const picture = await page.screenshot();
      const golden = join(approved, `${lab}.webp`);
      if (process.env.RACELAB_APPROVE) {
        writeFileSync(golden, await small(page, picture));
        assert.fail(`wrote ${golden}; look at it, then run without RACELAB_APPROVE`);
      }
      assert.ok(existsSync(golden), `${golden} is missing`);
      const differs = await difference(page, picture, readFileSync(golden));
      console.log(`# lab ${lab}: ${(100 * differs).toFixed(2)} % of the picture differs`);
      if (differs <= MOST) return;
      const now = join(pages, `${lab}.png`);
      writeFileSync(now, picture);
      assert.fail(`${(100 * differs).toFixed(1)} % of ${now} is not as in ${golden}`);
    }, options));
}

test('every lab has a page and a picture', () => {
  const names = (folder, end) => readdirSync(folder).filter((file) => /^\d\d\./.test(file) && file.endsWith(end))
    .map((file) => file.slice(0, 2));
  assert.deepEqual(names(approved, '.webp'), names(pages, '.html'));
});

test('another step is another picture', () =>
  play('01', async (page) => {
    await atFailure(page);
    const golden = readFileSync(join(approved, '01.webp'));
    await keys(page, 'Home');
    assert.ok((await difference(page, await page.screenshot(), golden)) > MOST);
  }, options));
