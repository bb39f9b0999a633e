// Takes a picture of a page for the documentation. docs/how-to/class.png was made in build/test by
//   tests/browser/sample_class /tmp/spring 30 5 </dev/null && ../../racelab report /tmp/spring &&
//   ../../tests/browser/run tests/browser/modules ../../tests/browser/picture.mjs \
//     /tmp/spring/report.html ../../docs/how-to/class.png 700
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { withPage } from './browser.mjs';

const [page, picture, height = '800'] = process.argv.slice(2);
const viewport = { width: 1100, height: Number(height) };
test('picture', () => withPage(pathToFileURL(resolve(page)),
  (opened) => opened.screenshot({ path: picture }), { viewport }));
