// Builds dist/ from src/: one script and one style sheet, the same bytes for the same package-lock.json.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  entryPoints: [
    { in: here("src/main.jsx"), out: "player" },
    { in: here("src/style.css"), out: "player" },
  ],
  outdir: process.argv[2] ?? here("dist"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2021",
  jsx: "automatic",
  jsxImportSource: "preact",
  banner: { js: "/*! With Preact, MIT License, Copyright (c) 2015-present Jason Miller */" },
});
