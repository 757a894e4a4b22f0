// Benchmarks inside the browser, on the release build. `cargo xtask bench` starts it and says where the build is served
// and which browser to use. Every file in cases/ is one case:
//
//   export const name = "…";
//   export async function run(tools) { …; return [{ what, value, unit, budget }] }
//
// `budget` names a figure of tests/budgets.toml, `section.name`, and may be left out. Lines of JSON go to standard output.
import { readdir } from "node:fs/promises";
import { chromium } from "@playwright/test";

const { FUELTUNE_URL: url, CHROMIUM: executablePath, CHROMIUM_FLAGS: flags } = process.env;
if (!url || !executablePath) throw new Error("run the benchmarks by `cargo xtask bench`");
const only = process.argv.slice(2);

/** The middle of several measurements. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that 95 of 100 measurements stay under. */
export function p95(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)];
}

/** Opens the application and answers with the time from the address to usable, as the page's own clock has it. */
async function open(page, route = "#/") {
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (document.documentElement?.dataset.ready !== "true") return;
      globalThis.fueltuneReadyAt = performance.now();
      seen.disconnect();
    });
    // The document itself: its root element is not there yet.
    seen.observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
  });
  await page.goto(url + route);
  const ready = await page.waitForFunction(() => globalThis.fueltuneReadyAt);
  return ready.jsonValue();
}

/** Entries that the application wrote by performance.measure, `fueltune:` left out of their names. */
async function measures(page) {
  return page.evaluate(() =>
    performance
      .getEntriesByType("measure")
      .filter(({ name }) => name.startsWith("fueltune:"))
      .map(({ name, startTime, duration }) => ({ name: name.slice("fueltune:".length), startTime, duration })),
  );
}

const browser = await chromium.launch({ executablePath, args: flags.split(" ") });
const tools = {
  url,
  open,
  measures,
  median,
  p95,
  /** A browser profile of its own: nothing cached, nothing stored. */
  fresh: (options = {}) => browser.newContext({ viewport: { width: 1440, height: 900 }, ...options }),
};

const folder = new URL("cases/", import.meta.url);
let failed = false;
for (const file of (await readdir(folder)).filter((name) => name.endsWith(".mjs")).sort()) {
  const { name, run } = await import(new URL(file, folder).href);
  if (only.length && !only.some((word) => file.includes(word))) continue;
  console.error(name);
  try {
    for (const line of await run(tools)) console.log(JSON.stringify({ case: name, ...line }));
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.stack}`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
