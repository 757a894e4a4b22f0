// Looking at a file before it is stored, and once more afterwards: as it stands there and as it is understood, put right
// with a click.
import type { Page } from "@playwright/test";
import { chooseFiles, expect, expectAccessible, importFile, openApp, test, untilReady } from "./helpers";
import { doubtfulCsv, fuelTechCsv, markedMsl, ratedCsv, semicolonCsv } from "./logs";

const mapping = (page: Page) => page.getByTestId("mapping");
const cell = (page: Page, name: string, row: number) => page.getByTestId("sample-rows").locator(`tr.meant td[data-name="${name}"]`).nth(row);

test("any file can be looked at before it is stored, and the choice stays", async ({ page }) => {
  await openApp(page, "#/import");
  await page.getByTestId("look-first").check();
  await chooseFiles(page, { name: "Pull.csv", content: fuelTechCsv(60) });
  await expect(mapping(page)).toHaveAttribute("data-doubts", "0");
  await expect(mapping(page)).toContainText("FuelTech FTManager CSV");
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(0);
  await page.goto("./#/import");
  await page.getByTestId("mapping-import").click();
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-rows", "60");
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("look-first")).toBeChecked();
  await page.getByTestId("look-first").uncheck();
  await chooseFiles(page, { name: "Pull 2.csv", content: fuelTechCsv(70) });
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-rows", "70");
});

test("the first rows stand as in the file and, below, as they are understood", async ({ page }) => {
  await openApp(page, "#/import");
  await page.getByTestId("look-first").check();
  await chooseFiles(page, { name: "Comma.csv", content: semicolonCsv(40) });
  const rows = page.getByTestId("sample-rows");
  await expect(rows.locator("tr.read").first()).toContainText("0,00");
  await expect(rows.locator("tr.read").first().locator('td[data-name="AFR"]')).toHaveText("14,70");
  await expect(cell(page, "AFR", 0)).toHaveAttribute("data-value", /^(1|0\.99999)/);
  await expect(rows.locator("tr.meant th").nth(1)).toHaveAttribute("data-value", "0.05");
  // The lines themselves, with what each was taken for.
  await page.getByTestId("file-lines").locator("summary").click();
  const parts = await page.getByTestId("file-lines").locator("tr").evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset.part));
  expect(parts.slice(0, 4)).toEqual(["before", "names", "row", "row"]);
  await expectAccessible(page);
  // A click makes λ of what was taken for an air-fuel ratio.
  await page.getByTestId("mapping-column").filter({ hasText: "AFR" }).getByTestId("mapping-twin").click();
  await expect(cell(page, "AFR", 0)).toHaveAttribute("data-value", /^14\.[67]/);
  // Another decimal mark is seen in the rows at once.
  await page.getByTestId("mapping-decimal").selectOption({ label: "point 0.5" });
  await expect(cell(page, "Battery", 0)).not.toHaveAttribute("data-value", /^13\.8/);
  await page.getByRole("button", { name: "Undo my corrections" }).click();
  await expect(cell(page, "Battery", 0)).toHaveAttribute("data-value", /^13\.8|^13\.7999/);
});

test("a unit of time is offered with the rate that it gives", async ({ page }) => {
  await openApp(page, "#/import");
  const rows = Array.from({ length: 60 }, (_, i) => `${i * 4},${900 + i},${10 + (i % 5)}`);
  await chooseFiles(page, { name: "Ticks.csv", content: `Time,RPM,TPS\n${rows.join("\n")}\n` });
  const doubt = page.getByTestId("doubt").filter({ hasText: "Unit of time" });
  await expect(doubt.getByRole("button", { name: "milliseconds: 250 Hz" })).toBeVisible();
  await doubt.getByRole("button", { name: "tenths of a second: 2.5 Hz" }).click();
  await expect(page.getByTestId("sample-rows").locator("tr.meant th").nth(1)).toHaveAttribute("data-value", "0.4");
  await expect(page.getByTestId("doubt").filter({ hasText: "Unit of time" })).toHaveCount(0);
});

test("one answer is enough for all files with the same columns that wait", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, ...[0, 100, 200].map((shift, i) => ({ name: `Run ${i}.csv`, content: doubtfulCsv(50 + i, shift) })));
  const batch = page.getByTestId("import-batch");
  await expect(batch).toHaveAttribute("data-review", "3");
  await expect(mapping(page)).toContainText("2 more files with the same columns wait");
  await page.getByTestId("doubt").getByRole("button", { name: "Take as MAP (Boost)", exact: true }).click();
  await expect(mapping(page)).toHaveAttribute("data-doubts", "0");
  await page.getByTestId("mapping-import").click();
  await expect(batch).toHaveAttribute("data-done", "3");
  const session = await page.getByTestId("import-result").last().getAttribute("data-session");
  await openApp(page, `#/sessions/${session}/overview`);
  await expect(page.locator('[data-testid=stats-table] tr[data-channel="map_gauge"]')).toBeAttached();
  // What was said is listed in the settings, and can be taken back.
  await page.goto("./#/settings");
  await expect(page.getByTestId("remembered-row")).toHaveCount(1);
  await page.getByTestId("remembered-row").getByRole("button", { name: "Forget" }).click();
  await expect(page.getByTestId("remembered-row")).toHaveCount(0);
  await page.goto("./#/import");
  await chooseFiles(page, { name: "Run 9.csv", content: doubtfulCsv(60, 900) });
  await expect(mapping(page)).toHaveAttribute("data-doubts", "1");
});

test("a stored log is read differently, and what the user wrote about it stays", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Pull.csv", content: fuelTechCsv(200) });
  await openApp(page, `#/sessions/${session}/overview`);
  await page.getByTestId("notes-edit").click();
  await page.getByTestId("session-notes").fill("street tyres");
  await page.getByTestId("session-save").click();
  await expect(page.getByTestId("notes")).toHaveText("street tyres");
  await page.getByTestId("session-reread").click();
  await expect(mapping(page)).toContainText("How Pull.csv is read");
  await expectAccessible(page);
  await page.getByTestId("mapping-column").filter({ hasText: "MAP" }).first().getByTestId("mapping-twin").click();
  await expect(page.locator('[data-testid=mapping-column][data-name="MAP"]')).toHaveAttribute("data-channel", "map_abs");
  await page.getByTestId("mapping-remember").uncheck();
  await page.getByTestId("mapping-import").click();
  // Back to where it was asked for.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull");
  await expect(page.locator('[data-testid=stats-table] tr[data-channel="map_abs"]')).toBeAttached();
  await expect(page.getByTestId("notes")).toHaveText("street tyres");
  // The next time it begins with what was said last.
  await page.getByTestId("session-reread").click();
  await expect(page.locator('[data-testid=mapping-column][data-name="MAP"]')).toHaveAttribute("data-state", "chosen");
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  await expect(page.getByTestId("import-item")).toContainText("The session stays as it was.");
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(1);
});

test("a session whose file was not kept is read again from the user's own copy, and from no other file", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByRole("switch", { name: "Keep original files" }).uncheck();
  await page.goto("./#/import");
  const log = { name: "Pull.csv", mimeType: "text/csv", buffer: Buffer.from(fuelTechCsv(150)) };
  const { session } = await importFile(page, { name: log.name, content: fuelTechCsv(150) });
  await openApp(page, `#/sessions/${session}/overview`);
  await page.getByTestId("session-menu").click();
  await page.getByRole("menuitem", { name: "Read the file differently" }).click();
  const dialog = page.getByTestId("reread-dialog");
  await expect(dialog).toContainText("Pull.csv");
  await page.getByTestId("reread-file").setInputFiles({ ...log, buffer: Buffer.from(fuelTechCsv(151)) });
  await page.getByTestId("mapping-import").click();
  await expect(page.getByTestId("import-item").getByRole("alert")).toContainText("This is another file");
  await openApp(page, `#/sessions/${session}/overview`);
  await page.getByTestId("session-reread").click();
  await page.getByTestId("reread-file").setInputFiles(log);
  await page.getByTestId("mapping-import").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull");
});

test("a file of this visit is read differently from its result", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Pull.csv", content: fuelTechCsv(80) });
  await page.getByTestId("import-reread").click();
  await expect(mapping(page)).toBeVisible();
  await page.getByTestId("mapping-import").click();
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-session", session);
  await expect(page.getByTestId("import-result")).toContainText("was read again");
});

test("remarks of the file are notes of the session: listed, shown in Explore, changed and taken away", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Drive.msl", content: markedMsl() });
  await openApp(page, `#/sessions/${session}/overview`);
  const markers = page.getByTestId("markers").getByRole("listitem");
  await expect(markers).toHaveCount(2);
  await expect(markers.first()).toContainText("from the file");
  await openApp(page, `#/sessions/${session}/explore`);
  const notes = page.getByTestId("notes-list").getByRole("listitem");
  await expect(notes).toHaveCount(2);
  await expect(notes.nth(1)).toContainText("MARK 001 - pit");
  await page.getByRole("button", { name: "Edit note 1" }).click();
  await page.getByTestId("note-dialog").getByRole("textbox").fill("spark plug changed");
  await page.getByTestId("note-dialog").getByRole("button", { name: "Save note" }).click();
  await expect(notes.first()).toContainText("spark plug changed");
  await expect(notes.first()).not.toContainText("from the file");
});

test("where channels have rates of their own, the grid says what stands in a row", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Haltech.csv", content: ratedCsv(60) });
  await openApp(page, `#/sessions/${session}/data`);
  await expect(page.getByTestId("data-policy")).toContainText("2 time bases");
  await expect(page.getByTestId("data-policy")).toContainText("nothing is interpolated");
  await expect(page.locator(".data-grid .held").first()).toBeVisible();
  await expectAccessible(page);
  const other = await (async () => {
    await page.goto("./#/import");
    await chooseFiles(page, { name: "One rate.csv", content: fuelTechCsv(50) });
    return page.getByTestId("import-result").filter({ hasText: "One rate.csv" }).getAttribute("data-session");
  })();
  await openApp(page, `#/sessions/${other}/data`);
  await expect(page.getByTestId("data-rows")).toContainText("50");
  await expect(page.getByTestId("data-policy")).toHaveCount(0);
});

for (const theme of ["dark", "light"] as const) {
  for (const width of [1440, 390]) {
    test(`what was understood of a file can be read by everybody: ${theme}, ${width} px wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await openApp(page, "#/import");
      await page.getByTestId("look-first").check();
      await chooseFiles(page, { name: "Doubtful.csv", content: doubtfulCsv(50) });
      await expect(mapping(page)).toHaveAttribute("data-doubts", "1");
      await page.getByTestId("file-lines").locator("summary").click();
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, "the page does not scroll sideways").toBeLessThanOrEqual(0);
    });
  }
}
