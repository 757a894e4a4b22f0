// Makes the scripts of the build smaller, in place: those of the page and of the worker, not the ones that came so.
//   node minify.mjs FOLDER
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";

const [folder] = process.argv.slice(2);
const scripts = (await readdir(folder, { recursive: true })).filter(
  (name) => name.endsWith(".js") && name !== "sw.js" && !name.startsWith("vendor/"),
);
for (const name of scripts) {
  const file = join(folder, name);
  const { code } = await esbuild.transform(await readFile(file, "utf8"), {
    minify: true,
    target: "es2022",
    legalComments: "none",
  });
  await writeFile(file, code);
}
