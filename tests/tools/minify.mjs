// Makes the scripts of the build smaller, in place: those of the page and of the worker, not the ones that came so. What
// the script of a program imports becomes part of it: it is found out about a request earlier.
//   node minify.mjs FOLDER
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";

const [folder] = process.argv.slice(2);
const style = { minify: true, target: "es2022", legalComments: "none" };
const scripts = (await readdir(folder, { recursive: true })).filter(
  (name) => name.endsWith(".js") && name !== "sw.js" && !name.startsWith("vendor/"),
);
const programs = scripts.filter((name) => /^(app-[0-9a-f]+|worker)\.js$/.test(name));
const bundles = await Promise.all(
  programs.map((program) =>
    esbuild.build({
      ...style,
      absWorkingDir: folder,
      entryPoints: [program],
      bundle: true,
      format: "esm",
      write: false,
      metafile: true,
      // wasm-bindgen names a module once for every function that is imported from it.
      logOverride: { "duplicate-object-key": "silent" },
    }),
  ),
);
const swallowed = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs).map((name) => basename(name)));
for (const name of scripts.filter((name) => !swallowed.includes(name))) {
  const file = join(folder, name);
  const { code } = await esbuild.transform(await readFile(file, "utf8"), style);
  await writeFile(file, code);
}
for (const name of swallowed) await rm(join(folder, name));
for (const [index, program] of programs.entries()) {
  await writeFile(join(folder, program), bundles[index].outputFiles[0].contents);
}
