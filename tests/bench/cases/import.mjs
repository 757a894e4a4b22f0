// From the drop of a file to its charted session: the worker's processor time for reading it, for the first file of a fresh
// page (whose program is not optimised yet) and for a later one; what the page's main thread does meanwhile. One worker
// reads it alone: what several do together is the case `workers`.
import { statSync } from "node:fs";

const CHANNELS = "rpm,~,map_gauge,~,lambda_1,~,tps";
const FILES = [
  { size: "64x100000", turns: 3, first: "wide-1", later: ["wide-2", "wide-3"] },
  { size: "16x1000000", turns: 2, first: "long-1", later: ["long-2"] },
];

export default async function (tools) {
  const rows = [];
  for (const file of FILES) rows.push(...(await ofSize(tools, file)));
  return rows;
}

async function ofSize({ fresh, log, median }, { size, turns, first, later }) {
  const megabytes = (name) => statSync(log(name)).size / 1e6;
  const speed = (name, { cpu }) => (megabytes(name) * 1000) / (cpu("worker:import:read") + cpu("worker:import:make"));
  const seen = { first: [], warm: [], scan: [], wall: [], share: [], longest: [] };
  const took = {};
  for (let turn = 0; turn < turns; turn++) {
    const tab = await fresh({ processors: 1 });
    await tab.goto("#/import");
    seen.scan.push((megabytes(first) * 1000) / (await tab.scan(log(first))));
    const one = await tab.import(log(first));
    seen.first.push(speed(first, one));
    const { took: charted } = await tab.explore(one.session, CHANNELS);
    const { preview, import: whole } = one.stages;
    const parse = one.stages["worker:import:make"].to - one.stages["worker:import:read"].from;
    const all = whole.to - preview.from + charted;
    seen.wall.push(all);
    seen.share.push(all / parse);
    for (const name of later) {
      let next;
      const { tasks } = await tab.traced(async () => (next = await tab.import(log(name))));
      seen.warm.push(speed(name, next));
      seen.longest.push(Math.max(...tasks.map(({ took }) => took)));
      for (const [stage, of] of STAGES) (took[stage] ??= []).push(next.cpu(of));
    }
    await tab.close();
  }
  // The best turn: what disturbs a measurement only ever makes it slower.
  const scan = Math.max(...seen.scan);
  return [
    { what: `${size}, first file of a page, per CPU second of the worker`, value: Math.max(...seen.first), unit: "MB/s", budget: "import.least_mb_per_cpu_s", reference: scan },
    { what: `${size}, later file, per CPU second of the worker`, value: Math.max(...seen.warm), unit: "MB/s", budget: "import.least_mb_per_cpu_s", reference: scan },
    { what: `${size}, from the drop to the charted session`, value: median(seen.wall), unit: "ms" },
    { what: `${size}, the same, in times of the parse`, value: median(seen.share), unit: "", budget: "import.times_of_parse" },
    { what: `${size}, longest task of the main thread`, value: median(seen.longest), unit: "ms", budget: "import.longest_task_ms" },
    ...Object.entries(took).map(([stage, times]) => ({ what: `${size}, later file: ${stage}`, value: Math.min(...times), unit: "ms CPU", budget: BUDGETS[`${size} ${stage}`] })),
  ];
}

const STAGES = [
  ["read", "worker:import:read"],
  ["make columns", "worker:import:make"],
  ["pyramids", "worker:import:pyramids"],
  ["quality", "worker:import:quality"],
  ["store", "import:store"],
  ["describe", "import:analyse"],
];
const BUDGETS = { "16x1000000 describe": "analysis.describe_ms" };
