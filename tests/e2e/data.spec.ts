// The Data tab: every sample in a grid, with a way to a moment, a range of engine speeds and a copy.
import type { Locator, Page } from "@playwright/test";
import { expect, expectToast, importFile, openApp, test } from "./helpers";
import { datedCsv } from "./logs";

/** Row `i` is at `i / 10` s and has an engine speed of `1000 + 10 i`. */
const ROWS = 5000;

test.beforeEach(async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Street.csv", content: datedCsv(ROWS, "2021-05-14") });
  await openApp(page, `#/sessions/${session}/data`);
  await expect(page.getByTestId("data-rows")).toHaveAttribute("data-rows", String(ROWS));
});

const line = (page: Page, row: number): Locator => page.locator(`.grid-row[data-row="${row}"]`);
const cell = (page: Page, row: number, channel: string): Locator => line(page, row).locator(`[data-col="${channel}"]`);

/** The first row below the heading. */
async function topRow(page: Page): Promise<number> {
  return page.getByTestId("data-grid").evaluate((grid) => {
    const edge = grid.getBoundingClientRect().top + (grid.querySelector(".grid-head") as HTMLElement).offsetHeight;
    const lines = [...grid.querySelectorAll<HTMLElement>(".grid-row")].map((row) => ({ row, top: row.getBoundingClientRect().top - edge }));
    const first = lines.filter(({ top }) => top > -14).sort((a, b) => a.top - b.top)[0];
    return Number(first?.row.dataset.row ?? -1);
  });
}

test("only the rows on screen exist, and the last one is reached", async ({ page }) => {
  const grid = page.getByTestId("data-grid");
  await expect(cell(page, 0, "rpm")).toHaveAttribute("data-value", "1000");
  expect(await page.locator(".grid-row").count()).toBeLessThan(80);
  await grid.focus();
  await page.keyboard.press("Control+End");
  await expect(line(page, ROWS - 1)).toBeInViewport();
  await expect(cell(page, ROWS - 1, "rpm")).toHaveAttribute("data-value", String(1000 + (ROWS - 1) * 10));
  await page.keyboard.press("Control+Home");
  await expect(line(page, 0)).toBeInViewport();
});

test("a moment is gone to however it is written, and again with Enter", async ({ page }) => {
  const jump = page.getByTestId("jump-to");
  for (const [text, row] of [["83.4", 834], ["1:23,4", 834], ["0", 0], ["499,9 s", 4999], ["9999", 4999]] as const) {
    await jump.fill(text);
    await jump.press("Enter");
    await expect(line(page, row), text).toBeInViewport();
    if (row < 4000) await expect.poll(() => topRow(page), text).toBe(row);
  }
  await jump.fill("100");
  await jump.press("Enter");
  await expect.poll(() => topRow(page)).toBe(1000);
  await page.getByTestId("data-grid").focus();
  await page.keyboard.press("Control+Home");
  await expect.poll(() => topRow(page)).toBe(0);
  await jump.press("Enter");
  await expect.poll(() => topRow(page)).toBe(1000);
  await jump.fill("soon");
  await jump.press("Enter");
  await expect(page.getByText("Not a time")).toBeVisible();
});

test("a range of engine speeds leaves its rows with their own times, and is taken away again", async ({ page }) => {
  const count = page.getByTestId("data-rows");
  // Up to what an engine can do: a doubtful speed meets no condition.
  await page.getByTestId("rpm-from").fill("19000");
  await page.getByTestId("rpm-from").press("Enter");
  await expect(count).toHaveAttribute("data-rows", "101");
  await page.getByTestId("rpm-to").fill("19100");
  await page.getByTestId("rpm-to").press("Enter");
  await expect(count).toHaveText(/^11 of 5\s000 rows$/);
  await expect(page.locator(".grid-row")).toHaveCount(11);
  await expect(line(page, 1800)).toHaveAttribute("data-t", "180");
  await expect(cell(page, 1810, "rpm")).toHaveAttribute("data-value", "19100");
  await page.getByTestId("rpm-to").fill("10");
  await page.getByTestId("rpm-to").press("Enter");
  await expect(page.getByText("No row meets this condition")).toBeVisible();
  await page.getByRole("button", { name: "Remove the filter" }).click();
  await expect(count).toHaveAttribute("data-rows", "5000");
});

test("selected cells are copied as a table with names, units and times", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy selection" }).click();
  await expectToast(page, "Select cells first");
  await cell(page, 2, "rpm").click();
  await cell(page, 4, "battery").click({ modifiers: ["Shift"] });
  await expect(page.getByText("3 × 2 selected")).toBeVisible();
  await page.keyboard.press("Control+c");
  await expectToast(page, "3 rows");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toBe("Time (s)\tRPM (rpm)\tBattery voltage (V)\n0.2\t1020\t13.8\n0.3\t1030\t13.8\n0.4\t1040\t13.8");

  // More than the screen holds, and more than one answer of the worker.
  await page.getByTestId("data-grid").focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Copy selection" }).click();
  await expectToast(page, /5\s000 rows/);
  const lines = (await copied()).split("\n");
  expect(lines).toHaveLength(ROWS + 1);
  expect(lines.at(-1)).toBe("499.9\t50990\t13.8\t84");
});
