// Tables of calibrations: out of files, templates and back into files; kept as drafts, versions, differences, merges; logs
// laid over them.
import { readFile } from "node:fs/promises";
import { cell } from "./editor";
import { chooseFiles, expect, expectAccessible, expectToast, openApp, test, untilReady } from "./helpers";
import type { Locator, Page } from "@playwright/test";

const MSQ = `<?xml version="1.0" encoding="ISO-8859-1"?>
<msq xmlns="http://www.msefi.com/:msq">
<versionInfo fileFormat="4.0" signature="speeduino 202305"/>
<page number="1">
<constant cols="3" rows="2" name="veTable" units="%">
 40 50 60
 70 80 90
</constant>
<constant cols="1" rows="3" name="rpmBins" units="RPM">
 500
 3000
 6000
</constant>
<constant cols="1" rows="2" name="fuelLoadBins" units="kPa">
 30
 100
</constant>
<constant cols="2" rows="2" name="advTable1" units="deg">
 20 30
 10 15
</constant>
<constant cols="1" rows="2" name="rpmBins2" units="RPM">
 800
 6000
</constant>
<constant cols="1" rows="2" name="mapBins1" units="kPa">
 30
 100
</constant>
</page>
</msq>
`;
const TABLE = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<tableData xmlns="http://www.EFIAnalytics.com/:table">
<table cols="2" rows="2">
<xAxis cols="2" name="rpm">
 1000
 5000
</xAxis>
<yAxis name="fuelLoad" rows="2">
 40
 100
</yAxis>
<zValues cols="2" rows="2">
 14.7 14.0
 12.5 12.0
</zValues>
</table>
</tableData>
`;

const row = (page: Page, name: string): Locator => page.getByTestId("table-row").filter({ hasText: name });

/** Opens a file with tables on the page of tables, and takes what it brings. */
async function take(page: Page, name: string, content: string): Promise<void> {
  await page.getByTestId("table-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  const dialog = page.getByTestId("table-take-dialog");
  await expect(dialog).toBeVisible();
  await dialog.getByTestId("table-take").click();
  await expect(dialog).toHaveCount(0);
}

/** Opens the tune's fuel table. Gives its identity. */
async function openVe(page: Page): Promise<string> {
  await openApp(page, "#/tables");
  await take(page, "base.msq", MSQ);
  await row(page, "veTable").getByRole("link", { name: "veTable" }).click();
  await expect(page.getByTestId("table-page")).toBeVisible();
  return (await page.getByTestId("table-page").getAttribute("data-id")) ?? "";
}

async function snapshot(page: Page, name: string, note = ""): Promise<void> {
  await page.getByTestId("table-snapshot").click();
  await page.getByTestId("snapshot-name").fill(name);
  await page.getByTestId("snapshot-note").fill(note);
  await page.getByTestId("snapshot-take").click();
  await expectToast(page, "The snapshot is kept");
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Parts of the table" }).getByRole("link", { name }).click();
}

async function version(page: Page, name: string, action: string): Promise<void> {
  await page.getByTestId("snapshot-row").filter({ hasText: name }).getByTestId("snapshot-menu").click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("nothing yet says what to do; a template is the first table and survives a reload", async ({ page }) => {
  await openApp(page, "#/tables");
  await expect(page.getByRole("heading", { name: "No tables yet" })).toBeVisible();
  await page.getByTestId("tables-new").click();
  const dialog = page.getByTestId("table-new-dialog");
  await dialog.getByTestId("table-template").selectOption("ignition");
  await expect(dialog.getByTestId("table-name")).toHaveValue("Ignition over rpm and pressure");
  await dialog.getByTestId("table-name").fill("  ");
  await dialog.getByTestId("table-create").click();
  await expect(dialog.getByTestId("table-name")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByTestId("table-name").fill("Ponto pista");
  await dialog.getByTestId("table-create").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ponto pista");
  await page.reload();
  await untilReady(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ponto pista");
  await expect(page.getByTestId("table-grid")).toBeVisible();
  await expect(page.getByTestId("table-state")).toHaveText("Saved");
});

test("a tune brings all its tables at once, and one can be left", async ({ page }) => {
  await openApp(page, "#/tables");
  await expect(page.getByRole("heading", { name: "No tables yet" })).toBeVisible();
  // The page takes files for itself: the picker of the whole application too.
  await chooseFiles(page, { name: "base.msq", content: MSQ });
  const dialog = page.getByTestId("table-take-dialog");
  await expect(dialog.getByTestId("table-offer")).toHaveCount(2);
  await expect(dialog).toContainText("speeduino 202305");
  await dialog.getByRole("button", { name: "Choose none" }).click();
  await expect(dialog.getByTestId("table-take")).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("button", { name: "Choose all" }).click();
  await dialog.getByTestId("table-take").click();
  await expect(page.getByTestId("table-row")).toHaveCount(2);
  await expect(page.locator("[data-testid=table-row][data-kind=ve]")).toContainText("3 × 2");
  await page.getByTestId("table-search").fill("ignition");
  await expect(page.getByTestId("table-row")).toHaveCount(1);
  await expect(page).toHaveURL(/q=ignition/);
  await page.getByTestId("table-search").fill("no such table");
  await page.getByRole("button", { name: "Show all tables" }).click();
  await page.getByTestId("table-kind-filter").selectOption("ve");
  await expect(page.getByTestId("table-row")).toHaveCount(1);
  const toast = await expectToast(page, "2 tables were taken");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "No tables yet" })).toBeVisible();
});

test("a file whose figures have no names asks what they are", async ({ page }) => {
  await openApp(page, "#/tables");
  await page.getByTestId("table-file").setInputFiles({ name: "afr.table", mimeType: "text/xml", buffer: Buffer.from(TABLE) });
  const dialog = page.getByTestId("table-take-dialog");
  await expect(dialog.getByTestId("bare-kind")).toHaveValue("lambda_target");
  await expect(dialog.getByTestId("bare-unit")).toHaveValue("AFR");
  await expect(dialog.getByTestId("bare-along")).toHaveValue("map-abs-kpa");
  await dialog.getByTestId("bare-name").fill("Sonda alvo");
  await dialog.getByTestId("table-take").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sonda alvo");
  await expect(page.getByTestId("table-grid").locator("[data-row='0'][data-col='0']")).toHaveAttribute("data-value", "1");
});

test("a file without a table says what is wrong and changes nothing", async ({ page }) => {
  await openApp(page, "#/tables");
  const input = page.getByTestId("table-file");
  await input.setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("rpm\\bar;0;1\n1000;1;two\n") });
  const failed = page.getByTestId("table-take-failed");
  await expect(failed).toContainText("No table was found in it");
  await expect(failed).toContainText("Line 2, cell 3: “two” is no number.");
  await page.keyboard.press("Escape");
  await expect(failed).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "No tables yet" })).toBeVisible();
});

test("name, kind, bank and notes are changed and kept", async ({ page }) => {
  await openVe(page);
  await page.getByTestId("table-rename-start").click();
  await page.getByTestId("table-rename").fill("VE rua");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("VE rua");
  await page.getByTestId("table-menu").click();
  await page.getByRole("menuitem", { name: "Details" }).click();
  const details = page.getByTestId("table-details");
  await details.getByLabel("Bank").selectOption("b");
  await details.getByLabel("Tags").fill("rua, etanol");
  await details.getByTestId("table-notes").fill("idle is fine");
  await details.getByTestId("table-details-save").click();
  await expect(details).toHaveCount(0);
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("table-page")).toContainText("Bank B");
  await expect(page.getByTestId("table-page")).toContainText("etanol");
  await expect(page.getByTestId("table-page")).toContainText("idle is fine");
});

test("versions: taken, compared, restored as a draft that survives a reload, saved", async ({ page }) => {
  await openVe(page);
  await snapshot(page, "Base", "as it came");
  await tab(page, "History");
  const list = page.getByTestId("snapshot-list");
  await expect(list.getByTestId("snapshot-row")).toHaveCount(2);
  await expect(list.getByTestId("snapshot-row").first()).toContainText("Base");
  await expect(list.getByTestId("snapshot-row").first()).toContainText("as it came");
  await expect(list.locator("[data-origin=import]")).toHaveCount(1);

  await page.getByTestId("snapshot-row").first().getByTestId("snapshot-compare").click();
  const diff = page.getByTestId("snapshot-diff");
  await expect(diff).toHaveAttribute("data-changed", "0");
  await expect(diff).toHaveAttribute("data-same-axes", "true");
  await expect(diff).toContainText("No cell differs");
  await version(page, "As it came out of the file", "Restore into the table");
  await expectToast(page, "Cells changed: 0");
  await expect(page.getByTestId("snapshot-list").getByTestId("snapshot-row")).toHaveCount(2);
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("snapshot-diff")).toHaveAttribute("data-cells", "6");
  await version(page, "Base", "Name and note");
  await page.getByRole("dialog").getByLabel("Name").fill("Base de rua");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByTestId("snapshot-list")).toContainText("Base de rua");
  await version(page, "As it came out of the file", "Merge into the table");
  await expect(page.getByTestId("merge-state")).toHaveAttribute("data-changes", "0");
  await expect(page.getByTestId("merge-apply")).toHaveAttribute("aria-disabled", "true");
});

test("a table is duplicated, written to files, deleted and brought back", async ({ page }) => {
  await openApp(page, "#/tables");
  await take(page, "base.msq", MSQ);
  await row(page, "veTable").getByTestId("table-menu").click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(row(page, "veTable (copy)")).toHaveCount(1);
  const save = async (item: string): Promise<string> => {
    await row(page, "advTable1").getByTestId("table-menu").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const csv = await save("Save as CSV");
  expect(csv.replace("\uFEFF", "").split("\n")[0]).toBe("rpm\\bar,0.3,1");
  expect(await save("Save as TunerStudio table")).toContain("<tableData");
  const json = await save("Save as JSON");
  expect(JSON.parse(json).format).toBe("fueltune-tables");
  await row(page, "advTable1").getByTestId("table-menu").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(row(page, "advTable1")).toHaveCount(0);
  const toast = await expectToast(page, "“advTable1” was deleted");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "advTable1")).toHaveCount(1);
  // What was written comes back.
  await take(page, "back.json", json);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("advTable1");
});

test("another tab hears of a table, of its name and of its end", async ({ page, context }) => {
  const id = await openVe(page);
  const other = await context.newPage();
  await openApp(other, `#/tables/${id}`);
  await page.getByTestId("table-rename-start").click();
  await page.getByTestId("table-rename").fill("Renamed here");
  await page.keyboard.press("Enter");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Renamed here");
  await openApp(other, "#/tables");
  await expect(row(other, "Renamed here")).toHaveCount(1);
  await page.getByTestId("table-menu").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(row(other, "Renamed here")).toHaveCount(0);
});

test("a log laid over a table says where the engine was, and a cell leads to its samples", async ({ page }) => {
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").click();
  await page.getByTestId("table-create").click();
  await page.getByTestId("over-toggle").click();
  await page.getByTestId("over-add").click();
  await page.getByRole("option", { name: /Demo log/ }).click();
  await page.getByTestId("over-channel").selectOption("lambda_1");
  const found = page.getByTestId("over-found");
  await expect(found).toHaveAttribute("data-hit", /[1-9]/);
  const before = Number(await found.getAttribute("data-samples"));
  await page.reload();
  await untilReady(page);
  await expect(found).toHaveAttribute("data-samples", String(before));
  await page.getByTestId("over-filter").fill("rpm > 3000");
  await page.getByTestId("over-filter").blur();
  await expect.poll(async () => Number(await found.getAttribute("data-samples"))).toBeLessThan(before);
  await page.getByTestId("over-filter").fill("rpm >");
  await page.getByTestId("over-filter").blur();
  await expect(page.getByText("This selection cannot be made")).toBeVisible();
  await page.getByTestId("over-filter").fill("");
  await page.getByTestId("over-filter").blur();
  await expect(found).toHaveAttribute("data-samples", String(before));
  // Any channels may be the axes; such a table stands by itself.
  await page.getByTestId("over-own-axes").check();
  await expect(page.getByTestId("over-x-channel")).toHaveValue("map_gauge");
  await page.getByTestId("over-x-channel").selectOption("coolant");
  await page.getByTestId("over-x-points").fill("5");
  await page.getByTestId("over-x-points").blur();
  await expect(page.getByTestId("over-grid").locator("thead th")).toHaveCount(6);
  await expect(found).toHaveAttribute("data-hit", /[1-9]/);
  await page.getByTestId("over-x-from").fill("900");
  await page.getByTestId("over-x-from").blur();
  await expect(page.getByTestId("over-x-to")).toHaveAttribute("aria-invalid", "true");
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("over-grid").locator("thead th")).toHaveCount(6);
  await page.getByTestId("over-own-axes").uncheck();
  // Where a grid is too large for the screen, it is shown around where the engine was.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("over-grid").locator("td.hit-4")).not.toHaveCount(0);
  const insight = () =>
    page.getByTestId("over-grid").evaluate((grid) => {
      const box = grid.closest(".table-wrap")?.getBoundingClientRect() ?? new DOMRect();
      const inside = (cell: DOMRect) => cell.left >= box.left && cell.right <= box.right && cell.top >= box.top && cell.bottom <= box.bottom;
      return [...grid.querySelectorAll("td.hit-4")].some((cell) => inside(cell.getBoundingClientRect()));
    });
  await expect.poll(insight).toBe(true);
  await page.setViewportSize({ width: 1350, height: 900 });
  await expect(found).toHaveAttribute("data-samples", String(before));
  // The same way up as the table itself.
  const top = (await page.getByTestId("table-cell").first().getAttribute("data-row"))!;
  await expect(page.getByTestId("over-grid").locator("td").first()).toHaveAttribute("data-row", top);
  await page.getByTestId("over-grid").locator("td[data-value]").first().click();
  const samples = page.getByTestId("cell-samples");
  await expect(samples.getByTestId("cell-stay").first()).toBeVisible();
  await samples.getByTestId("cell-stay").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/explore\?.*t=/);
});

test("another table is what a table is compared with, and one of something else is refused", async ({ page }) => {
  await openApp(page, "#/tables");
  for (const [template, name] of [["ve", "First"], ["ve", "Second"], ["ignition", "Spark"]]) {
    await page.getByTestId("tables-new").first().click();
    await page.getByTestId("table-template").selectOption(template);
    await page.getByTestId("table-name").fill(name);
    await page.getByTestId("table-create").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await openApp(page, "#/tables");
  }
  await row(page, "Second").getByRole("link", { name: "Second" }).click();
  await cell(page, 0, 0).click();
  await page.keyboard.type("80");
  await page.keyboard.press("Enter");
  await page.getByTestId("table-save").click();
  await expect(page.getByTestId("table-state")).toHaveText("Saved");
  await openApp(page, "#/tables");
  await row(page, "First").getByRole("link", { name: "First" }).click();
  await expect(cell(page, 0, 0)).toBeVisible();
  await page.getByTestId("reference-choose").click();
  await page.getByRole("option", { name: /Second/ }).click();
  await expect(page.getByTestId("reference-name")).toContainText("Second");
  await cell(page, 0, 0).click();
  await expect(page.getByTestId("table-read-out")).toContainText("reference 80.0");
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("reference-name")).toContainText("Second");
  await page.getByTestId("reference-choose").click();
  await page.getByRole("option", { name: /Spark/ }).click();
  await expect(page.getByText("These two measure different things")).toBeVisible();
});

for (const theme of ["dark", "light"] as const) {
  test(`list, table and history can be used by everybody, ${theme}, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const id = await openVe(page);
    await snapshot(page, "Base");
    for (const route of ["#/tables", `#/tables/${id}`, `#/tables/${id}/history?a=now&b=now`]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await openApp(page, route);
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  });
}

test("the tables speak Portuguese", async ({ page }) => {
  await openVe(page);
  await snapshot(page, "Base");
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await openApp(page, "#/tables");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tabelas");
  await expect(row(page, "veTable")).toContainText("Eficiência volumétrica");
  await row(page, "veTable").getByRole("link", { name: "veTable" }).click();
  await page.getByRole("link", { name: "Histórico" }).click();
  await expect(page.getByTestId("snapshot-list")).toContainText("Como veio do arquivo");
});
