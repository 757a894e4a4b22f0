// The analysis of a session: stages as they come, findings with their places, figures as files; and a session as a file.
import { readFile } from "node:fs/promises";
import { chooseFiles, expect, expectAccessible, importFile, openApp, test } from "./helpers";
import { drivenCsv } from "./logs";
import type { Page } from "@playwright/test";

const STAGES = ["validation", "statistics", "patterns", "outliers", "performance"];

/** Opens the demo log's analysis and waits for its last stage. */
async function analyse(page: Page): Promise<void> {
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await page.getByRole("link", { name: "Analysis", exact: true }).click();
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  for (const stage of STAGES) {
    await expect(page.locator(`[data-testid=analysis-stage][data-stage=${stage}]`)).toHaveAttribute("data-state", "done");
  }
}

test("the demo log tells stage by stage what the engine did, and leads to the place in the strips", async ({ page }) => {
  await analyse(page);
  await expect(page.locator("[data-drawing=operating-map] svg rect").first()).toBeVisible();
  const segments = page.locator("[data-table=segments] tbody tr");
  await expect(segments.filter({ hasText: "Full-throttle pull" })).not.toHaveCount(0);
  const pull = segments.filter({ hasText: "Full-throttle pull" }).first();
  const from = Number(await pull.locator("td").first().getAttribute("data-value"));
  await pull.getByRole("link").click();
  const chart = page.getByTestId("strip-chart");
  await expect(chart).toHaveAttribute("data-t0", /\d/);
  expect(Math.abs(Number(await chart.getAttribute("data-t0")) - from)).toBeLessThan(1);
});

test("a second look finds the reports kept, and a stretch of the log has reports of its own", async ({ page }) => {
  await analyse(page);
  await page.reload();
  await settled(page);
  await expect(page.locator("[data-testid=analysis-stage][data-stage=patterns]")).toContainText("from before");
  const rows = page.locator("[data-section=statistics]").locator(".doc-note, .doc-basis summary").first();
  const all = await rows.textContent();
  await page.getByTestId("analysis-from").fill("100");
  await page.getByTestId("analysis-from").press("Enter");
  await page.getByTestId("analysis-to").fill("200");
  await page.getByTestId("analysis-to").press("Enter");
  await expect(rows).not.toHaveText(all ?? "");
  await settled(page);
});

test("a condition that cannot be read is told at its field with the place of the mistake, once, and the page stays", async ({ page }) => {
  await analyse(page);
  const field = page.getByTestId("analysis-filter");
  await field.fill("rpn > 3000");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(/From character 1: “rpn” is no channel of this log/)).toHaveCount(1);
  await expect(page.getByTestId("section")).toHaveCount(0);
  await field.fill("rpm > 3000");
  await field.press("Enter");
  await settled(page);
  await expect(page).toHaveURL(/where=rpm/);
  await page.getByTestId("analysis-all").click();
  await expect(field).toHaveValue("");
  await settled(page);
});

test("only pulls are looked at where that is asked for, after a reload too", async ({ page }) => {
  await analyse(page);
  await page.getByTestId("analysis-segment").selectOption("pull");
  const used = page.locator("[data-section=statistics] .doc-basis summary");
  await expect(page.locator("[data-section=statistics] .doc-basis li").filter({ hasText: "not selected" })).toHaveCount(1);
  const said = await used.textContent();
  await page.reload();
  await settled(page);
  await expect(page.getByTestId("analysis-segment")).toHaveValue("pull");
  await expect(used).toHaveText(said ?? "");
});

test("a parameter is changed, told, kept in the address, and the standard is one click away", async ({ page }) => {
  await analyse(page);
  const params = page.getByTestId("analysis-params");
  await params.getByText("What the engine did").click();
  const field = params.getByLabel("Idle lasts at least");
  await field.fill("5000");
  await field.press("Enter");
  await expect(params.getByText("1 changed")).toBeVisible();
  await expect(page).toHaveURL(/set=patterns.idle_ms/);
  await settled(page);
  await params.getByRole("button", { name: "Back to standard" }).click();
  await expect(params.locator("p.muted")).toHaveText("Everything is at its standard.");
  await settled(page);
});

test("what is dangerous in a new log is told where it was dropped, and its analysis is there when it is opened", async ({ page }) => {
  await openApp(page, "#/import");
  await importFile(page, { name: "lean.csv", content: drivenCsv(1, 1.08) });
  const glance = page.getByTestId("import-analysis");
  await expect(glance).toHaveAttribute("data-state", "found");
  await expect(glance).toContainText(/danger|caution/);
  await expect(glance).toContainText(/recommendation/);
  await page.getByRole("button", { name: "No job is running" }).click();
  await expect(page.getByTestId("job-list").locator("li").filter({ hasText: "Analysis of lean.csv" })).toContainText("Done");
  await page.keyboard.press("Escape");
  await glance.getByRole("link", { name: "To the analysis" }).click();
  await settled(page);
  for (const stage of STAGES) {
    await expect(page.locator(`[data-testid=analysis-stage][data-stage=${stage}]`)).toContainText("from before");
  }
});

test("corrections are reckoned on the version a session was driven with, and what was edited since is counted", async ({ page }) => {
  // Lean by 8 % everywhere, over the pressure that a main table has.
  const gauge = (line: string): string => {
    const cells = line.split(",");
    return [...cells.slice(0, 3), ((Number(cells[3]) - 100) / 100).toFixed(3), ...cells.slice(4)].join(",");
  };
  const [head, ...lines] = drivenCsv(1, 1.08).trim().split("\n");
  await openApp(page, "#/import");
  await chooseFiles(page, { name: "lean.csv", content: [head.replace("(kPa)", "(bar)"), ...lines.map(gauge)].join("\n") });
  await page.getByTestId("mapping-import").click();
  const session = (await page.getByTestId("import-result").getAttribute("data-session"))!;
  await openApp(page, `#/sessions/${session}/analysis`);
  const driven = page.locator("[data-section=driven]");
  await expect(driven).toContainText("It is not known which version of a fuel table");
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("table-create").click();
  const table = (await page.getByTestId("table-page").getAttribute("data-id"))!;
  await openApp(page, `#/tables/${table}/history`);
  await page.getByTestId("snapshot-row").first().getByTestId("snapshot-menu").click();
  await page.getByRole("menuitem", { name: "Session driven with it" }).click();
  const dialog = page.getByTestId("driven-dialog");
  await dialog.getByRole("option", { name: /lean/ }).click();
  await expect(dialog).toHaveCount(0);
  const left = async (): Promise<number> => {
    const cell = page.locator("[data-table=driven_cells] tbody tr").first().locator("td").last();
    return Number(await cell.getAttribute("data-value"));
  };
  await openApp(page, `#/sessions/${session}/analysis`);
  await expect(driven).toContainText("unchanged since");
  const asked = await left();
  expect(asked).toBeGreaterThan(7);
  // Half of it is done already.
  await openApp(page, `#/tables/${table}`);
  await page.getByTestId("table-cell").first().click();
  await page.keyboard.press("Control+a");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press(">");
  await openApp(page, `#/sessions/${session}/analysis`);
  await expect(driven).toContainText("cells have been changed since");
  expect(await left()).toBeCloseTo(((1 + asked / 100) / 1.01 ** 4 - 1) * 100, 1);
});

test("the analysis speaks Portuguese, its figures too", async ({ page }) => {
  await analyse(page);
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "O que o motor fez" })).toBeVisible();
  await expect(page.locator("[data-table=segment-sums] tbody tr").filter({ hasText: "Marcha lenta" })).toHaveCount(1);
});

test("a table is copied and a drawing is saved as a picture and as figures", async ({ page }) => {
  await analyse(page);
  const drawing = page.locator("[data-drawing=operating-map]");
  const saved = async (name: RegExp) => {
    await drawing.getByRole("button", { name: /More about/ }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const png = await saved(/PNG/);
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  const svg = await saved(/SVG/);
  expect(svg.bytes.toString()).toContain("<style>");
  const csv = await saved(/CSV/);
  expect(csv.bytes.toString().split("\n").length).toBeGreaterThan(5);
});

test("the verdict stands first, and the stages take one line until they are asked for", async ({ page }) => {
  await analyse(page);
  const sections = page.getByTestId("section");
  await expect(sections.first()).toHaveAttribute("data-section", "verdict");
  const order = await page.evaluate(() => {
    const top = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? NaN;
    return [top("[data-section=verdict]"), top("[data-testid=quality-score]"), top("[data-testid=analysis-progress]"), top("[data-testid=analysis-from]")];
  });
  expect(order).toEqual([...order].sort((a, b) => a - b));
  const stage = page.locator("[data-testid=analysis-stage][data-stage=patterns]");
  await expect(stage).toBeHidden();
  await page.getByTestId("analysis-progress").click();
  await expect(stage).toBeVisible();
});

test("channels of one's choice are drawn, also after a reload, and saved as vectors, picture and figures", async ({ page }) => {
  await analyse(page);
  const kind = page.getByTestId("look-kind");
  const figure = (slug: string) => page.locator(`[data-testid=look-figure][data-drawing=look-${slug}]`);
  await kind.selectOption("scatter");
  await page.getByTestId("look-x").selectOption("rpm");
  await page.getByTestId("look-y").selectOption("map_gauge");
  await page.getByTestId("look-colour").selectOption("lambda_1");
  await expect(figure("scatter")).toHaveAttribute("data-drawn", "true");
  await expect(figure("residuals")).toHaveAttribute("data-drawn", "true");
  await expect(page).toHaveURL(/draw=scatter/);
  await page.reload();
  await settled(page);
  await expect(page.getByTestId("look-colour")).toHaveValue("lambda_1");
  await expect(figure("scatter")).toHaveAttribute("data-drawn", "true");
  const saved = async (name: RegExp) => {
    await figure("scatter").getByRole("button", { name: /More about/ }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    return await readFile(await download.path());
  };
  expect((await saved(/PNG/)).subarray(1, 4).toString()).toBe("PNG");
  expect((await saved(/SVG/)).toString()).toContain("<svg");
  expect((await saved(/CSV/)).toString().split("\n").length).toBeGreaterThan(5);
});

test("every drawing of chosen channels comes with what it says", async ({ page }) => {
  await analyse(page);
  const look = page.getByTestId("look");
  for (const kind of ["distribution", "boxes", "scatter", "matrix", "lag", "spectrum"]) {
    await page.getByTestId("look-kind").selectOption(kind);
    await expect(look).toHaveAttribute("data-look", kind);
    await expect(page.locator(`[data-testid=look-figure][data-drawing=look-${kind}]`)).toHaveAttribute("data-drawn", "true");
    await expect(look.locator("[data-section=look] .doc-basis, [data-section=look] .doc-note").first()).toBeVisible();
  }
});

test("a matrix is reckoned after Pearson or Spearman, of the channels that are chosen", async ({ page }) => {
  await analyse(page);
  await page.getByTestId("look-kind").selectOption("matrix");
  const pairs = page.locator("[data-table=pairs]");
  const before = Number(await pairs.getAttribute("data-rows"));
  await page.getByTestId("look-rank").getByRole("radio", { name: "Spearman" }).check();
  await expect(page).toHaveURL(/rank=1/);
  await expect(page.getByRole("heading", { name: /Spearman/ })).toBeVisible();
  await page.getByText(/Channels: \d+ chosen/).click();
  await page.getByTestId("look-among").getByRole("checkbox", { checked: true }).first().click();
  await expect(pairs).not.toHaveAttribute("data-rows", String(before));
});

test("channels that are drawn are shown in Explore, and go on paper", async ({ page }) => {
  await analyse(page);
  await page.getByTestId("look-kind").selectOption("lag");
  await page.getByTestId("look-x").selectOption("tps");
  await page.getByTestId("look-y").selectOption("map_gauge");
  await expect(page).toHaveURL(/draw=lag/);
  await page.getByRole("link", { name: "Make a report of this" }).click();
  await expect(page.getByTestId("report-preview")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Look at channels of your choice" })).toBeChecked();
  await page.goBack();
  await page.getByRole("link", { name: /Show these channels in Explore/ }).click();
  await expect(page.getByTestId("strip-chart")).toBeVisible();
  await expect(page).toHaveURL(/ch=tps/);
});

test("a math channel is counted with the others, drawn, and stands in the condition", async ({ page }) => {
  await analyse(page);
  await page.getByRole("link", { name: "Explore", exact: true }).click();
  await page.getByTestId("math-new").click();
  await page.getByTestId("math-name").fill("Half");
  await page.getByTestId("math-text").fill("tps / 2");
  await page.getByTestId("math-save").click();
  await expect(page.getByTestId("math-editor")).toHaveCount(0);
  await page.getByRole("link", { name: "Analysis", exact: true }).click();
  await settled(page);
  const row = page.locator("[data-table=statistics] tbody tr").filter({ hasText: "Half" });
  await expect(row).toHaveCount(1);
  await page.getByTestId("look-channel").selectOption("m:Half");
  await expect(page.locator("[data-testid=look-figure][data-drawing=look-distribution]")).toHaveAttribute("data-drawn", "true");
  await expect(page.getByText("Distribution: Half")).toBeVisible();
  await page.getByTestId("analysis-filter").fill("Half > 10");
  await page.getByTestId("analysis-filter").press("Enter");
  await settled(page);
  await expect(page.locator("[data-section=statistics] .doc-basis li").filter({ hasText: "not selected" })).toHaveCount(1);
});

test("a session is written as a workbook and as text with decimal commas", async ({ page }) => {
  await analyse(page);
  const write = async (choose: () => Promise<void>) => {
    await page.getByRole("button", { name: "Download", exact: true }).click();
    const dialog = page.getByTestId("export-dialog");
    await expect(dialog).toBeVisible();
    await choose();
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByTestId("export-write").click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const book = await write(async () => {
    await page.getByRole("radio", { name: "Workbook (XLSX)" }).check();
  });
  expect(book.name).toMatch(/\.xlsx$/);
  expect(book.bytes.subarray(0, 2).toString()).toBe("PK");
  const text = await write(async () => {
    await page.getByTestId("export-decimal").getByRole("radio", { name: "Comma" }).check();
    await page.getByTestId("export-names").selectOption("given");
  });
  expect(text.name).toMatch(/\.csv$/);
  const lines = text.bytes.toString().split("\r\n");
  expect(lines[0]).toContain(";");
  expect(lines[1].split(";")[0]).toMatch(/^\d+,\d+$/);
});

for (const theme of ["dark", "light"] as const) {
  test(`the analysis can be read by everybody, ${theme}, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await analyse(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
}
