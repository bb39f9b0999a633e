// The address of the page: #finding=2&step=12 says what is shown, counted from 1.

function clamp(text, count) {
  const number = Number.parseInt(text ?? "1", 10);
  return Math.min(Math.max(Number.isNaN(number) ? 1 : number, 1), Math.max(count, 1)) - 1;
}

// { finding, step } as indices, in range whatever the address says.
export function fromAddress(hash, findings) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const finding = clamp(words.get("finding"), findings.length);
  return { finding, step: clamp(words.get("step"), findings[finding]?.run.steps.length ?? 1) };
}

export function toAddress({ finding, step }) {
  return finding > 0 ? `#finding=${finding + 1}&step=${step + 1}` : `#step=${step + 1}`;
}
