// Benchmarks inside the browser, on the release build. `cargo xtask bench` starts it and says where the build is served,
// which browser to use and where the logs lie. Every file in cases/ is one case with one export:
//
//   export default async function (tools) { …; return [{ what, value, unit, budget, reference }] }
//
// `budget` names a figure of tests/budgets.toml, `section.name`, and may be left out; one whose name begins with `least_`
// is a lower limit. `reference` is the figure, in the same unit, of something plain that ran in the same run; it may be left
// out. Lines of JSON go to standard output.
import { readdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { Figures } from "./support/figures.mjs";
import { FLAGS, Tab } from "./support/tab.mjs";

const { FUELTUNE_URL: url, FUELTUNE_LOGS: logs, CHROMIUM: executablePath, CHROMIUM_FLAGS: flags } = process.env;
if (!url || !logs || !executablePath) throw new Error("run the benchmarks by `cargo xtask bench`");
const only = process.argv.slice(2);

const browser = await chromium.launch({ executablePath, args: [...flags.split(" "), ...FLAGS] });
const tools = {
  ...Figures,
  /** One of the logs that the generator made: `wide-1` to `wide-3` (64 columns x 100,000 rows), `long-1`, `long-2` (16 x 1,000,000). */
  log: (name) => `${logs}/${name}.csv`,
  /** A tab of a browser profile of its own: nothing cached, nothing stored. */
  fresh: (options) => Tab.open(browser, url, options),
};

const folder = new URL("cases/", import.meta.url);
let failed = false;
for (const file of (await readdir(folder)).filter((name) => name.endsWith(".mjs")).sort()) {
  const name = file.replace(".mjs", "");
  if (only.length && !only.some((word) => name.includes(word))) continue;
  console.error(name);
  try {
    const { default: run } = await import(new URL(file, folder).href);
    for (const line of await run(tools)) console.log(JSON.stringify({ case: name, ...line }));
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.stack}`);
  }
  // What a failed case left open would disturb the next one.
  await Promise.all(browser.contexts().map((context) => context.close()));
}
await browser.close();
process.exitCode = failed ? 1 : 0;
