// The same files read by one worker and by two, turn and turn about: how much sooner the log is there. Time on the clock, so
// it says something only where two processors are free.
import { statSync } from "node:fs";

const FILES = [
  { size: "64x100000", turns: 4, first: "wide-1", later: ["wide-2", "wide-3"] },
  { size: "16x1000000", turns: 3, first: "long-1", later: ["long-2"] },
];

export default async function (tools) {
  const rows = [];
  for (const file of FILES) rows.push(...(await ofSize(tools, file)));
  return rows;
}

async function ofSize({ fresh, log }, { size, turns, first, later }) {
  const megabytes = (name) => statSync(log(name)).size / 1e6;
  const best = {};
  const least = (what, ms, name) => (best[what] = Math.min(best[what] ?? Infinity, ms / megabytes(name)));
  for (let turn = 0; turn < turns; turn++) {
    for (const workers of [1, 2]) {
      const tab = await fresh({ processors: workers });
      await tab.goto("#/import");
      const parsed = async (name) => {
        const { stages } = await tab.import(log(name));
        const { from, to } = stages["worker:import:read"];
        return { read: to - from, log: stages["worker:import:make"].to - from };
      };
      least(`first ${workers}`, (await parsed(first)).log, first);
      for (const name of later) {
        const took = await parsed(name);
        least(`read ${workers}`, took.read, name);
        least(`log ${workers}`, took.log, name);
      }
      const helped = await (await tab.worker()).evaluate(() => performance.getEntriesByName("fueltune:import:helped").length);
      if (helped !== (workers - 1) * (1 + later.length)) throw new Error(`${workers} workers, and helpers read in ${helped} files`);
      await tab.close();
    }
  }
  const times = (what) => best[`${what} 1`] / best[`${what} 2`];
  const speed = (what) => 1000 / best[what];
  return [
    { what: `${size}, two workers, times one, reading`, value: times("read"), unit: "", budget: "import.least_times_with_two" },
    { what: `${size}, two workers, times one, reading and making columns`, value: times("log"), unit: "" },
    { what: `${size}, two workers, times one, first file of a page`, value: times("first"), unit: "" },
    { what: `${size}, two workers`, value: speed("log 2"), unit: "MB/s", reference: speed("log 1") },
  ];
}
