// The editor of tables: from a key to the painted cell on 32x32 and on 64x64, a log of 1,000,000 rows laid over 32x32, and
// opening a table that has 200 versions, beside opening it with one.

const EDITS = 60;
const TURNS = 5;
const VERSIONS = 200;

export default async function ({ fresh, log, median, p95 }) {
  const tab = await fresh();
  await tab.goto("#/import");
  const { session } = await tab.import(log("long-1"));
  const rows = [];
  const tables = {};
  for (const size of [32, 64]) {
    tables[size] = await newTable(tab, size);
    const took = await edits(tab);
    const plain = await tab.page.evaluate(nextPaint, EDITS);
    rows.push(
      { what: `${size}x${size}, key to paint, median`, value: median(took), unit: "ms", budget: `tables.edit_${size}_ms`, reference: median(plain) },
      { what: `${size}x${size}, key to paint, p95`, value: p95(took), unit: "ms", reference: p95(plain) },
    );
  }
  const over = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await tab.show("#/tables");
    await tab.page.getByTestId("table-row").first().waitFor();
    await tab.settled();
    over.push(await shown(tab, `#/tables/${tables[32]}?log=${session}&ch=lambda_1&show=mean&least=${turn + 1}`, "[data-testid=over-found][data-hit]"));
  }
  rows.push({ what: "1,000,000 rows over 32x32, asked to drawn", value: median(over), unit: "ms", budget: "tables.over_ms" });
  const one = await openings(tab, tables[32]);
  await tab.page.evaluate(versions, { table: tables[32], count: VERSIONS });
  const many = await openings(tab, tables[32]);
  rows.push(
    { what: `a table with ${VERSIONS} versions, address to grid`, value: median(many.grid), unit: "ms", budget: "tables.open_ms", reference: median(one.grid) },
    { what: `its history, address to list`, value: median(many.list), unit: "ms", budget: "tables.open_ms", reference: median(one.list) },
  );
  await tab.close();
  return rows;
}

/** A table of this size over engine speed and pressure, opened. Gives its identity. */
async function newTable(tab, size) {
  await tab.show("#/tables");
  const heads = Array.from({ length: size }, (_, i) => (-0.9 + (2.4 * i) / (size - 1)).toFixed(3));
  const lines = Array.from({ length: size }, (_, r) => {
    const rpm = 600 + Math.round((7400 * r) / (size - 1));
    return [rpm, ...heads.map((_, c) => (2 + r / size + (8 * c) / size).toFixed(3))].join(";");
  });
  const text = [`rpm\\bar;${heads.join(";")}`, ...lines].join("\n");
  await tab.page.getByTestId("table-file").setInputFiles({ name: `fuel-${size}.csv`, mimeType: "text/csv", buffer: Buffer.from(text) });
  await tab.page.getByTestId("table-take").click();
  const page = tab.page.getByTestId("table-page");
  await page.waitFor();
  await tab.page.locator("[data-testid=table-cell]").nth(size * size - 1).waitFor();
  await tab.settled();
  return page.getAttribute("data-id");
}

/** Milliseconds from each of some keys to the frame that shows what it did. */
async function edits(tab) {
  await tab.page.locator("[data-testid=table-cell]").first().click();
  await tab.page.keyboard.press("Control+a");
  // The first ones make what later ones use again.
  for (let i = 0; i < 5; i++) await edited(tab, i);
  const took = [];
  for (let i = 0; i < EDITS; i++) took.push(await edited(tab, i));
  return took;
}

/** Every cell a percent up, and a percent down again. */
async function edited(tab, i) {
  await tab.forget();
  await tab.page.keyboard.press(i % 2 ? "<" : ">");
  return (await tab.measured("table-edit")).took;
}

/** Milliseconds until the page has painted, where nothing is done: what the frame rate alone costs. */
async function nextPaint(times) {
  const all = [];
  for (let i = 0; i < times; i++) {
    const since = performance.now();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    all.push(performance.now() - since);
  }
  return all;
}

/** Milliseconds from an address to the first sight of something. */
function shown(tab, hash, selector) {
  return tab.page.evaluate(
    ({ hash, selector }) =>
      new Promise((done) => {
        const since = performance.now();
        const look = () => document.querySelector(selector) && (seen.disconnect(), requestAnimationFrame(() => setTimeout(() => done(performance.now() - since))));
        const seen = new MutationObserver(look);
        seen.observe(document, { subtree: true, childList: true, attributes: true });
        location.hash = hash;
      }),
    { hash, selector },
  );
}

async function openings(tab, id) {
  const [grid, list] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [route, selector, into] of [
      [`#/tables/${id}`, "[data-testid=table-grid]", grid],
      [`#/tables/${id}/history`, "[data-testid=snapshot-list]", list],
    ]) {
      await tab.show("#/tables");
      await tab.page.getByTestId("table-row").first().waitFor();
      await tab.settled();
      into.push(await shown(tab, route, selector));
    }
  }
  return { grid, list };
}

/** Stores copies of a version until there are so many. */
async function versions({ table, count }) {
  const done = (request) => new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: () => no(request.error) }));
  const database = await done(indexedDB.open("fueltune"));
  const store = database.transaction("snapshots", "readwrite").objectStore("snapshots");
  const [first, ...others] = await done(store.index("table").getAll(table));
  if (!first) throw new Error("the table has no version");
  for (let i = others.length + 1; i < count; i++) {
    const id = crypto.randomUUID();
    await done(store.put({ ...first, id, snapshot: { ...first.snapshot, id, at_ms: first.snapshot.at_ms + i } }));
  }
  database.close();
}
