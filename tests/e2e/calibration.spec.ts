// A calibration of FuelTech from the log it was driven with to the clipboard of FTManager; several files at once, tunes of
// TunerStudio with their definitions, several tables on one screen.
import { readFile } from "node:fs/promises";
import { cell, paste, undo, values } from "./editor";
import { dropFiles, expect, expectAccessible, expectToast, openApp, test, untilReady } from "./helpers";
import type { Locator, Page } from "@playwright/test";

/** A native log of FuelTech, written by the run of these tests: 28 tables, the main fuel of 8 engine speeds by 6 pressures. */
const FTML = process.env.FUELTUNE_FTML ?? "";
const MAIN = "Main fuel by MAP and rpm, bank A";
const IGNITION = "Ignition by MAP and rpm";

const row = (page: Page, name: string): Locator => page.getByTestId("table-row").filter({ hasText: name });

/** The page of tables, once it is there: before, what is dropped is a log to import. */
async function openTables(page: Page): Promise<void> {
  await openApp(page, "#/tables");
  await expect(page.getByRole("heading", { level: 1, name: "Tables" })).toBeVisible();
}

/** Drops the log on the page of tables and takes these tables of it. */
async function takeOfLog(page: Page, ...names: string[]): Promise<void> {
  await openTables(page);
  await dropFiles(page, page.locator("main"), { name: "tuned.ftml", content: await readFile(FTML) });
  const dialog = page.getByTestId("table-take-dialog");
  await expect(dialog).toBeVisible();
  await dialog.getByTestId("take-nothing").click();
  for (const name of names) {
    await dialog.getByTestId("take-search").fill(name);
    await dialog.getByRole("checkbox", { name, exact: true }).check();
  }
  await expect(dialog.getByTestId("table-take")).toContainText(String(names.length));
  await dialog.getByTestId("table-take").click();
  await expect(dialog).toHaveCount(0);
}

async function history(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Parts of the table" }).getByRole("link", { name: "History" }).click();
}

test.beforeEach(async ({ context }) => {
  expect(FTML, "the run writes the log").not.toBe("");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
});

test("the tables of a log have names people read, in groups that are ticked as a whole", async ({ page }) => {
  await openTables(page);
  await dropFiles(page, page.locator("main"), { name: "tuned.ftml", content: await readFile(FTML) });
  const dialog = page.getByTestId("table-take-dialog");
  const boost = dialog.locator("[data-testid=take-group][data-group=boost]");
  await expect(boost).toHaveAttribute("data-picked", "20");
  await expect(dialog.getByTestId("table-offer")).toHaveCount(0);
  await boost.getByRole("button").click();
  await expect(boost.getByTestId("table-offer")).toHaveCount(20);
  await expect(boost).toContainText("Boost duty by rpm, gear 3");
  await expect(boost).toContainText("FuncTables.Boost_Gear3_RPM_Table");
  await boost.getByRole("checkbox", { name: "Choose all of Boost" }).uncheck();
  await expect(boost).toHaveAttribute("data-picked", "0");
  await dialog.getByTestId("take-search").fill("GearRetard");
  await expect(dialog.getByTestId("table-offer")).toHaveCount(1);
  await dialog.getByTestId("take-search").fill("no such table");
  await expect(dialog).toContainText("No table in the file is called so");
  await dialog.getByTestId("take-search").fill("");
  await boost.getByRole("checkbox", { name: "Choose all of Boost" }).check();
  await dialog.getByTestId("table-take").click();
  // A long list is folded; a search opens it.
  await expect(page.getByTestId("table-group").first()).toBeVisible();
  await expect(page.getByTestId("table-row")).toHaveCount(0);
  await page.locator("[data-testid=table-group][data-group=boost]").getByRole("button").click();
  await expect(page.getByTestId("table-row")).toHaveCount(20);
  await page.getByTestId("table-search").fill("HardCut_RPM");
  await expect(page.getByTestId("table-row")).toHaveCount(1);
  await expect(page.getByTestId("table-row")).toContainText("Rev limit by engine temperature");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test("a gear is whole and has its name in the corner", async ({ page }) => {
  await takeOfLog(page, "Ignition retard by gear and rpm");
  await expect(page.getByTestId("table-inner")).toHaveText("FuncTables.Func_GearRetard_NEW_Table");
  await expect(page.locator(".map-corner")).toHaveText("Gear\\rpm");
  await expect(page.locator("[data-head-row='2']")).toHaveText("3");
  await cell(page, 2, 0).click();
  await expect(page.getByTestId("table-read-out")).toContainText("Gear 3");
});

test("main fuel out of a log: edited by keyboard, smoothed, undone, redone, kept, compared, copied", async ({ page }) => {
  await takeOfLog(page, MAIN);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(MAIN);
  await expect(page.getByTestId("table-cell")).toHaveCount(8 * 6);
  const before = await values(page);
  await cell(page, 7, 0).focus();
  for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await page.keyboard.type("9,5");
  await page.keyboard.press("Enter");
  await expect(cell(page, 6, 1)).toHaveAttribute("data-value", "9.5");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("s");
  await expect(undo(page)).toContainText("Undo: smooth");
  const smoothed = await values(page);
  await page.keyboard.press("Control+z");
  await expect(cell(page, 6, 1)).toHaveAttribute("data-value", "9.5");
  await page.keyboard.press("Control+y");
  await expect.poll(() => values(page)).toEqual(smoothed);
  await page.getByTestId("table-snapshot").click();
  await page.getByTestId("snapshot-name").fill("Smoothed");
  await page.keyboard.press("Enter");
  await expectToast(page, "The snapshot is kept");
  await page.reload();
  await untilReady(page);
  await expect.poll(() => values(page)).toEqual(smoothed);
  await expect(undo(page)).toContainText("Undo: smooth");
  await history(page);
  await expect(page.getByTestId("snapshot-row")).toHaveCount(2);
  await page.getByTestId("snapshot-row").last().getByTestId("snapshot-compare").click();
  const changed = smoothed.filter((z, i) => z !== before[i]).length;
  expect(changed).toBeGreaterThan(1);
  await expect(page.getByTestId("snapshot-diff")).toHaveAttribute("data-changed", String(changed));
  // The difference in space: a piece between each four cells, turned by the keys.
  const relief = page.getByTestId("diff-relief");
  await expect(relief.locator("polygon:not(.floor)")).toHaveCount(7 * 5);
  await expect(relief.locator("polygon[class^=low], polygon[class^=high]").first()).toBeVisible();
  const turn = (await relief.getAttribute("data-turn")) ?? "";
  await relief.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(relief).not.toHaveAttribute("data-turn", turn);
  await page.goBack();
  await page.getByTestId("table-copy").click();
  await page.getByRole("menuitem", { name: "Copy table for FTManager" }).click();
  await expectToast(page, "Copied.");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  // The highest engine speed on top, as the grid shows it.
  const lines = Array.from({ length: 8 }, (_, r) => smoothed.slice(r * 6, r * 6 + 6).map((z) => z.toFixed(3)).join("\t"));
  expect(text).toBe(`${lines.join("\n")}\n`);
});

test("a version that was restored and taken back leaves the line as it was", async ({ page }) => {
  await takeOfLog(page, MAIN);
  await cell(page, 0, 0).click();
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  const take = async (name: string) => {
    await page.getByTestId("table-snapshot").click();
    await page.getByTestId("snapshot-name").fill(name);
    await page.getByTestId("snapshot-take").click();
    await expectToast(page, "The snapshot is kept");
  };
  await take("Rich");
  await history(page);
  const rich = page.getByTestId("snapshot-row").filter({ hasText: "Rich" });
  const id = (await rich.getAttribute("data-id")) ?? "";
  await page.getByTestId("snapshot-row").last().getByTestId("snapshot-menu").click();
  await page.getByRole("menuitem", { name: "Restore into the table" }).click();
  await expectToast(page, "Cells changed: 1");
  await page.getByRole("navigation", { name: "Parts of the table" }).getByRole("link", { name: "Edit" }).click();
  await expect(cell(page, 0, 0)).not.toHaveAttribute("data-value", "4");
  await undo(page).click();
  await expect(cell(page, 0, 0)).toHaveAttribute("data-value", "4");
  await history(page);
  await expect(rich).toContainText("worked on from here");
  await take("After");
  await expect(page.getByTestId("snapshot-row").filter({ hasText: "After" })).toHaveAttribute("data-parent", id);
});

test("a bad paste is refused and nothing changes", async ({ page }) => {
  await takeOfLog(page, MAIN);
  await expect(page.getByTestId("table-cell")).toHaveCount(8 * 6);
  const before = await values(page);
  await cell(page, 0, 0).click();
  await paste(page, "2.1\t2.2\n2.3\trich\n");
  await expect(page.getByTestId("table-paste-refused")).toContainText("“rich” is no number");
  await page.keyboard.press("Escape");
  expect(await values(page)).toEqual(before);
  await expect(undo(page)).toHaveAttribute("aria-disabled", "true");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("main fuel out of a log is edited, smoothed, undone, kept and copied by finger", async ({ page }) => {
    await takeOfLog(page, MAIN);
    const before = await values(page);
    // One line of tools stands above the grid.
    const tools = await page.getByRole("toolbar").boundingBox();
    expect(tools?.height ?? 999).toBeLessThan(70);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await cell(page, 3, 2).tap();
    await page.getByTestId("table-set").tap();
    await page.getByTestId("table-entry").fill("9.5");
    await page.keyboard.press("Enter");
    await expect(cell(page, 3, 2)).toHaveAttribute("data-value", "9.5");
    await page.getByTestId("table-smooth").tap();
    await expect(undo(page)).toContainText("smooth");
    await undo(page).tap();
    await expect(cell(page, 3, 2)).toHaveAttribute("data-value", "9.5");
    await page.getByTestId("redo").tap();
    await expect(undo(page)).toContainText("smooth");
    const smoothed = await values(page);
    expect(smoothed).not.toEqual(before);
    await page.getByTestId("table-snapshot").tap();
    await page.getByTestId("snapshot-take").tap();
    await expectToast(page, "The snapshot is kept");
    await page.reload();
    await untilReady(page);
    await expect.poll(() => values(page)).toEqual(smoothed);
    await page.getByTestId("table-copy").tap();
    await page.getByRole("menuitem", { name: "Copy table for FTManager" }).tap();
    await expectToast(page, "Copied.");
    expect((await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split("\n")).toHaveLength(8);
  });
});

const TUNE = `<?xml version="1.0" encoding="ISO-8859-1"?>
<msq xmlns="http://www.msefi.com/:msq">
<versionInfo fileFormat="5.0" signature="own firmware"/>
<page number="1">
<constant cols="2" digits="1" name="cellsA" rows="2" units="%">
         10.0 20.0
         30.0 40.0
      </constant>
<constant cols="1" digits="0" name="speedsA" rows="2" units="rpm">
         1000.0
         6000.0
      </constant>
<constant cols="1" digits="0" name="loadsA" rows="2" units="kPa">
         30.0
         100.0
      </constant>
<constant name="left">7.0</constant>
</page>
</msq>
`;
const INI = `[TableEditor]
   table = mineTbl, mineMap, "VE Table of mine", 1
      xBins = speedsA, rpm
      yBins = loadsA, load
      zBins = cellsA
`;

test("several files at once are asked about one after the other; a definition tells the axes", async ({ page }) => {
  await openTables(page);
  await dropFiles(
    page,
    page.locator("main"),
    { name: "own.msq", content: TUNE },
    { name: "own.ini", content: INI },
    { name: "wot.csv", content: "rpm\\bar;-0,5;0;1\n1000;1,5;2;3\n2000;2;3;4,5\n" },
  );
  const dialog = page.getByTestId("table-take-dialog");
  await expect(dialog).toContainText("VE Table of mine");
  await expect(dialog.getByTestId("table-take-after")).toContainText("1 more file");
  await dialog.getByTestId("table-take").click();
  await expect(dialog.getByTestId("bare-name")).toHaveValue("wot");
  await dialog.getByTestId("table-take").click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId("table-row")).toHaveCount(2);
  await expect(row(page, "VE Table of mine")).toHaveAttribute("data-kind", "ve");
});

test("a table goes back into its tune, and nothing else changes in it", async ({ page }) => {
  await openTables(page);
  await dropFiles(page, page.locator("main"), { name: "own.msq", content: TUNE }, { name: "own.ini", content: INI });
  await page.getByTestId("table-take").click();
  await expect(page.getByTestId("table-grid")).toBeVisible();
  // Engine speed in rows: the second line of the file is the second column.
  await expect(cell(page, 0, 1)).toHaveAttribute("data-value", "30");
  await cell(page, 0, 1).click();
  await page.keyboard.type("33.3");
  await page.keyboard.press("Enter");
  await page.getByTestId("table-menu").click();
  await page.getByRole("menuitem", { name: "Put into a TunerStudio tune" }).click();
  const dialog = page.getByTestId("into-tune");
  await expect(dialog.getByTestId("tune-save")).toHaveAttribute("aria-disabled", "true");
  const upload = (name: string, content: string) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  await dialog.getByTestId("tune-file").setInputFiles([upload("own.msq", TUNE), upload("own.ini", INI)]);
  await expect(dialog.getByTestId("tune-slot")).toHaveValue("cellsA");
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByTestId("tune-save").click()]);
  expect(download.suggestedFilename()).toBe("own.msq");
  expect(await readFile(await download.path(), "utf8")).toBe(TUNE.replace("30.0 40.0", "33.3 40.0"));
  await page.getByTestId("table-menu").click();
  await page.getByRole("menuitem", { name: "Put into a TunerStudio tune" }).click();
  await dialog.getByTestId("tune-file").setInputFiles([upload("own.msq", TUNE), upload("own.ini", INI)]);
  const [part] = await Promise.all([page.waitForEvent("download"), dialog.getByTestId("tune-save-part").click()]);
  expect(part.suggestedFilename()).toMatch(/\.msqpart$/);
  const text = await readFile(await part.path(), "utf8");
  expect(text).toContain("33.3 40.0");
  expect(text).not.toContain("left");
});

test("two tables side by side: each with its own undo, the place of one marked in the other", async ({ page }) => {
  await takeOfLog(page, MAIN, IGNITION);
  await row(page, MAIN).getByRole("link").click();
  await expect(page.getByTestId("table-grid")).toBeVisible();
  await page.getByTestId("beside-add").click();
  await page.getByTestId("beside-dialog").getByRole("option", { name: IGNITION }).click();
  const places = page.getByTestId("beside-place");
  await expect(places).toHaveCount(2);
  const [first, second] = [places.first(), places.last()];
  await expect(second.getByTestId("table-grid")).toBeVisible();
  await cell(first, 4, 2).click();
  await expect(first).toHaveAttribute("data-active", "true");
  await expect(second.getByTestId("table-linked")).toHaveAttribute("data-left", "2.50");
  await cell(second, 1, 3).click();
  await expect(second).toHaveAttribute("data-active", "true");
  await expect(first.getByTestId("table-linked")).toHaveAttribute("data-left", "3.50");
  await page.keyboard.type("25");
  await page.keyboard.press("Enter");
  await expect(cell(second, 1, 3)).toHaveAttribute("data-value", "25");
  await expect(undo(first)).toHaveAttribute("aria-disabled", "true");
  // The keys that save mean the one that has the focus.
  await page.keyboard.press("Control+s");
  await expectToast(page, `“${IGNITION}” is saved`);
  await expect(second.getByTestId("beside-table")).toHaveAttribute("data-changed", "false");
  await page.reload();
  await untilReady(page);
  await expect(cell(places.last(), 1, 3)).toHaveAttribute("data-value", "25");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  // On a phone one is seen at a time.
  await expect(places.last()).toBeHidden();
  await page.getByTestId("beside-segment").last().click();
  await expect(places.last()).toBeVisible();
  await expect(places.first()).toBeHidden();
  await expectAccessible(page);
  await places.last().getByTestId("beside-close").click();
  await expect(places).toHaveCount(1);
  await expect(places).toBeVisible();
});
