// Takes a picture of a page for the documentation: run FOLDER picture.mjs PAGE.html PICTURE.png [HEIGHT]
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { withPage } from './browser.mjs';

const [page, picture, height = '800'] = process.argv.slice(2);
test('picture', () => withPage(pathToFileURL(resolve(page)), (opened) => opened.screenshot({ path: picture }),
  { viewport: { width: 1100, height: Number(height) } }));
