// Opens the player's sample pages, presses keys, and says which step is shown.
import { pathToFileURL } from 'node:url';
import { withPage } from './browser.mjs';

export const page_of = (name) => pathToFileURL(`${process.env.PAGES}/${name}.html`);

export function play(name, use, { hash = '', ...options } = {}) {
  const url = page_of(name);
  url.hash = hash;
  return withPage(url, use, { site: page_of(name), ...options });
}

export const current = (page) => page.locator('[role=option][aria-selected=true]').first();
export const number = async (page) => Number(await current(page).getAttribute('aria-posinset'));
export const label = (page) => current(page).locator('.spoken').textContent();
// Comes back when what they changed is drawn.
export const keys = async (page, ...pressed) => {
  for (const key of pressed) await page.keyboard.press(key);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
};
