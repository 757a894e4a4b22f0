// What was understood of a file: shown where it is doubtful, corrected, remembered, and what is offered for a file
// that was refused.
import type { Page } from "@playwright/test";
import { chooseFiles, expect, expectAccessible, importFile, openApp, test, untilReady } from "./helpers";
import { doubtfulCsv, fuelTechCsv, numberedCsv, wideCsv } from "./logs";

const mapping = (page: Page) => page.getByTestId("mapping");

test("a doubtful column is shown before anything is stored, put right with one click, and remembered", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, { name: "First.csv", content: doubtfulCsv(50) });
  await expect(mapping(page)).toHaveAttribute("data-doubts", "1");
  await expect(page.getByTestId("doubt")).toHaveAttribute("data-code", "pressure_kind");
  await expect(page.getByTestId("mapping-column").filter({ hasText: "Boost" })).toHaveAttribute("data-channel", "map_abs");
  await expectAccessible(page);
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(0);

  await page.goto("./#/import");
  await page.getByTestId("doubt").getByRole("button", { name: "Take as MAP (Boost)", exact: true }).click();
  await expect(mapping(page)).toHaveAttribute("data-doubts", "0");
  await expect(page.getByTestId("mapping-column").filter({ hasText: "Boost" })).toHaveAttribute("data-channel", "map_gauge");
  await page.getByTestId("mapping-import").click();
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-rows", "50");
  const first = await page.getByTestId("import-result").getAttribute("data-session");

  // Another file with these columns is read the same way without a question, after a reload too.
  await page.reload();
  await untilReady(page);
  const second = await importFile(page, { name: "Second.csv", content: doubtfulCsv(60, 500) });
  expect(second.rows).toBe(60);
  await expect(mapping(page)).toHaveCount(0);
  for (const session of [first, second.session]) {
    await openApp(page, `#/sessions/${session}/overview`);
    await expect(page.locator('[data-testid=stats-table] tr[data-channel="map_gauge"]')).toBeAttached();
  }
});

test("a choice that is not to be remembered is asked for again", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, { name: "First.csv", content: doubtfulCsv(50) });
  await page.getByTestId("mapping-remember").uncheck();
  await page.getByTestId("mapping-import").click();
  await expect(page.getByTestId("import-result")).toHaveCount(1);
  await chooseFiles(page, { name: "Second.csv", content: doubtfulCsv(60) });
  await expect(mapping(page)).toHaveAttribute("data-doubts", "1");
  await page.getByRole("button", { name: "Do not import" }).click();
  await expect(page.getByTestId("import-item").filter({ hasText: "Second.csv" })).toHaveAttribute("data-state", "cancelled");
});

test("a table without a named time is read once its owner says which column it is", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, { name: "Numbers.csv", content: numberedCsv(200) });
  const item = page.getByTestId("import-item");
  await expect(item.getByRole("alert")).toContainText("say below which column tells the time");
  await expect(item.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await item.getByText("Read it in another way").click();
  await expect(page.getByTestId("otherwise-read")).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("otherwise-column").fill("Nr.");
  await page.getByTestId("otherwise-read").click();
  // A name that is not there is said; what was filled in stays.
  await expect(item.getByRole("alert")).toContainText("There is no column called “Nr.”");
  await expect(page.getByTestId("otherwise-column")).toHaveValue("Nr.");
  await expectAccessible(page);
  await page.getByTestId("otherwise-column").fill("No.");
  await page.getByTestId("otherwise-time-unit").selectOption({ label: "tenths of a second" });
  await page.getByTestId("otherwise-read").click();
  await expect(mapping(page)).toBeVisible();
  await expect(page.getByTestId("mapping-remember")).toHaveCount(0);
  await page.getByTestId("mapping-import").click();
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-rows", "200");
  await expect(page.getByTestId("import-result")).toContainText("10 Hz");
});

for (const [what, content, says] of [
  ["an image", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "The file is an image. Export the log as CSV"],
  ["an empty file", Buffer.alloc(0), "The file is empty"],
] as const) {
  test(`for ${what} only what helps is offered: taking it off the list`, async ({ page }) => {
    await openApp(page, "#/import");
    await chooseFiles(page, { name: "odd.csv", content });
    const item = page.getByTestId("import-item");
    await expect(item.getByRole("alert")).toContainText(says);
    await expect(item.getByRole("button")).toHaveCount(1);
    await item.getByRole("button", { name: "Remove odd.csv from the list" }).click();
    await expect(item).toHaveCount(0);
  });
}

test("a hundred columns with the same trouble are one kind, with the first places and the rest on request", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Wide.csv", content: wideCsv(120, 30) });
  await page.getByRole("button", { name: "Show issues" }).click();
  const table = page.getByTestId("import-issues");
  const kind = table.locator('tr[data-code="missing_cell"]');
  await expect(kind).toHaveAttribute("data-count", String(120 * 29));
  await expect(kind).toContainText("120 columns");
  const places = table.locator("tr[data-place]");
  await expect(places).toHaveCount(3);
  await expect(places.first()).toContainText("Own 1");
  await expect(places.first()).toContainText("line 2");
  await table.getByRole("button", { name: "Show 47 more of 120 columns" }).click();
  await expect(places).toHaveCount(50);
  await table.getByRole("button", { name: "Show 50 more of 120 columns" }).click();
  await table.getByRole("button", { name: "Show 20 more of 120 columns" }).click();
  await expect(places).toHaveCount(120);
  await expectAccessible(page);
  // However long it is, the page scrolls in its frame and the window stays.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await table.getByRole("button", { name: "Show fewer" }).click();
  await expect(places).toHaveCount(3);
  // The session's own page tells it the same way.
  await openApp(page, `#/sessions/${session}/overview`);
  await expect(page.getByTestId("import-issues").locator("tr[data-place]")).toHaveCount(3);
});

test("what came in on an earlier visit is listed with the way into it", async ({ page }) => {
  await openApp(page, "#/import");
  await expect(page.getByTestId("earlier-imports")).toHaveCount(0);
  await importFile(page, { name: "Pull 7.csv", content: fuelTechCsv(100) });
  // This visit's own result stands above, not twice.
  await expect(page.getByTestId("earlier-imports")).toHaveCount(0);
  await page.reload();
  await untilReady(page);
  const earlier = page.getByTestId("earlier-imports").getByRole("listitem");
  await expect(earlier).toHaveCount(1);
  await expect(earlier).toContainText("Pull 7.csv");
  await expect(earlier).toContainText("100 rows");
  await expectAccessible(page);
  await earlier.getByRole("link", { name: "Pull 7" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull 7");
});
