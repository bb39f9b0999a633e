// Makes the picture of the player in the documentation:
//   ./racelab explore 1 --report player=build/race.html
//   PAGE="build/race.html#step=5" PICTURE=docs/pictures/player.png \
//     tests/browser/run "$PWD/build/modules" tests/browser/player_picture.mjs
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { withPage } from './browser.mjs';

test('the picture is made', () => {
  const [file, hash = ''] = process.env.PAGE.split('#');
  const site = pathToFileURL(resolve(file));
  const url = new URL(site);
  url.hash = hash;
  return withPage(
    url,
    async (page) => {
      await page.getByRole('listbox').waitFor();
      await page.screenshot({ path: process.env.PICTURE });
    },
    { site, viewport: { width: 1240, height: 620 }, colorScheme: 'light' },
  );
});
