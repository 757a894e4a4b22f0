// When the browser or the program lets the user down: said clearly, nothing stored halfway, and the page lives on.
import type { Page } from "@playwright/test";
import { expect, expectToast, importFile, chooseFiles, openApp, test, untilReady } from "./helpers";
import { fuelTechCsv } from "./logs";

// What is broken here is the browser, not what is kept for offline use.
test.use({ serviceWorkers: "block" });

const LOG = { name: "Pull 7.csv", content: fuelTechCsv(500) };

for (const [how, script] of [
  ["is refused", () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("storage is forbidden here", "SecurityError");
    };
  }],
  ["fails", () => {
    const failing = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function open(this: IDBFactory) {
      const request = failing.call(this, "fueltune-probe");
      request.addEventListener("success", (event) => {
        event.stopImmediatePropagation();
        request.result.close();
        Object.defineProperty(request, "error", { value: new DOMException("no storage", "InvalidStateError") });
        request.dispatchEvent(new Event("error"));
      });
      return request;
    };
  }],
] as const) {
  test(`where the database ${how}, everything works for the visit and the user knows that nothing is kept`, async ({ page, problems }) => {
    problems.allow(/console: .*database/);
    await page.addInitScript(script);
    await openApp(page, "#/import");
    const toast = await expectToast(page, "This browser stores nothing");
    await expect(toast).toContainText("gone when the page closes");
    const { rows, session } = await importFile(page, LOG);
    expect(rows).toBe(500);
    await page.evaluate((session) => { location.hash = `#/sessions/${session}/overview`; }, session);
    await expect(page.getByTestId("stats-table").getByRole("row", { name: /RPM/ })).toContainText("500");
    await page.getByRole("link", { name: "Data", exact: true }).click();
    await expect(page.getByTestId("data-rows")).toHaveAttribute("data-rows", "500");
    await page.getByTestId("session-menu").click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await (await expectToast(page, "Pull 7 is deleted.")).getByRole("button", { name: "Undo" }).click();
    await expect(page.getByTestId("session-row")).toHaveCount(1);
    await page.reload();
    await untilReady(page);
    await page.evaluate(() => { location.hash = "#/sessions"; });
    await expect(page.getByRole("heading", { name: "No session yet" })).toBeVisible();
  });
}

/** Stands at the head of the worker's script: after so many columns the browser refuses to take more, as it does when the
 * disk is full. */
const fullDisk = (refuse: string) => `
  let room = Infinity;
  new BroadcastChannel("room").onmessage = ({ data }) => { room = data; };
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...args) {
    const full = this.name === "columns" && --room < 0;
    ${refuse}
  };
`;
const REFUSALS = {
  "by refusing a column": {
    refuse: 'if (full) throw new DOMException("the disk is full", "QuotaExceededError"); return put.apply(this, args);',
    says: "There is no room left",
  },
  "by giving up the transaction": {
    refuse: `const request = put.apply(this, args);
      if (full) request.addEventListener("success", () => this.transaction.abort());
      return request;`,
    says: "The browser did not store this",
  },
};

for (const [how, { refuse, says }] of Object.entries(REFUSALS)) test(`a full disk, told ${how}, leaves nothing halfway, and what was there opens`, async ({ page, problems }) => {
  problems.allow(/console: .*(Quota|storage|database|job failed)/i);
  await page.route(/\/worker_loader[^/]*\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${fullDisk(refuse)}\n${await answer.text()}` });
  });
  const leave = (room: number) => page.evaluate((room) => { new BroadcastChannel("room").postMessage(room); }, room);
  await openApp(page, "#/import");
  const { session } = await importFile(page, LOG);
  await leave(3);
  await chooseFiles(page, { name: "Long.csv", content: fuelTechCsv(20_000) });
  const item = page.getByTestId("import-item").filter({ hasText: "Long.csv" });
  await expect(item).toHaveAttribute("data-state", "failed");
  await expect(item.getByRole("alert")).toContainText(says);
  await expect(item.getByRole("alert")).toContainText("Nothing of it was stored.");
  expect(await stored(page), "one session of seven channels, nothing of the attempt").toEqual([1, 1, 7]);
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(1);
  await page.goto(`./#/sessions/${session}/data`);
  await expect(page.getByTestId("data-rows")).toHaveAttribute("data-rows", "500");

  // With room again the same file goes in.
  await leave(100);
  await page.goto("./#/import");
  await item.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByTestId("import-result").filter({ hasText: "Long.csv" })).toHaveAttribute("data-rows", "20000");
  expect(await stored(page)).toEqual([2, 2, 14]);
});

/** Numbers of sessions, details and columns in the database. */
async function stored(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter((db) => db.name?.startsWith("fueltune"));
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open(name ?? "");
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const count = (store: string) =>
      new Promise<number>((done) => {
        const request = db.transaction(store).objectStore(store).count();
        request.onsuccess = () => done(request.result);
      });
    const counts = await Promise.all(["sessions", "details", "columns"].map(count));
    db.close();
    return counts;
  });
}

test("a background task that breaks is told, starts again, and what was stored opens", async ({ page, problems }) => {
  problems.allow(/broken on purpose|worker crashed/);
  await openApp(page, "#/import");
  const { session } = await importFile(page, LOG);
  const [worker] = page.workers();
  const again = page.waitForEvent("worker");
  await worker.evaluate(() => { setTimeout(() => { throw new Error("broken on purpose"); }); });
  const toast = await expectToast(page, "A background task stopped unexpectedly");
  await expect(toast).toContainText("Stored data is safe");
  await again;
  await page.evaluate((session) => { location.hash = `#/sessions/${session}/data`; }, session);
  await expect(page.getByTestId("data-rows")).toHaveAttribute("data-rows", "500");
  await page.evaluate(() => { location.hash = "#/import"; });
  await chooseFiles(page, { name: "Next.csv", content: fuelTechCsv(300) });
  await expect(page.getByTestId("import-result").filter({ hasText: "Next.csv" })).toHaveAttribute("data-rows", "300");
});

test("a page whose program ends says so and goes on after a reload, where it was", async ({ page, problems }) => {
  problems.allow(/broken on purpose|panicked|unreachable|RuntimeError|already borrowed|BorrowMut|closure invoked/);
  await openApp(page, "#/import");
  await importFile(page, LOG);
  await page.evaluate(() => { location.hash = "#/sessions"; });
  await expect(page.getByTestId("session-row")).toHaveCount(1);
  await page.evaluate(() => {
    // What pages are drawn with; the screen that tells of it makes its few elements another way.
    const broken = () => { throw new Error("broken on purpose"); };
    Node.prototype.cloneNode = broken;
    Node.prototype.insertBefore = broken;
    document.createElementNS = broken;
    location.hash = "#/diagnostics";
  });
  const screen = page.getByRole("alertdialog", { name: "FuelTune stopped" });
  await expect(screen).toBeVisible();
  await expect(screen).toContainText("What was saved is safe.");
  await screen.getByRole("button", { name: "Reload" }).click();
  await untilReady(page);
  await expect(page).toHaveURL(/#\/diagnostics$/);
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(1);
});
