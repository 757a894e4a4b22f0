// Base maps: tables calculated from the vehicle, explained cell by cell, applied and undone; sets of new tables; injectors.
import { cell } from "./editor";
import { expect, expectAccessible, expectToast, openApp, test } from "./helpers";
import type { Locator, Page } from "@playwright/test";

const GOLF = "Golf GTI Mk7";
const dialog = (page: Page): Locator => page.getByTestId("base-map-dialog");
const preview = (page: Page): Locator => page.getByTestId("base-map-preview");
const flags = (page: Page): Locator => page.getByTestId("base-map-flags");
const explained = (page: Page): Locator => page.getByTestId("base-map-explained");
/** A cell of the preview. */
const proposed = (page: Page, row: number, column: number): Locator =>
  page.getByTestId("base-map-grid").locator(`td[data-row="${row}"][data-col="${column}"]`);

async function fill(page: Page, input: string, text: string): Promise<void> {
  const field = page.getByTestId(`base-map-input-${input}`);
  await field.fill(text);
  await field.blur();
}

async function addExamples(page: Page): Promise<void> {
  await openApp(page, "#/vehicles");
  await page.getByRole("button", { name: "Add three example vehicles" }).click();
  await expect(page.getByTestId("vehicle-row")).toHaveCount(3);
}

/** The dialog of a new set, for a vehicle. */
async function openSet(page: Page, vehicle: string): Promise<Locator> {
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("base-set-open").click();
  const set = page.getByTestId("base-set-dialog");
  await set.getByTestId("base-map-vehicle").selectOption({ label: vehicle });
  return set;
}

/** A main fuel table of the Golf's, open, with the calculation above it. */
async function openFuel(page: Page): Promise<void> {
  await addExamples(page);
  const set = await openSet(page, GOLF);
  for (const box of await set.getByRole("checkbox").all()) await box.uncheck();
  await set.getByRole("checkbox", { name: "Main fuel over rpm and pressure" }).check();
  await set.getByTestId("base-set-make").click();
  await expectToast(page, "1 table was made");
  await page.getByTestId("table-row").getByRole("link", { name: "Main fuel over rpm and pressure" }).click();
  await expect(cell(page, 13, 10)).toBeVisible();
  await page.getByTestId("base-map").click();
  await expect(preview(page)).toBeVisible();
}

test("a new fuel table is the vehicle's; another strategy is looked at, explained, applied and undone", async ({ page }) => {
  await openFuel(page);
  // The table was calculated from this vehicle: nothing differs.
  await expect(dialog(page).getByTestId("base-map-vehicle").locator("option:checked")).toHaveText(GOLF);
  await expect(preview(page)).toHaveAttribute("data-changed", "0");
  const before = (await cell(page, 13, 10).getAttribute("data-value")) ?? "";

  await dialog(page).getByTestId("base-map-strategy").selectOption("conservative");
  await expect(preview(page)).not.toHaveAttribute("data-changed", "0");
  await proposed(page, 13, 10).click();
  // 3000 rpm and the pressure outside: VE 0.86 of half a litre at 1.013 bar and 40 °C are 484.7 mg of air.
  await expect(explained(page).locator("[data-symbol=air]")).toContainText("484.7");
  await expect(explained(page).locator("[data-symbol=air]")).toContainText("0.860");
  await expect(explained(page).locator("[data-symbol=commanded]")).toContainText("ms");
  const after = (await proposed(page, 13, 10).getAttribute("data-value")) ?? "";
  expect(Number(after)).toBeGreaterThan(0);

  await dialog(page).getByTestId("base-map-apply").click();
  await expect(dialog(page)).toHaveCount(0);
  await expectToast(page, "Cells changed:");
  await expect(cell(page, 13, 10)).not.toHaveAttribute("data-value", before);
  expect(Number(await cell(page, 13, 10).getAttribute("data-value"))).toBeCloseTo(Number(before) + Number(after), 6);
  // All of it is one step, and says what it was.
  await expect(page.getByTestId("undo")).toContainText("Undo: calculate from the vehicle");
  await page.getByTestId("undo").click();
  await expect(cell(page, 13, 10)).toHaveAttribute("data-value", before);
  await expect(page.getByTestId("undo")).toHaveAttribute("aria-disabled", "true");
});

test("the safety factor makes it richer, and locked cells stay", async ({ page }) => {
  await openFuel(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await cell(page, 13, 10).click();
  await page.getByTestId("table-lock").click();
  const locked = (await cell(page, 13, 10).getAttribute("data-value")) ?? "";
  await page.getByTestId("base-map").click();
  await dialog(page).getByTestId("base-map-safety").fill("1.1");
  await expect(proposed(page, 13, 10)).toHaveAttribute("data-value", "0");
  expect(Number(await proposed(page, 13, 11).getAttribute("data-value"))).toBeGreaterThan(0);
  await dialog(page).getByTestId("base-map-apply").click();
  await expectToast(page, "Cells changed:");
  await expect(cell(page, 13, 10)).toHaveAttribute("data-value", locked);
});

test("cells the injectors cannot feed are flagged, counted and led to", async ({ page }) => {
  await openFuel(page);
  await dialog(page).getByTestId("base-map-regulator").selectOption("fixed");
  await fill(page, "base-pressure", "1");
  // Six pressures from 1 bar of boost on, at 24 engine speeds.
  const flag = flags(page).locator("[data-flag=no-pressure-difference]");
  await expect(flag).toHaveAttribute("data-count", String(6 * 24));
  await page.getByTestId("base-map-jump-no-pressure-difference").click();
  await expect(explained(page)).toContainText("No pressure across the injector");
  await expect(explained(page)).toContainText("no value, the table’s stays");
  await expect(proposed(page, 0, 15)).toBeFocused();
  await page.getByTestId("base-map-jump-no-pressure-difference").click();
  await expect(proposed(page, 0, 16)).toBeFocused();
  // A figure that cannot be is refused beside its field; an emptied one goes back to the vehicle's.
  await fill(page, "base-pressure", "70");
  await expect(page.getByTestId("base-map-input-base-pressure")).toHaveAttribute("aria-invalid", "true");
  await fill(page, "base-pressure", "");
  await expect(page.getByTestId("base-map-input-base-pressure")).toHaveValue("3");
  await expect(flag).toHaveCount(0);
});

test("without a vehicle everything is asked for, and by keyboard alone it is enough", async ({ page }) => {
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("table-template").selectOption("main_fuel");
  await page.getByTestId("table-create").click();
  await expect(cell(page, 0, 0)).toBeVisible();
  await page.getByTestId("base-map").focus();
  await page.keyboard.press("Enter");
  const refused = page.getByTestId("base-map-refused");
  await expect(refused).toHaveText(
    "Still needed: Displacement, Cylinders, Fuel, Injectors of bank A, Flow of one injector, bank A",
  );
  await expect(dialog(page).getByTestId("base-map-apply")).toHaveAttribute("aria-disabled", "true");
  for (const [input, text] of [["displacement", "1.9"], ["cylinders", "4"], ["injectors-a", "4"], ["flow-a", "112 lb/h"]] as const) {
    await page.getByTestId(`base-map-input-${input}`).focus();
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await expect(refused).toHaveText("Still needed: Fuel");
  await dialog(page).getByTestId("base-map-fuel").selectOption("e100");
  await expect(preview(page)).toBeVisible();
  await expect(page.getByTestId("base-map-assumed")).toContainText("Dead time of bank A");
  // Where the Tab key stops: the first cell, which is of the highest engine speed.
  const first = page.getByTestId("base-map-grid").locator("td[tabindex='0']");
  const row = Number(await first.getAttribute("data-row"));
  expect(row).toBeGreaterThan(0);
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(proposed(page, row, 1)).toHaveAttribute("aria-selected", "true");
  await expect(explained(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByTestId("base-map")).toBeFocused();
});

test("a table over the throttle goes by the pressure behind it, and says that no boost is in it", async ({ page }) => {
  await addExamples(page);
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("table-template").selectOption("main_fuel_tps_rpm");
  await page.getByTestId("table-create").click();
  await expect(cell(page, 0, 0)).toBeVisible();
  await page.getByTestId("base-map").click();
  await dialog(page).getByTestId("base-map-vehicle").selectOption({ label: GOLF });
  await expect(flags(page).locator("[data-flag=without-boost]")).toBeVisible();
  await proposed(page, 13, 10).click();
  await expect(explained(page).locator("[data-symbol=opening]")).toContainText("1.000");
  await expect(explained(page).locator("[data-symbol=behind]")).toContainText("bar");
  const before = (await proposed(page, 21, 10).getAttribute("data-value")) ?? "";
  // What is lost at the open throttle is less air near the limiter.
  await fill(page, "throttle-loss", "0.2");
  await expect(proposed(page, 21, 10)).not.toHaveAttribute("data-value", before);
  expect(Number(await proposed(page, 21, 10).getAttribute("data-value"))).toBeLessThan(Number(before));
});

test("a table without a calculator has no button", async ({ page }) => {
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("table-template").selectOption("boost_target");
  await page.getByTestId("table-create").click();
  await expect(cell(page, 0, 0)).toBeVisible();
  await expect(page.getByTestId("base-map")).toHaveCount(0);
});

test("a set is made for a vehicle with two banks, and can be undone", async ({ page }) => {
  await addExamples(page);
  const set = await openSet(page, "WRX STI E85");
  const parts = set.getByTestId("base-set-parts");
  await expect(parts.getByRole("checkbox", { name: "Main fuel over rpm and pressure" })).toBeChecked();
  // In a table over engine speed that correction would count twice.
  await expect(parts.getByRole("checkbox", { name: "Fuel by rpm" })).not.toBeChecked();
  await set.getByTestId("base-set-make").click();
  const toast = await expectToast(page, /\d+ tables were made/);
  const list = page.getByTestId("table-row");
  await expect(list.filter({ hasText: "Main fuel over rpm and pressure · Bank A" })).toHaveCount(1);
  await expect(list.filter({ hasText: "Main fuel over rpm and pressure · Bank B" })).toHaveCount(1);
  await expect(list.filter({ hasText: "WRX STI E85" })).toHaveCount(15);
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "No tables yet" })).toBeVisible();
});

test("the vehicle's page says the injector size, the banks against each other and the flow by pressure", async ({ page }) => {
  await addExamples(page);
  await page.getByTestId("vehicle-row").filter({ hasText: GOLF }).getByRole("link", { name: GOLF }).click();
  await page.getByTestId("vehicle-form").getByRole("button", { name: /^Injectors/ }).click();
  // 230 hp · 0.67 lb/(hp·h) ÷ 0.85 ÷ 4 are 45.6 lb/h each.
  await expect(page.getByTestId("injector-size")).toHaveAttribute("data-next", "47");
  await expect(page.getByTestId("injector-figures")).toContainText("4 ×");
  await openApp(page, "#/vehicles");
  await page.getByTestId("vehicle-row").filter({ hasText: "WRX" }).getByRole("link", { name: "WRX STI E85" }).click();
  await page.getByTestId("vehicle-form").getByRole("button", { name: /^Injectors/ }).click();
  await expect(page.getByTestId("bank-balance")).toHaveAttribute("data-even", "true");
});

for (const theme of ["dark", "light"] as const) {
  test(`the calculation can be used by everybody, ${theme}, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openFuel(page);
    await dialog(page).getByTestId("base-map-strategy").selectOption("aggressive");
    await proposed(page, 13, 10).click();
    await expect(explained(page)).toBeVisible();
    for (const size of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  });
}

test("the calculation speaks Portuguese", async ({ page }) => {
  await openFuel(page);
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await openApp(page, "#/tables");
  await page.getByTestId("table-row").getByRole("link").first().click();
  await page.getByTestId("base-map").click();
  await expect(dialog(page)).toContainText("Fator de segurança: 1,00");
  await proposed(page, 13, 10).click();
  await expect(explained(page).locator("[data-symbol=air]")).toContainText("484,7 mg");
});
