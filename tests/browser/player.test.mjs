// The player in a browser: every feature, with keys alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityProblems } from './browser.mjs';
import { keys, label, number, play } from './player.mjs';

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

test('of another program without steps the outcome is told', () =>
  play('unseen', async (page) => {
    await keys(page, 'c', 'ArrowRight');
    assert.match(await page.locator('.pane').nth(1).textContent(), /nothing fails.*No step of it/);
    assert.deepEqual(await accessibilityProblems(page), []);
    await keys(page, 'f', 'End', 'c');
    assert.equal(await number(page), 2);
    await page.emulateMedia({ media: 'print' });
    await page.locator('.printed').first().waitFor();
  }));

test('a key that comes before the first picture counts', () =>
  play('deadlock', async (page) => {
    await page.addInitScript(() =>
      addEventListener('DOMContentLoaded', () =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true })),
      ),
    );
    await page.reload();
    await page.locator('[aria-posinset="4"][aria-selected=true]').waitFor();
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
