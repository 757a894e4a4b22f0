// Bundles plotly.js with the traces this application draws and its Portuguese, and nothing else.
//   node plotly.mjs OUT.js        writes OUT.js and, beside it, the licences of everything inside
// Trace types with WebGL stay out: they need `unsafe-eval` and take seconds a frame without a graphics card.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const TRACES = ["bar", "box", "contour", "heatmap", "histogram", "histogram2d"]; // scatter is in the core

const [out] = process.argv.slice(2);
const folder = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(await readFile(`${folder}/node_modules/plotly.js/package.json`, "utf8"));

const bundle = await esbuild.build({
  stdin: {
    contents: `
      const Plotly = require("plotly.js/lib/core");
      Plotly.register([${TRACES.map((trace) => `require("plotly.js/lib/${trace}")`)}]);
      Plotly.register(require("plotly.js/lib/locales/pt-br"));
      module.exports = Plotly;`,
    resolveDir: folder,
  },
  absWorkingDir: folder,
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2020",
  legalComments: "none",
  banner: {
    js: `/*! plotly.js ${version} (scatter, ${TRACES.join(", ")}); licences in plotly-${version}.licences.txt */`,
  },
  define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  loader: { ".css": "empty" }, // styles of map traces that are not part of this bundle
  outdir: "bundle",
  write: false,
  metafile: true,
  logLevel: "warning",
});

const code = bundle.outputFiles.find((file) => file.path.endsWith(".js")).text;
if (/\bnew Function\(|[^.\w]Function\(|[^.\w]eval\(/.test(code)) {
  throw new Error("the bundle makes code from text, which the Content-Security-Policy forbids");
}
await mkdir(dirname(out), { recursive: true });
await writeFile(out, code);
await writeFile(out.replace(/\.min\.js$/, ".licences.txt"), await licences(bundle.metafile));

async function licences(metafile) {
  const [, output] = Object.entries(metafile.outputs).find(([path]) => path.endsWith(".js"));
  const packages = new Set();
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const name = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
    if (name && bytesInOutput > 0) packages.add(name);
  }
  const parts = [];
  for (const name of [...packages].sort()) {
    const home = `${folder}/node_modules/${name}`;
    const about = JSON.parse(await readFile(`${home}/package.json`, "utf8"));
    const file = (await readdir(home)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(`${home}/${file}`, "utf8") : `Licence: ${about.license}`;
    parts.push(`${name} ${about.version}\n\n${text.trim()}\n`);
  }
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}
