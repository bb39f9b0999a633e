// Pictures of pages that are the same on every machine, and how much two of them differ.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.BROWSER_MODULES}/`);
const FIELD = 4; // pixels: what the edge of a letter looks like depends on the browser, a field does not
const VISIBLE = 24; // of 255, in one colour

function face(family, file, weight) {
  const data = readFileSync(require.resolve(`@fontsource/${file}`)).toString('base64');
  return `@font-face { font-family: ${family}; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
}

// The machine's own fonts are of no account with these, nor what differs from run to run.
const style = [
  face('Letters', 'dejavu-sans/files/dejavu-sans-latin-400-normal.woff2', 400),
  face('Letters', 'dejavu-sans/files/dejavu-sans-latin-700-normal.woff2', 700),
  face('Code', 'dejavu-mono/files/dejavu-mono-latin-400-normal.woff2', 400),
  '* { font-family: Letters !important; }',
  'code, pre, kbd, code *, pre *, .code * { font-family: Code !important; }',
].join('\n');

const open = (page) => page.evaluate(() => {
  window.bitmapOf = (text) => createImageBitmap(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]));
  window.drawn = (bitmap) => {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return canvas;
  };
});

// A PNG as a WebP of a quarter of its size, in which letters can just be read.
export async function small(page, picture) {
  await open(page);
  return Buffer.from(await page.evaluate(async (text) => {
    const blob = await drawn(await bitmapOf(text)).convertToBlob({ type: 'image/webp', quality: 0.3 });
    return String.fromCharCode(...new Uint8Array(await blob.arrayBuffer()));
  }, picture.toString('base64')), 'latin1');
}

// Before anything is done to the page: how far it scrolls depends on its letters, and on how high
// `hidden` is, a selector of what is not to be in the picture.
export async function dress(page, hidden) {
  await page.addStyleTag({ content: `${style}\n${hidden} { display: none !important; }` });
  await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())));
}

// The share of the fields of two pictures that differ visibly, between 0 and 1; 1 for pictures of
// different sizes.
export async function difference(page, one, other) {
  await open(page);
  const texts = [one, other].map((picture) => picture.toString('base64'));
  return page.evaluate(async ([texts, field, visible]) => {
    const [a, b] = await Promise.all(texts.map(bitmapOf));
    if (a.width !== b.width || a.height !== b.height) return 1;
    const pixels = (bitmap) => drawn(bitmap).getContext('2d').getImageData(0, 0, bitmap.width, bitmap.height).data;
    const [left, right] = [pixels(a), pixels(b)];
    const across = Math.floor(a.width / field), down = Math.floor(a.height / field);
    const sums = new Float32Array(across * down * 3);
    for (let y = 0; y < down * field; ++y) {
      for (let x = 0; x < across * field; ++x) {
        const at = 4 * (y * a.width + x), sum = 3 * (Math.floor(y / field) * across + Math.floor(x / field));
        for (let c = 0; c < 3; ++c) sums[sum + c] += left[at + c] - right[at + c];
      }
    }
    let differ = 0;
    for (let i = 0; i < sums.length; i += 3) {
      if (Math.max(...sums.subarray(i, i + 3).map(Math.abs)) > visible * field * field) ++differ;
    }
    return differ / (across * down);
  }, [texts, FIELD, VISIBLE]);
}
