// Tasks of the page's main thread, from the browser's own trace.

const CATEGORIES = ["disabled-by-default-devtools.timeline", "blink.user_timing", "cc", "__metadata"];
/** Turning what was drawn into dots, where no graphics processor does it. */
const RASTER = "LayerTreeHost::DoUpdateLayers";

/** Runs `work` and answers with the tasks of the page's main thread meanwhile, in milliseconds, and the marks it made. */
export async function traced(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate(() => performance.mark("bench:here"));
  await work();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const here = traceEvents.find(({ name }) => name === "bench:here");
  if (!here) throw new Error("the trace lacks the page's mark");
  const same = traceEvents.filter(({ pid, tid }) => pid === here.pid && tid === here.tid);
  const tasks = same
    .filter(({ name, ph }) => name === "RunTask" && ph === "X")
    .map(({ ts, dur, tdur }) => ({ from: ts / 1000, took: dur / 1000, cpu: (tdur ?? dur) / 1000 }))
    .sort((a, b) => a.from - b.from);
  const raster = same
    .filter(({ name, ph }) => name === RASTER && ph === "X")
    .map(({ ts, dur, tdur }) => ({ from: ts / 1000, took: dur / 1000, cpu: (tdur ?? dur) / 1000 }));
  const marks = same
    .filter(({ cat }) => cat.includes("blink.user_timing"))
    .map(({ name, ts }) => ({ name, at: ts / 1000 }))
    .sort((a, b) => a.at - b.at);
  return { tasks, raster, marks };
}

/** Processor time of the main thread for each frame: tasks belong to the last frame that began before they ended. */
export function perFrame({ tasks, marks }) {
  const frames = marks.filter(({ name }) => name === "bench:frame").map(({ at }) => ({ at, cpu: 0 }));
  for (const { from, took, cpu } of tasks) {
    const frame = frames.findLast(({ at }) => at <= from + took);
    if (frame) frame.cpu += cpu;
  }
  // The first and the last one are not whole.
  return frames.slice(1, -1).map(({ cpu }) => cpu);
}
