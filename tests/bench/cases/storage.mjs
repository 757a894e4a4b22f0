// The database: what storing costs beside the parse, and how soon one channel of a stored session is on the screen.

const TURNS = 3;

export default async function ({ fresh, log, median }) {
  const [speed, share, shown, asked, bare] = [[], [], [], [], []];
  for (let turn = 0; turn < TURNS; turn++) {
    const tab = await fresh();
    await tab.goto("#/import");
    await tab.import(log("wide-1"));
    const { session, stages, cpu } = await tab.import(log("long-1"));
    const wall = stages["import:store"].took;
    const parse = stages["worker:import:make"].to - stages["worker:import:read"].from;
    // Samples with their pyramids; the masks are small.
    const bytes = 1_000_000 * (15 * 4 + 8) * (1 + 2 / 56);
    speed.push((bytes / 1e6 / wall) * 1000);
    share.push({ wall: wall / parse, cpu: cpu("import:store") / (cpu("worker:import:read") + cpu("worker:import:make")) });
    await tab.page.reload();
    await tab.show("#/sessions");
    await tab.page.getByTestId("session-row").first().waitFor();
    await tab.settled();
    const { took, view } = await tab.explore(session, "rpm");
    shown.push(took);
    asked.push(view);
    bare.push(await tab.page.evaluate(bareRead, session));
    await tab.close();
  }
  return [
    { what: "16x1000000 written", value: Math.max(...speed), unit: "MB/s" },
    { what: "the same, wall time beside the parse", value: median(share.map(({ wall }) => wall)), unit: "", budget: "storage.times_of_parse" },
    { what: "the same, CPU time of the worker beside the parse", value: median(share.map(({ cpu }) => cpu)), unit: "", budget: "storage.times_of_parse" },
    { what: "one channel of a stored session, asked to drawn", value: median(asked), unit: "ms", budget: "storage.channel_ms", reference: median(bare) },
    { what: "the same, from the click on", value: median(shown), unit: "ms" },
  ];
}

/** Milliseconds for another column of the session with its time base, read by a bare script and nothing done with it. */
async function bareRead(session) {
  const done = (request) => new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: () => no(request.error) }));
  const database = await done(indexedDB.open("fueltune"));
  const { data } = await done(database.transaction("sessions").objectStore("sessions").get(session));
  const since = performance.now();
  const transaction = database.transaction(["columns", "axes"]);
  const [column, axes] = await Promise.all([
    done(transaction.objectStore("columns").get([data, 5])),
    done(transaction.objectStore("axes").getAll(IDBKeyRange.bound([data], [data, []]))),
  ]);
  const took = performance.now() - since;
  database.close();
  if (!column?.body.byteLength || !axes.length) throw new Error("the bare script read nothing");
  return took;
}
