// The standard analysis of a stored session whose columns nobody has asked for yet: from the click on its page to the first
// stage that shows what it found, to all of them, and what each stage took from the question to the answer.
const SIZES = [
  { size: "64x100000", name: "wide-1", budgets: ["analysis.wide_first_ms", "analysis.wide_ms"] },
  { size: "16x1000000", name: "long-1", budgets: ["analysis.long_first_ms", "analysis.long_ms"] },
];
const TURNS = 3;

export default async function (tools) {
  const rows = [];
  for (const one of SIZES) rows.push(...(await ofSize(tools, one)));
  return rows;
}

async function ofSize({ fresh, log, median }, { size, name, budgets }) {
  const [first, all, took] = [[], [], {}];
  for (let turn = 0; turn < TURNS; turn++) {
    const tab = await fresh();
    await tab.goto("#/import");
    const { session } = await tab.import(log(name));
    await tab.show(`#/sessions/${session}`);
    await tab.page.getByTestId("session-tabs").or(tab.page.locator("main")).first().waitFor();
    await tab.settled();
    await tab.forget();
    const seen = await tab.page.evaluate(stages, `#/sessions/${session}/analysis`);
    first.push(seen.first);
    all.push(seen.all);
    for (const { name, took: ms } of await tab.measures()) {
      if (name.startsWith("analysis:")) (took[name.slice("analysis:".length)] ??= []).push(ms);
    }
    await tab.close();
  }
  return [
    { what: `${size}, from the click to the first stage`, value: median(first), unit: "ms", budget: budgets[0] },
    { what: `${size}, from the click to all of them`, value: median(all), unit: "ms", budget: budgets[1] },
    ...Object.entries(took).map(([stage, times]) => ({ what: `${size}, ${stage}, asked to answered`, value: median(times), unit: "ms" })),
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
