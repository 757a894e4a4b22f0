// Comparing sessions: chosen from the list, verdict with evidence, cells and courses that lead to their place, and the report.
import { readFile } from "node:fs/promises";
import { chooseFiles, expect, expectAccessible, openApp, test } from "./helpers";
import { drivenCsv } from "./logs";
import type { Page } from "@playwright/test";

/** Stores two drives, which differ by their mixture alone unless told otherwise, and opens their comparison from the list. */
async function compare(page: Page, before = drivenCsv(1, 1.0), after = drivenCsv(2, 0.94)): Promise<void> {
  await openApp(page);
  await chooseFiles(page, { name: "before.csv", content: before }, { name: "after.csv", content: after });
  await openApp(page, "#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(2, { timeout: 30_000 });
  await page.getByRole("checkbox", { name: "Mark before to compare" }).check();
  await expect(page.getByTestId("marked-compare")).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: "Mark after to compare" }).check();
  await page.getByTestId("marked-compare").click();
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByTestId("compare-state")).toHaveAttribute("data-state", "done", { timeout: 30_000 });
}

test("a page without sessions says what a comparison needs", async ({ page }) => {
  await openApp(page, "#/compare");
  await expect(page.getByRole("heading", { name: "Nothing to compare yet" })).toBeVisible();
  await expectAccessible(page);
});

test("two sessions marked in the list are compared, the verdict first with its evidence", async ({ page }) => {
  await compare(page);
  await expect(page).toHaveURL(/#\/compare\?ids=/);
  const sections = page.getByTestId("section");
  await expect(sections.first()).toHaveAttribute("data-section", "verdict");
  const verdict = page.locator("[data-section=verdict]").getByTestId("doc-finding");
  await expect(verdict).toHaveCount(1);
  await expect(verdict).toContainText("B · after against A · before");
  await expect(verdict.locator("dl")).toContainText("p ");
  await expect(page.locator("[data-table=key-figures] tbody tr").first()).toBeVisible();
  // The mixture differs, at every operating point both were at.
  const lambda = page.locator("[data-table=channels] tbody tr").filter({ hasText: "may be claimed" });
  await expect(lambda.first()).toBeVisible();
  await expectAccessible(page);
});

test("a cell that differs leads to its place in Explore of that session", async ({ page }) => {
  await compare(page);
  const cells = page.locator("[data-table=cells] tbody tr");
  await expect(cells.first()).toBeVisible();
  await expect(page.locator("[data-section=cells]").getByTestId("drawing")).toHaveCount(1);
  const after = await page.getByTestId("compare-sessions").locator("li").nth(1).getAttribute("data-session");
  await cells.first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`#/sessions/${after}/explore\\?ch=.*t=`));
  await expect(page.getByTestId("strip-chart").first()).toBeVisible();
});

test("courses are aligned by a crossing of engine speed and drawn with their difference", async ({ page }) => {
  await compare(page);
  await page.getByTestId("compare-align").getByRole("radio", { name: "RPM" }).check();
  await expect(page).toHaveURL(/by=rpm/);
  await settled(page);
  await expect(page.getByTestId("compare-courses")).toHaveAttribute("data-drawn", "true", { timeout: 30_000 });
  await expect(page.locator("[data-table=events] tbody tr")).toHaveCount(2);
  await expect(page.locator("[data-table=course-differences] tbody tr").first()).toBeVisible();
  const place = page.url();
  await page.reload();
  await settled(page);
  expect(page.url()).toBe(place);
  await expect(page.getByTestId("compare-align").getByRole("radio", { name: "RPM" })).toBeChecked();
});

test("the baseline is turned round, and with it the sign of every difference", async ({ page }) => {
  await compare(page);
  const difference = page.locator("[data-table=channels] tbody tr").first().locator("td[data-value]").first();
  const before = Number(await difference.getAttribute("data-value"));
  await page.getByRole("radio", { name: "baseline after" }).check();
  await expect(page).toHaveURL(/base=/);
  await settled(page);
  await expect.poll(async () => Math.sign(Number(await difference.getAttribute("data-value")))).toBe(-Math.sign(before));
});

test("cells are saved with those that had too few samples, which have no difference", async ({ page }) => {
  await compare(page);
  const drawing = page.locator("[data-section=cells]").getByTestId("drawing");
  await drawing.getByRole("button").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /CSV/ }).click()]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(2);
  await expect(page.locator("[data-section=cells]")).toContainText("too few samples");
});

test("where the sessions were asked for other mixtures λ is not compared, and the air of the rest is stated", async ({ page }) => {
  // At 3000 rpm the second drive was asked for λ 0.90, and all of it was driven in air warmer by 15 °C.
  const after = drivenCsv(2, 1.0, { target: 0.9, air: 40 });
  await compare(page, drivenCsv(1, 1.0, { air: 25 }), after);
  await page.getByTestId("compare-channel").selectOption("lambda_1");
  const cells = page.locator("[data-section=cells]");
  const apart = cells.locator("[data-table=apart] tbody tr");
  await expect(apart).toHaveCount(1);
  await expect(apart.locator("th")).toHaveAttribute("data-value", "3000");
  await expect.poll(async () => Number(await apart.locator("td").nth(1).getAttribute("data-value"))).toBeCloseTo(1.0, 3);
  await expect.poll(async () => Number(await apart.locator("td").nth(2).getAttribute("data-value"))).toBeCloseTo(0.9, 3);
  await expect(cells).toContainText("1 cells are not compared");
  await expect(cells).toContainText("asked for different mixtures");
  // None of the compared cells is one of these, and each says how much warmer its air was.
  const compared = cells.locator("[data-table=cells] tbody tr");
  await expect(compared).toHaveCount(3);
  for (const row of await compared.all()) {
    expect(Number(await row.locator("th").getAttribute("data-value"))).toBeLessThan(3000);
    expect(Number(await row.locator("td").nth(10).getAttribute("data-value"))).toBeCloseTo(15, 3);
    await expect(row).toContainText("not alike");
  }
  await expect(cells).toContainText("3 of them were driven in air that differs");
  // The λ error is held against each target already: nothing is left out of it.
  await page.getByTestId("compare-channel").selectOption("lambda_error");
  await expect(compared).toHaveCount(4);
  await expect(apart).toHaveCount(0);
});

test("the comparison has a report of its own", async ({ page }) => {
  await compare(page);
  await page.getByTestId("compare-state").getByRole("link", { name: "Report" }).click();
  const preview = page.getByTestId("report-preview");
  await expect(preview).toHaveAttribute("data-sheets", /^[1-9]/, { timeout: 30_000 });
  await expect(preview.locator("h1")).toHaveText("Comparison");
  await expect.poll(() => preview.locator("h2").allTextContents()).toEqual(expect.arrayContaining(["Verdict", "Key figures"]));
  await page.getByRole("checkbox", { name: "Key figures" }).uncheck();
  await expect.poll(() => preview.locator("h2").allTextContents()).not.toContain("Key figures");
  const save = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("report-save").click()]);
    return readFile(await download.path());
  };
  expect((await save()).equals(await save())).toBe(true);
  await openApp(page, "#/reports");
  await page.getByTestId("report-session").selectOption({ label: "Comparison of sessions…" });
  await expect(page.getByTestId("compare-add")).toBeVisible();
});

test("the comparison speaks Portuguese and fits a phone", async ({ page }) => {
  await compare(page);
  const place = page.url().replace(/^.*#/, "#");
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await page.setViewportSize({ width: 390, height: 844 });
  await openApp(page, place);
  await settled(page);
  await expect(page.getByRole("heading", { name: "Veredito" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nos mesmos pontos de operação" }).first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});
