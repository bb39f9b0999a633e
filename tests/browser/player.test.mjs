// The player in a browser: every feature, with keys alone, in both colour schemes, at full size.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { accessibilityProblems, withPage } from './browser.mjs';

const SLOWEST = 100; // ms a step
const page_of = (name) => pathToFileURL(`${process.env.PAGES}/${name}.html`);

function play(name, use, { hash = '', ...options } = {}) {
  const url = page_of(name);
  url.hash = hash;
  return withPage(url, use, { site: page_of(name), ...options });
}

const current = (page) => page.locator('[role=option][aria-selected=true]').first();
const number = async (page) => Number(await current(page).getAttribute('aria-posinset'));
const label = (page) => current(page).locator('.spoken').textContent();
// Comes back when what they changed is drawn.
const keys = async (page, ...pressed) => {
  for (const key of pressed) await page.keyboard.press(key);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
};

test('keys step, jump and play', () =>
  play('deadlock', async (page) => {
    assert.equal(await number(page), 1);
    await keys(page, 'ArrowRight', 'ArrowDown');
    assert.equal(await number(page), 3);
    await keys(page, 'ArrowLeft', 'ArrowUp');
    assert.equal(await number(page), 1);
    await keys(page, 'End');
    assert.equal(await number(page), 4);
    await keys(page, 'ArrowRight'); // there is no more
    assert.equal(await number(page), 4);
    await keys(page, 'Home', 'f');
    assert.equal(await number(page), 3);
    await keys(page, 'f');
    assert.equal(await number(page), 4);
    await keys(page, 'f'); // round and round
    assert.equal(await number(page), 3);
  }));

test('space plays to the end and pauses', () =>
  play('deadlock', async (page) => {
    await page.getByLabel('Speed').selectOption('10');
    await page.evaluate(() => document.activeElement.blur());
    await keys(page, ' ');
    await page.locator('[aria-posinset="4"][aria-selected=true]').waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await page.getByLabel('Speed').selectOption('0.5');
    await page.evaluate(() => document.activeElement.blur());
    await keys(page, ' '); // from the start again
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    assert.equal(await number(page), 1);
    await keys(page, ' ');
    await page.getByRole('button', { name: 'Play' }).waitFor();
  }));

test('buttons do what keys do', () =>
  play('deadlock', async (page) => {
    for (const [name, at] of [
      ['One step forward', 2],
      ['Last step', 4],
      ['One step back', 3],
      ['First step', 1],
      ['Jump to the failure', 3],
    ]) {
      await page.getByRole('button', { name, exact: true }).click();
      assert.equal(await number(page), at, name);
    }
    await page.locator('[aria-posinset="2"]').click();
    assert.equal(await number(page), 2);
  }));

test('the address names the step', async () => {
  await play(
    'deadlock',
    async (page) => {
      assert.equal(await number(page), 3);
      await keys(page, 'ArrowRight');
      await page.waitForFunction(() => location.hash === '#step=4');
      await page.evaluate(() => {
        location.hash = '#step=2';
      });
      await page.locator('[aria-posinset="2"][aria-selected=true]').waitFor();
    },
    { hash: '#step=3' },
  );
  for (const hash of ['#step=99', '#step=-1', '#step=x&finding=7', '#%00<script>']) {
    await play('deadlock', async (page) => assert.ok((await number(page)) >= 1), { hash });
  }
});

test('of several findings one is picked, by address too', () =>
  play(
    'race',
    async (page) => {
      assert.match(await page.locator('h1').textContent(), /deadlock/);
      await page.getByLabel('Finding').selectOption('0');
      assert.match(await page.locator('h1').textContent(), /data race/);
    },
    { hash: '#finding=2&step=2' },
  ));

test('a race: values, the pair by shape and word, who read what', () =>
  play('race', async (page) => {
    await keys(page, 'ArrowRight');
    assert.match(await label(page), /Step 2 of 2\. thread 2 at bank\.cc:12/);
    assert.match(await label(page), /Part of the failure: race 2 of 2/);
    assert.match(
      await page.locator('.sentence').textContent(),
      /hits_: read 8.*reads what was written in step 1 of thread 1/,
    );
    assert.equal(await page.locator('.arrows path.pair').count(), 1);
    assert.equal(await page.locator('.arrows path.point.failing').count(), 2);
    assert.equal(await page.locator('.arrows path.arrow.reads').count(), 1);
    const values = page.locator('table', { hasText: 'Values after step 2' });
    assert.match(await values.textContent(), /hits_8thread 2/);
  }));

test('a deadlock: locks held and waited for, the cycle', () =>
  play('deadlock', async (page) => {
    await keys(page, 'End');
    const locks = page.locator('table', { hasText: 'Locks after step 4' });
    assert.match(
      await locks.locator('tr', { hasText: 'thread 1' }).first().textContent(),
      /thread 1ab, held by thread 2/,
    );
    assert.deepEqual(await page.locator('.cycle li').allTextContents(), [
      'thread 1 waits for b, which depends on thread 2',
      'thread 2 waits for a, which depends on thread 1',
    ]);
    assert.equal(await page.locator('.cycle path.wait').count(), 2);
    assert.ok((await page.locator('line.life.held').count()) >= 2);
    assert.equal(await page.locator('.mark').first().textContent(), 'cycle');
  }));

test('a lost wakeup and processes have their lanes', async () => {
  await play('lost', async (page) => {
    await keys(page, 'End');
    assert.match(await label(page), /Part of the failure: waits/);
  });
  await play('processes', async (page) => {
    assert.deepEqual(await page.locator('.tasks span').allTextContents(), [
      'main thread of the first process',
      'thread 1 of the first process',
      'process 2',
    ]);
    await keys(page, 'ArrowRight', 'ArrowRight');
    assert.match(
      await page.locator('.sentence').textContent(),
      /happens after step 1 of main thread/,
    );
  });
});

test('the source follows the step', () =>
  play('deadlock', async (page) => {
    for (const [key, line] of [
      ['Home', 8],
      ['ArrowRight', 14],
      ['End', 15],
    ]) {
      await keys(page, key);
      const at = page.locator('.text[aria-current=step]');
      assert.match(await at.textContent(), new RegExp(`${line}line_${line}`));
      assert.ok(await at.isVisible());
    }
    assert.match(await page.locator('.text', { hasText: 'line_9()' }).textContent(), /thread 1/);
  }));

test('the other program runs beside it', () =>
  play('race', async (page) => {
    assert.equal(await page.locator('.pane').count(), 1);
    await keys(page, 'c', 'ArrowRight');
    assert.equal(await page.locator('.pane').count(), 2);
    assert.match(
      await page.locator('.pane h2').nth(2).textContent(),
      /Solution\. Under the same schedule nothing fails\./,
    );
    const other = page.getByRole('listbox').nth(1).locator('[aria-selected=true]');
    assert.match(await other.locator('.spoken').textContent(), /Step 2 of 3.*It holds m_/);
    assert.deepEqual(await accessibilityProblems(page), []);
    await keys(page, 'End'); // it is longer
    assert.match(await other.locator('.spoken').textContent(), /Step 3 of 3/);
    assert.equal(await number(page), 2);
    await keys(page, 'c');
    assert.equal(await page.locator('.pane').count(), 1);
    assert.equal(await number(page), 2);
  }));

test('help opens, closes, and keeps the keys to itself', () =>
  play('deadlock', async (page) => {
    await keys(page, '?');
    await page.getByRole('dialog').waitFor();
    await keys(page, 'End', 'f');
    assert.equal(await number(page), 1);
    assert.deepEqual(await accessibilityProblems(page), []);
    await keys(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await keys(page, 'End');
    assert.equal(await number(page), 4);
  }));

test('keys alone reach everything, and focus can be seen', () =>
  play('race', async (page) => {
    const reached = new Set();
    for (let i = 0; i < 30; ++i) {
      await keys(page, 'Tab');
      reached.add(
        await page.evaluate(
          () => document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName,
        ),
      );
      if (i === 2) {
        assert.notEqual(
          await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle),
          'none',
        );
      }
    }
    for (const name of [
      'First step',
      'Play',
      'Compare with: Solution',
      'A+ big letters',
      'Keys',
      'Steps: bank',
    ]) {
      assert.ok(
        reached.has(name) || name === 'First step',
        `${name} is not reached: ${[...reached]}`,
      );
    }
  }));

for (const colorScheme of ['light', 'dark']) {
  for (const name of ['race', 'deadlock', 'processes', 'many', 'empty']) {
    test(`${name} is accessible in ${colorScheme}`, () =>
      play(
        name,
        async (page) => {
          assert.deepEqual(await accessibilityProblems(page), []);
          if (name !== 'empty') {
            await keys(page, 'f', 'b');
            assert.deepEqual(await accessibilityProblems(page), []);
          }
        },
        { colorScheme },
      ));
  }
}

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
    // From the key to the next frame that is drawn, for steps near both ends.
    const measure = () =>
      page.evaluate(async () => {
        const times = [];
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
        }
        return times.sort((a, b) => a - b);
      });
    for (const end of ['Home', '#step=9300']) {
      if (end === 'Home') await keys(page, end);
      else
        await page.evaluate((hash) => {
          location.hash = hash;
        }, end);
      const times = await measure();
      const [median, most, slowest] = [50, 94, 99].map((i) => times[i].toFixed(1));
      console.log(
        `10,000 steps, from ${end}: median ${median} ms, 95 of 100 within ${most}, slowest ${slowest}`,
      );
      assert.ok(most < SLOWEST, `${most} ms`); // one may meet what else the machine does
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
