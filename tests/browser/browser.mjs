// Pages in headless Chromium for tests: whatever a page complains about or asks from elsewhere fails.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after } from 'node:test';

// Packages lie in the build folder, not beside this file.
const require = createRequire(`${process.env.BROWSER_MODULES}/`);
const { chromium } = require('playwright-core');
const axe = require('axe-core');

let browser;
after(() => browser?.close());

// Opens `url` (file: or loopback), hands the page over, and fails afterwards if the page wrote an
// error, threw, or asked for anything that is not below `site` (default: the page itself). Nothing
// from elsewhere is ever fetched. `options` are those of a Playwright context: colorScheme,
// viewport, javaScriptEnabled, ...
export async function withPage(url, use, { site = url, ...options } = {}) {
  // Root cannot have Chromium's own sandbox.
  browser ??= await chromium.launch({
    executablePath: process.env.BROWSER, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
  const context = await browser.newContext(options);
  const complaints = [];
  await context.route((asked) => !String(asked).startsWith(String(site)), (route) => {
    complaints.push(`asks for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`throws ${error}`));
  page.on('dialog', (dialog) => {
    complaints.push(`opens a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  try {
    await page.goto(String(url));
    await use(page);
  } finally {
    await context.close();
    if (complaints.length > 0) console.error(complaints.join('\n'));  // perhaps why `use` failed
  }
  assert.deepEqual(complaints, []);
}

// What axe-core finds wrong with the page as it is now, for people who do not see it or use no mouse.
export async function accessibilityProblems(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html).join(' ')}`);
}
