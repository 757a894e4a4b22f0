// Memory: the most that an import takes, beside the columns it makes, and whether looking at a session again and again
// leaves anything behind.
import { forgetPeak, memory, peak, workerThread } from "../support/threads.mjs";

const SIZES = [
  { size: "64x100000", file: "wide-1", rows: 100_000, columns: 63 },
  { size: "16x1000000", file: "long-1", rows: 1_000_000, columns: 15 },
];
/** What may come on top of the columns, whatever their size. */
const EXTRA = 32e6;
const OPENED = 50;
/** From here on nothing new should be needed. */
const SETTLED = 10;
const CHANNELS = "rpm,~,map_gauge,~,lambda_1,~,tps";

export default async function (tools) {
  const rows = [];
  for (const size of SIZES) rows.push(...(await whileImporting(tools, size)));
  return [...rows, ...(await opened(tools))];
}

async function whileImporting({ fresh, log }, { size, file, rows, columns }) {
  const tab = await fresh();
  await tab.goto("#/import");
  await tab.settled();
  const { process } = await workerThread(tab.browser);
  forgetPeak(process);
  const before = memory(process);
  await tab.import(log(file));
  const process_ = peak(process) - before;
  const wasm = await tab.workerMemory();
  await tab.close();
  // Four bytes a sample, eight a time.
  const samples = rows * columns * 4 + rows * 8;
  return [
    { what: `${size}, columns`, value: samples / 1e6, unit: "MB" },
    { what: `${size}, worker's WebAssembly memory`, value: wasm / 1e6, unit: "MB" },
    { what: `${size}, the same less 32 MB, in times of the columns`, value: (wasm - EXTRA) / samples, unit: "", budget: "memory.times_of_columns" },
    { what: `${size}, whole process at its peak, more than before`, value: process_ / 1e6, unit: "MB" },
  ];
}

async function opened({ fresh, log }) {
  const tab = await fresh();
  await tab.goto("#/import");
  const { session } = await tab.import(log("wide-1"));
  const session_ = await tab.context.newCDPSession(tab.page);
  await session_.send("Performance.enable");
  const seen = [];
  for (let turn = 1; turn <= OPENED; turn++) {
    await tab.explore(session, CHANNELS);
    await tab.show("#/sessions");
    await tab.page.getByTestId("session-row").first().waitFor();
    if (turn === SETTLED || turn === OPENED) {
      await session_.send("HeapProfiler.collectGarbage");
      const { metrics } = await session_.send("Performance.getMetrics");
      const metric = (name) => metrics.find((entry) => entry.name === name).value;
      seen.push({ heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), listeners: metric("JSEventListeners"), worker: await tab.workerMemory() });
    }
  }
  await tab.close();
  const [early, late] = seen;
  const each = (name) => (late[name] - early[name]) / (OPENED - SETTLED);
  return [
    { what: "script heap of the page, for each time a session is opened", value: each("heap") / 1000, unit: "kB", budget: "memory.left_behind_kb" },
    { what: "WebAssembly memory of the worker, the same", value: each("worker") / 1000, unit: "kB", budget: "memory.left_behind_kb" },
    { what: "nodes of the page, the same", value: each("nodes"), unit: "", budget: "memory.left_behind_nodes" },
    { what: "listeners of the page, the same", value: each("listeners"), unit: "", budget: "memory.left_behind_nodes" },
  ];
}
