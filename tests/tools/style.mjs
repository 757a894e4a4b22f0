// Bundles style/main.css and all it imports into one file.
//   node style.mjs IN.css OUT.css
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as esbuild from "esbuild";

const [entry, out] = process.argv.slice(2);
const bundle = await esbuild.build({
  entryPoints: [entry],
  bundle: true,
  minify: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  legalComments: "none",
  write: false,
  logLevel: "warning",
});
const css = bundle.outputFiles[0].text;
// Written only when it changed, so that a watcher does not chase its own tail.
const old = await readFile(out, "utf8").catch(() => null);
if (old !== css) {
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, css);
}
