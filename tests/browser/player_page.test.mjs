// The player's page as a page: accessible in both colour schemes, at every size, on paper, hostile text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityProblems, withPage } from './browser.mjs';
import { current, keys, number, page_of, play } from './player.mjs';

const MOST_WORK = 200; // nodes of the page that a step puts in or takes out, the rows in sight at worst

for (const colorScheme of ['light', 'dark']) {
  for (const name of ['report', 'charts', 'told']) {
    test(`${name} is accessible in ${colorScheme}`, () =>
      play(name, async (page) => assert.deepEqual(await accessibilityProblems(page), []), { colorScheme }));
  }
  for (const name of ['race', 'deadlock', 'lost', 'processes', 'many', 'outcomes', 'hostile', 'empty']) {
    test(`${name} is accessible in ${colorScheme}`, () =>
      play(
        name,
        async (page) => {
          assert.deepEqual(await accessibilityProblems(page), []);
          if (name !== 'empty') {
            await keys(page, 'f', 'b', 'c');
            assert.deepEqual(await accessibilityProblems(page), []);
          }
        },
        { colorScheme },
      ));
  }
}

test('outcomes stand before the player, as bars, and can be folded', () =>
  play('outcomes', async (page) => {
    const [passed, failed] = await page.locator('.outcomes rect').evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    assert.ok(Math.abs(passed / failed - 9) < 0.5, `${passed} ${failed}`);
    assert.match(await page.locator('.outcomes svg').getAttribute('aria-label'), /passed: 27; .*: 3$/);
    const height = () => page.locator('.outcomes').evaluate((part) => part.getBoundingClientRect().height);
    const open = await height();
    await page.locator('.outcomes summary').press('Enter');
    assert.ok((await height()) < open / 2);
    await keys(page, 'End');
    assert.ok(await current(page).isVisible());
  }));

test('a finding without steps is told, and what becomes of the other program', () =>
  play('told', async (page) => {
    assert.match(await page.locator('h1').textContent(), /bank: assertion/);
    assert.match(await page.locator('main').textContent(), /It waits in a loop\..*Solution.*passes this check/);
    assert.equal(await page.locator('.outcomes rect').count(), 2);
    await keys(page, 'ArrowRight', 'f', 'c', ' ');
    assert.ok(await page.locator('h1').isVisible());
  }));

test('in a low window nothing lies over anything else', () =>
  play(
    'race',
    async (page) => {
      await keys(page, 'c');
      const bottom = (selector) => page.locator(selector).last().evaluate((part) => part.getBoundingClientRect().bottom);
      const footer = await page.locator('footer').evaluate((part) => part.getBoundingClientRect().top);
      assert.ok((await bottom('.tables')) <= footer, `${await bottom('.tables')} ${footer}`);
      assert.ok((await bottom('.pane')) <= footer);
    },
    { viewport: { width: 1280, height: 600 } },
  ));

test('the lane of the step comes into sight', () =>
  play(
    'processes',
    async (page) => {
      await keys(page, 'End');
      const cell = await current(page).locator('.cell').boundingBox();
      const lanes = await page.locator('.lanes').boundingBox();
      assert.ok(cell.x >= lanes.x && cell.x < lanes.x + lanes.width);
      await keys(page, 'ArrowLeft');
      const other = await current(page).locator('.cell').boundingBox();
      assert.ok(other.x >= lanes.x && other.x + 100 < lanes.x + lanes.width, JSON.stringify(other));
    },
    { viewport: { width: 700, height: 700 } },
  ));

test('big letters are bigger', () =>
  play('deadlock', async (page) => {
    const height = () =>
      page
        .locator('.row')
        .first()
        .evaluate((row) => row.getBoundingClientRect().height);
    const before = await height();
    await keys(page, 'b');
    assert.equal(await height(), before * 1.5);
    await keys(page, 'End');
    assert.ok(await current(page).isVisible());
  }));

test('ten thousand steps stay fluid', () =>
  play('many', async (page) => {
    await keys(page, 'End');
    assert.equal(await number(page), 10_000);
    assert.ok((await page.locator('.row').count()) < 60);
    await keys(page, 'Home');
    // Steps near both ends: what each changes in the page, and the time from the key to the next frame. The
    // time is only told: it is the machine's. The work must not grow with the number of steps.
    const measure = () =>
      page.evaluate(async () => {
        const times = [];
        const work = [];
        let changed = 0;
        const observer = new MutationObserver((records) => {
          for (const { addedNodes, removedNodes } of records) changed += addedNodes.length + removedNodes.length;
        });
        observer.observe(document.body, { childList: true, subtree: true });
        for (let i = 0; i < 100; ++i) {
          const start = performance.now();
          dispatchEvent(
            new KeyboardEvent('keydown', {
              key: i < 50 ? 'ArrowRight' : 'PageDown',
              bubbles: true,
            }),
          );
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          times.push(performance.now() - start);
          work.push(changed);
          changed = 0;
        }
        observer.disconnect();
        return { times: times.sort((a, b) => a - b), work: Math.max(...work) };
      });
    for (const end of ['Home', '#step=9300']) {
      if (end === 'Home') await keys(page, end);
      else
        await page.evaluate((hash) => {
          location.hash = hash;
        }, end);
      const { times, work } = await measure();
      const [median, most, slowest] = [50, 94, 99].map((i) => times[i].toFixed(1));
      console.log(
        `10,000 steps, from ${end}: median ${median} ms, 95 of 100 within ${most}, slowest ${slowest}; ` +
          `at most ${work} nodes changed`,
      );
      assert.ok(work > 0 && work < MOST_WORK, `${work} nodes`);
      assert.ok((await page.locator('.row').count()) < 60);
    }
    const row = await current(page).boundingBox();
    assert.ok(row.y > 0 && row.y < 800, 'the step is in sight');
  }));

test('hostile text is only text', () =>
  play('hostile', async (page) => {
    await keys(page, 'f');
    assert.notEqual(await page.title(), 'owned');
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('script').count(), 2);
    assert.match(await page.locator('.sentence').textContent(), /<\/script><script>/);
    assert.match(await page.locator('.source').textContent(), /<img src=x/);
  }));

test('the policy forbids other scripts', async () => {
  const url = page_of('race');
  await withPage(url, async (page) => {
    const ran = await page.evaluate(
      () =>
        new Promise((done) => {
          document.addEventListener('securitypolicyviolation', () => done('refused'));
          const script = document.createElement('script');
          script.textContent = 'window.owned = true';
          document.body.append(script);
          setTimeout(() => done(String(window.owned)), 1000);
        }),
    );
    assert.equal(ran, 'refused');
  }).catch((error) => assert.match(String(error), /Content Security Policy/)); // the browser says so
});

test('paper has every step as a table', () =>
  play('race', async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.locator('.printed').first().waitFor();
    assert.equal(await page.locator('.printed').first().locator('tbody tr').count(), 2);
    assert.equal(await page.locator('.printed').count(), 2); // and the other program
    assert.ok(!(await page.locator('.panes').isVisible()));
    assert.ok((await page.pdf()).length > 1000);
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.printed').first().waitFor({ state: 'detached' });
  }));

test('a narrow window has it below each other', () =>
  play(
    'deadlock',
    async (page) => {
      await keys(page, 'End');
      assert.ok(await current(page).isVisible());
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 480, `${wide} pixels`);
      assert.deepEqual(await accessibilityProblems(page), []);
    },
    { viewport: { width: 480, height: 800 } },
  ));
