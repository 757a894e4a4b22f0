// The standard analysis. Of a new log: by the worker that does so after every import. On demand: of a stored session, whose
// reports nobody has made yet, from the click on its page to the first stage that shows what it found and to all of them,
// and what each stage took from the answer before to its own. Again: where the reports are kept.
const SIZES = [
  { size: "64x100000", name: "wide-1", budgets: ["analysis.first_ms", "analysis.wide_ms"] },
  { size: "16x1000000", name: "long-1", budgets: ["analysis.first_ms", "analysis.long_ms"] },
];
const TURNS = 3;

export default async function (tools) {
  const rows = [];
  for (const one of SIZES) rows.push(...(await ofSize(tools, one)));
  return rows;
}

async function ofSize({ fresh, log, median }, { size, name, budgets }) {
  const [itself, first, all, kept, took] = [[], [], [], [], {}];
  for (let turn = 0; turn < TURNS; turn++) {
    const tab = await fresh();
    await tab.goto("#/import");
    const { session } = await tab.import(log(name));
    itself.push((await tab.measured("analyse-all")).took);
    await tab.show(`#/sessions/${session}`);
    await tab.settled();
    kept.push((await tab.page.evaluate(stages, `#/sessions/${session}/analysis`)).all);
    await tab.show(`#/sessions/${session}`);
    await tab.settled();
    await tab.forget();
    // All of the log, and still another question than the one whose reports are kept.
    const seen = await tab.page.evaluate(stages, `#/sessions/${session}/analysis?from=-1`);
    first.push(seen.first);
    all.push(seen.all);
    for (const { name, took: ms } of await tab.measures()) {
      if (name.startsWith("analysis:")) (took[name.slice("analysis:".length)] ??= []).push(ms);
    }
    await tab.close();
  }
  return [
    { what: `${size}, a new log, all stages`, value: median(itself), unit: "ms", budget: budgets[1] },
    { what: `${size}, opened then, from the click to all stages`, value: median(kept), unit: "ms" },
    { what: `${size}, on demand, from the click to the first stage`, value: median(first), unit: "ms", budget: budgets[0] },
    { what: `${size}, on demand, from the click to all stages`, value: median(all), unit: "ms", budget: budgets[1] },
    ...Object.entries(took).map(([stage, times]) => ({ what: `${size}, on demand, ${stage}`, value: median(times), unit: "ms" })),
  ];
}

/** Milliseconds from an address to the first stage that is done, and to the last. */
function stages(hash) {
  return new Promise((done) => {
    const since = performance.now();
    let first;
    const look = () => {
      const all = [...document.querySelectorAll("[data-testid=analysis-stage]")];
      const over = all.filter(({ dataset }) => dataset.state === "done" || dataset.state === "failed").length;
      if (over) first ??= performance.now() - since;
      if (!all.length || over < all.length) return;
      seen.disconnect();
      done({ first, all: performance.now() - since });
    };
    const seen = new MutationObserver(look);
    seen.observe(document, { subtree: true, childList: true, attributes: true });
    location.hash = hash;
  });
}
