// The helper itself: a page that does what none of ours may do is caught.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { accessibilityProblems, withPage } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'browser test '));
after(() => rmSync(folder, { recursive: true }));

function pageWith(body, head = '') {
  const file = join(folder, 'page.html');
  writeFileSync(file, `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>${head}
    <body><main><h1>A page</h1>${body}</main></body></html>`);
  return pathToFileURL(file);
}

test('a good page passes', async () => {
  await withPage(pageWith('<p>text</p>'), async (page) => {
    assert.equal(await page.textContent('p'), 'text');
    assert.deepEqual(await accessibilityProblems(page), []);
  });
});

for (const [what, body, complaint] of [
  ['an outside request', '<img alt="" src="http://192.0.2.1/x.png">', /asks for http:\/\/192.0.2.1/],
  ['another file', '<img alt="" src="other.png">', /asks for file:.*other.png/],
  ['an error on the console', '<script>console.error("broken")</script>', /broken/],
  ['an exception', '<script>throw new Error("thrown")</script>', /thrown/],
  ['a dialog', '<script>alert("hello")</script>', /dialog: hello/],
]) {
  test(`${what} is caught`, async () => {
    await assert.rejects(withPage(pageWith(body), async () => {}), { message: complaint });
  });
}

test('axe-core sees what cannot be read, also under a strict policy', async () => {
  const policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:">';
  await withPage(pageWith('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', policy), async (page) => {
    assert.match((await accessibilityProblems(page)).join('\n'), /image-alt/);
  });
});
