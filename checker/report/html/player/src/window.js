// useWindow: which rows of a long list can be seen, so that only these are drawn.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const MORE = 6; // rows that are drawn above and below

// Pixels of `rem` at the moment.
export function pixels(rem) {
  return rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

// `follow`: the row that is kept in sight; `layout`: changes when sizes do.
// Returns { ref, first, end, row, width }: for the element that scrolls, rows, pixels.
export function useWindow(count, rowRem, follow, layout) {
  const ref = useRef(null);
  const [view, setView] = useState({ top: 0, height: 600, width: 800, row: pixels(rowRem) });
  const measure = () => {
    const at = ref.current;
    if (!at) return;
    const now = {
      top: at.scrollTop,
      height: at.clientHeight,
      width: at.clientWidth,
      row: pixels(rowRem),
    };
    setView((old) => (Object.keys(now).every((key) => now[key] === old[key]) ? old : now));
  };
  useLayoutEffect(() => {
    const at = ref.current;
    if (!at) return;
    const row = pixels(rowRem);
    const top = follow * row;
    const header = at.dataset.header ? pixels(Number(at.dataset.header)) : 0;
    const hidden =
      top < at.scrollTop + row || top + 2 * row + header > at.scrollTop + at.clientHeight;
    if (hidden) at.scrollTop = Math.max(0, top - (at.clientHeight - header) / 2 + row / 2);
    measure();
  }, [follow, count, layout]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(view.top / view.row) - MORE);
  const end = Math.min(count, Math.ceil((view.top + view.height) / view.row) + MORE);
  return { ref, onScroll: measure, first, end, row: view.row, width: view.width };
}
