// The list of sessions and what can be done to one.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { chooseFiles, expect, expectAccessible, expectToast, importFile, openApp, test, untilReady } from "./helpers";
import { datedCsv, fuelTechCsv } from "./logs";

const rows = (page: Page): Locator => page.getByTestId("session-row");
const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });
const names = (page: Page): Promise<string[]> => rows(page).locator(".name > a").allTextContents();

/** Three sessions that differ in format, date, length and channels. */
async function fill(page: Page): Promise<void> {
  await openApp(page, "#/import");
  await chooseFiles(
    page,
    { name: "Pull_7.csv", content: fuelTechCsv(500) },
    { name: "Street.csv", content: datedCsv(100, "2021-05-14") },
    { name: "Track day.csv", content: fuelTechCsv(250) },
  );
  await expect(page.getByTestId("import-result")).toHaveCount(3);
  await page.goto("./#/sessions");
  await expect(rows(page)).toHaveCount(3);
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await row(page, name).getByTestId("session-menu").click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function addExampleVehicles(page: Page): Promise<void> {
  await openApp(page, "#/vehicles");
  await page.getByRole("button", { name: "Add three example vehicles" }).click();
  await expect(page.getByTestId("vehicle-row")).toHaveCount(3);
}

test("a search is stripped of signs that mean nothing, and stands in the address", async ({ page }) => {
  await fill(page);
  const search = page.getByTestId("session-search");
  await search.fill("  PULL_7%\\ ");
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, "Pull_7")).toBeVisible();
  await expect(page).toHaveURL(/\?q=PULL7$/);
  await expect(page.getByTestId("session-count")).toHaveText("1 of 3");
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("session-search")).toHaveValue("PULL7");
  await expect(rows(page)).toHaveCount(1);
  await page.getByTestId("session-search").fill("x".repeat(150));
  await expect(page).toHaveURL(/\?q=x{100}$/);
  await expect(page.getByRole("heading", { name: "No session fits" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).first().click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByTestId("session-search")).toHaveValue("");
});

test("format, day and quality narrow the list, each alone and together", async ({ page }) => {
  await fill(page);
  await page.getByTestId("filter-format").selectOption({ label: "FuelTech FTManager CSV" });
  await expect(rows(page)).toHaveCount(2);
  await page.getByTestId("filter-to").fill("2021-12-31");
  await expect(page.getByRole("heading", { name: "No session fits" })).toBeVisible();
  await page.getByTestId("filter-format").selectOption({ label: "All" });
  await expect.poll(() => names(page)).toEqual(["Street"]);
  await page.getByTestId("filter-to").fill("");
  await page.getByTestId("filter-from").fill("2022-01-01");
  await expect(row(page, "Street")).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Clear search and filters" }).click();

  const grades = { good: [75, 100], fair: [50, 74], poor: [0, 49] } as const;
  const scores = await rows(page).evaluateAll((list) => list.map((r) => Number((r as HTMLElement).dataset.quality)));
  for (const [grade, [from, to]] of Object.entries(grades)) {
    await page.getByTestId("filter-quality").selectOption(grade);
    await expect(page).toHaveURL(new RegExp(`quality=${grade}`));
    await expect(rows(page)).toHaveCount(scores.filter((score) => score >= from && score <= to).length);
  }
});

test("a click on a head orders by it, a second one turns it round, and a reload keeps it", async ({ page }) => {
  await fill(page);
  const head = (name: string) => page.getByRole("columnheader", { name }).getByRole("button");
  await head("Duration").click();
  await expect.poll(() => names(page)).toEqual(["Pull_7", "Track day", "Street"]);
  await head("Duration").click();
  await expect.poll(() => names(page)).toEqual(["Street", "Track day", "Pull_7"]);
  await expect(page.getByRole("columnheader", { name: "Duration" })).toHaveAttribute("aria-sort", "ascending");
  await page.reload();
  await untilReady(page);
  await expect.poll(() => names(page)).toEqual(["Street", "Track day", "Pull_7"]);
  await head("Session").click();
  await expect.poll(() => names(page)).toEqual(["Pull_7", "Street", "Track day"]);
});

test("name, notes and tags are changed, found again and kept", async ({ page }) => {
  await fill(page);
  await choose(page, "Pull_7", "Rename");
  const name = page.getByTestId("session-name");
  await name.fill(" <> ");
  await page.getByTestId("session-save").click();
  await expect(page.getByText("A session needs a name.")).toBeVisible();
  await name.fill(' Dyno <pull> "8"; ');
  await page.keyboard.press("Enter");
  await expect(row(page, "Dyno pull 8")).toBeVisible();

  await choose(page, "Dyno pull 8", "Edit notes and tags");
  await page.getByTestId("session-notes").fill("Rain\nnew plugs");
  await page.getByTestId("session-tags").fill("E85, dyno, e85, ");
  await page.getByTestId("session-save").click();
  await expect(row(page, "Dyno pull 8")).toContainText("Rain");
  await expect(row(page, "Dyno pull 8").getByRole("link", { name: "Sessions with the tag" })).toHaveText(["E85", "dyno"]);

  await page.reload();
  await untilReady(page);
  await page.getByTestId("filter-tag").selectOption("dyno");
  await expect(rows(page)).toHaveCount(1);
  await page.getByTestId("filter-tag").selectOption({ label: "All" });
  await row(page, "Dyno pull 8").getByRole("link", { name: "Sessions with the tag E85" }).click();
  await expect(page).toHaveURL(/tag=E85/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByTestId("session-search").fill("plugs");
  await expect(rows(page)).toHaveCount(1);
  await row(page, "Dyno pull 8").getByRole("link", { name: "Dyno pull 8" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dyno pull 8");
  await expect(page.getByRole("main")).toContainText("new plugs");
});

test("a vehicle is assigned, filtered by and taken away again", async ({ page }) => {
  // The logs first: with a vehicle selected they would be taken for its own.
  await fill(page);
  await addExampleVehicles(page);
  await page.goto("./#/sessions");
  await choose(page, "Track day", "Assign vehicle");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").fill("golf");
  await page.keyboard.press("Enter");
  await expect(row(page, "Track day")).toContainText("Golf GTI Mk7");
  await page.getByTestId("filter-vehicle").selectOption({ label: "Golf GTI Mk7" });
  await expect.poll(() => names(page)).toEqual(["Track day"]);
  await page.getByTestId("filter-vehicle").selectOption({ label: "Without a vehicle" });
  await expect(rows(page)).toHaveCount(2);
  await page.getByTestId("filter-vehicle").selectOption({ label: "All" });
  await choose(page, "Track day", "Assign vehicle");
  await page.getByRole("dialog").getByText("No vehicle", { exact: true }).click();
  await expect(row(page, "Track day")).toContainText("no vehicle");
});

test("a deleted session comes back whole: overview, lines, samples and notes", async ({ page }) => {
  await fill(page);
  const href = await row(page, "Pull_7").getByRole("link", { name: "Pull_7" }).getAttribute("href");
  await choose(page, "Pull_7", "Edit notes and tags");
  await page.getByTestId("session-tags").fill("kept");
  await page.getByTestId("session-save").click();
  await page.goto(`./${href}`);
  await expect(page.getByTestId("stats-table")).toBeVisible();
  await page.getByTestId("session-menu").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveURL(/#\/sessions$/);
  await expect(rows(page)).toHaveCount(2);
  const toast = await expectToast(page, "Pull_7 is deleted.");

  // While it is deleted its address leads nowhere, and says so.
  await page.goto(`./${href}`);
  await expect(page.getByRole("heading", { name: "There is no such session" })).toBeAttached();
  await toast.getByRole("button", { name: "Undo" }).click();
  // The page that said so shows it as soon as it is there.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull_7");
  await expect(page.getByTestId("stats-table").getByRole("row", { name: /RPM/ })).toContainText("500");
  await page.getByRole("link", { name: "Explore", exact: true }).first().click();
  await expect(page.getByTestId("strip-chart")).toHaveAttribute("data-t1", /^19\.9|^20/);
  await page.getByRole("link", { name: "Data", exact: true }).click();
  await expect(page.getByTestId("data-rows")).toHaveAttribute("data-rows", "500");
  await page.goto("./#/sessions?tag=kept");
  await page.reload();
  await untilReady(page);
  await expect(row(page, "Pull_7")).toBeVisible();
});

test("the browser's tab names the session and its part", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Pull_7.csv", content: fuelTechCsv(100) });
  await expect(page).toHaveTitle("Import · FuelTune Analyzer");
  const cases = { overview: "Pull_7 · Overview", explore: "Pull_7 · Explore", data: "Pull_7 · Data" };
  for (const [tab, title] of Object.entries(cases)) {
    await page.goto(`./#/sessions/${session}/${tab}`);
    await expect(page).toHaveTitle(`${title} · FuelTune Analyzer`);
  }
  await page.getByTestId("session-menu").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByTestId("session-name").fill("Pull 8");
  await page.getByTestId("session-save").click();
  await expect(page).toHaveTitle("Pull 8 · Data · FuelTune Analyzer");
  await page.goto("./#/sessions/nobody");
  await expect(page).toHaveTitle("Sessions · FuelTune Analyzer");
});

test("statistics are ordered by a figure and saved as a file that holds them", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Pull_7.csv", content: fuelTechCsv(500) });
  await openApp(page, `#/sessions/${session}/overview`);
  const table = page.getByTestId("stats-table");
  const channels = () => table.locator("tbody tr").evaluateAll((list) => list.map((r) => (r as HTMLElement).dataset.channel));
  const figures = async (key: string) =>
    (await table.locator(`tbody td[data-key=${key}]`).evaluateAll((list) => list.map((c) => (c as HTMLElement).dataset.value))).map(Number);
  await expect(table.locator("tbody tr")).toHaveCount(7);
  const inFile = await channels();
  await table.locator("th[data-key=max]").getByRole("button").click();
  await expect(table.locator("th[data-key=max]")).toHaveAttribute("aria-sort", "descending");
  const falling = await figures("max");
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  expect((await channels())[0]).toBe("rpm");
  await table.locator("th[data-key=max]").getByRole("button").click();
  const rising = await figures("max");
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  await expect(page).toHaveURL(/stats=max/);

  const download = page.waitForEvent("download");
  await page.getByTestId("stats-csv").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Pull_7 statistics.csv");
  const text = (await readFile(await file.path(), "utf8")).replace(/^\uFEFF/, "");
  const lines = text.trimEnd().split("\r\n").map((line) => line.split(","));
  expect(lines[0]).toEqual("channel,name,unit,count,missing,flagged,mean,sd,min,q1,median,q3,max".split(","));
  expect(lines.slice(1).map((line) => line[0])).toEqual(inFile);
  const rpm = Object.fromEntries(lines[0].map((name, i) => [name, lines[1][i]]));
  // 500 rows: ten times 2500 to 2990 in steps of 10, one of them a spike of 9000 in the place of 2500.
  expect(rpm).toMatchObject({ channel: "rpm", unit: "rpm", count: "500", missing: "0", min: "2500", max: "9000" });
  expect(Number(rpm.mean)).toBeCloseTo((10 * (50 * 2500 + 10 * 1225) - 2500 + 9000) / 500, 6);
});

test("on a phone the list begins on the first screen, and the filters fold into a button that counts them", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await fill(page);
  await expect(rows(page).nth(2)).toBeInViewport({ ratio: 1 });
  for (const box of await Promise.all((await rows(page).all()).map((r) => r.boundingBox()))) {
    expect(box?.height).toBeLessThanOrEqual(110);
  }
  await expect(page.getByTestId("filter-format")).toBeHidden();
  const button = page.getByTestId("session-filters");
  await expect(button).toHaveText("Filters");
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await page.getByTestId("filter-format").selectOption({ label: "FuelTech FTManager CSV" });
  await page.getByTestId("filter-from").fill("2022-01-01");
  await expect(button).toHaveText("Filters (2 active)");
  await expectAccessible(page);
  await button.click();
  await expect(page.getByTestId("filter-format")).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
