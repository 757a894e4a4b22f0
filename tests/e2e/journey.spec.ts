// The jobs a tuner does, from a file to a stored and explored session.
import { readFile } from "node:fs/promises";
import { chooseFiles, dropFiles, expect, expectAccessible, importFile, openApp, test, untilOffline, untilReady } from "./helpers";
import { fuelTechCsv } from "./logs";

const LOG = { name: "Pull 7.csv", content: fuelTechCsv(500) };

test("a chosen log is stored with every row and channel, and is there after a reload", async ({ page }) => {
  await openApp(page);
  const result = await importFile(page, LOG);
  expect(result).toMatchObject({ rows: 500, channels: 7, format: "fueltech-csv" });
  await openApp(page, `#/sessions/${result.session}/overview`);
  await page.reload();
  await untilReady(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull 7");
  expect(Number(await page.getByTestId("quality-score").getAttribute("data-score"))).toBeGreaterThan(60);
  await expect(page.getByTestId("stats-table").getByRole("row", { name: /RPM/ })).toContainText("500");
});

test("a log is dropped on a page without a drop zone of its own", async ({ page }) => {
  await openApp(page, "#/settings");
  await dropFiles(page, page.locator("main"), LOG);
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-rows", "500");
});

test("of several files each has its own result, and a bad one stops nothing", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, LOG, { name: "pointer.csv", content: "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n" });
  await expect(page.getByTestId("import-result")).toHaveCount(1);
  await expect(page.getByTestId("import-item").filter({ hasText: "pointer.csv" })).toContainText("Git");
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(1);
});

for (const [what, content] of [
  ["an empty file", Buffer.alloc(0)],
  ["an image", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ["zeros", Buffer.alloc(300_000)],
  ["a single line", Buffer.from("TIME,RPM")],
  ["a table without time", Buffer.from("RPM,MAP\n1000,0.1\n1200,0.2\n1300,0.3\n")],
] as const) {
  test(`${what} is refused in words and nothing is stored`, async ({ page }) => {
    await openApp(page, "#/import");
    await chooseFiles(page, { name: "odd.csv", content: Buffer.from(content) });
    await expect(page.getByTestId("import-item").getByRole("alert")).not.toBeEmpty();
    await page.goto("./#/sessions");
    await expect(page.getByTestId("session-row")).toHaveCount(0);
  });
}

test("a file that is already here is offered to be opened instead", async ({ page }) => {
  await openApp(page, "#/import");
  await importFile(page, LOG);
  await chooseFiles(page, { ...LOG, name: "again.csv" });
  await page.getByRole("dialog").getByRole("button", { name: "Keep both" }).click();
  await expect(page.getByTestId("import-result")).toHaveCount(2);
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(2);
});

test("a cancelled import leaves nothing behind", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, { name: "long.csv", content: fuelTechCsv(600_000) });
  await page.getByRole("button", { name: /Cancel/ }).first().click();
  await expect(page.getByTestId("import-item")).toContainText("Cancelled");
  await page.reload();
  await untilReady(page);
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(0);
});

test("the demo log is opened, explored and kept without a network", async ({ page, context }) => {
  await openApp(page);
  await untilOffline(page);
  await context.setOffline(true);
  await page.reload();
  await untilReady(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await page.getByRole("link", { name: "Explore" }).first().click();
  await expect(page.getByTestId("strip-chart")).toBeVisible();
  await expect(page.getByTestId("channel-list")).toContainText("RPM");
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("strip-chart")).toBeVisible();
});

test("a session stored in one tab appears in the other", async ({ page, context }) => {
  const other = await context.newPage();
  await openApp(other, "#/sessions");
  await openApp(page, "#/import");
  await importFile(page, LOG);
  await expect(other.getByTestId("session-row")).toHaveCount(1);
});

test("a backup brings everything back where there was nothing", async ({ page, browser }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, LOG);
  await page.goto("./#/diagnostics");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save backup" }).click();
  const file = await (await download).path();
  const elsewhere = await browser.newContext();
  const fresh = await elsewhere.newPage();
  await openApp(fresh, "#/diagnostics", page.url().split("#")[0]);
  const chooser = fresh.waitForEvent("filechooser");
  await fresh.getByRole("button", { name: "Restore backup" }).click();
  await (await chooser).setFiles({ name: "backup", mimeType: "application/octet-stream", buffer: await readFile(file) });
  await fresh.getByRole("button", { name: "Add" }).click();
  await openApp(fresh, `#/sessions/${session}/data`, page.url().split("#")[0]);
  await expect(fresh.getByTestId("data-rows")).toContainText("500");
  await elsewhere.close();
});

test("zoom goes to the address, a double click shows all again, and the cursor tells the sample", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, LOG);
  await openApp(page, `#/sessions/${session}/explore`);
  const chart = page.getByTestId("strip-chart");
  await expect(chart).toHaveAttribute("data-t1", /^19\.9|^20/);
  const box = await chart.boundingBox();
  if (!box) throw new Error("the chart has a place");
  const y = box.y + box.height / 3;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/[?&]t=/);
  await expect.poll(async () => Number(await chart.getAttribute("data-t1")) - Number(await chart.getAttribute("data-t0"))).toBeLessThan(8);
  await page.reload();
  await untilReady(page);
  await expect.poll(async () => Number(await chart.getAttribute("data-t1")) - Number(await chart.getAttribute("data-t0"))).toBeLessThan(8);
  await chart.dblclick({ position: { x: box.width / 2, y: box.height / 3 } });
  await expect(chart).toHaveAttribute("data-t1", /^19\.9|^20/);
});

test("every row is in the grid, and an engine speed range leaves its rows", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, LOG);
  await openApp(page, `#/sessions/${session}/data`);
  await expect(page.getByTestId("data-rows")).toContainText("500");
  await page.getByLabel("RPM from").fill("8000");
  await page.getByLabel("RPM from").press("Enter");
  await expect(page.getByTestId("data-rows")).toContainText("1");
  await expect(page.getByTestId("data-cell").filter({ hasText: /9\s?000/ })).toHaveCount(1);
});

for (const theme of ["dark", "light"] as const) {
  for (const width of [1440, 390]) {
    test(`a session can be used by everybody: ${theme}, ${width} px wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await openApp(page, "#/import");
      const { session } = await importFile(page, LOG);
      await expectAccessible(page);
      for (const tab of ["overview", "explore", "data"]) {
        await openApp(page, `#/sessions/${session}/${tab}`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull 7");
        await expectAccessible(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${tab} does not scroll sideways`).toBeLessThanOrEqual(0);
      }
      await openApp(page, "#/sessions");
      await expectAccessible(page);
    });
  }
}

test("a session reads as well in Portuguese", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await page.goto("./#/import");
  const { session } = await importFile(page, LOG);
  await openApp(page, `#/sessions/${session}/overview`);
  await expect(page.getByTestId("quality-score")).toContainText("Qualidade");
  await expect(page.getByTestId("stats-table")).toContainText("Sonda 1");
});
