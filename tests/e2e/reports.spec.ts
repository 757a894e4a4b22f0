// Reports: a session on sheets of paper, printed as it looks and kept as one file.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, importFile, NGINX_URL, openApp, test } from "./helpers";
import type { Page } from "@playwright/test";

const LOGO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Opens the demo log and its report, and waits for the sheets. */
async function report(page: Page, base = ""): Promise<void> {
  await openApp(page, "#/", base);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  const offered = page.getByTestId("report-session");
  const demo = await offered.locator("option", { hasText: "Demo log" }).getAttribute("value");
  await offered.selectOption(demo);
  await laid(page);
}

async function laid(page: Page): Promise<number> {
  const preview = page.getByTestId("report-preview");
  await expect(preview).toHaveAttribute("data-sheets", /^[1-9]/, { timeout: 30_000 });
  return Number(await preview.getAttribute("data-sheets"));
}

const titles = (page: Page) => page.getByTestId("report-preview").locator("h2").allTextContents();

test("a page without sessions says what a report is made of", async ({ page }) => {
  await openApp(page, "#/reports");
  await expect(page.getByRole("heading", { name: "Nothing to report on yet" })).toBeVisible();
  await expectAccessible(page);
});

test("the demo log's report stands on sheets that hold all of it, under the strict policy too", async ({ page }) => {
  await report(page, NGINX_URL);
  const sheets = page.getByTestId("report-preview").locator(".sheet");
  const count = await laid(page);
  expect(await sheets.count()).toBe(count);
  // Nothing is cut off: no sheet is higher than its paper.
  const heights = await sheets.evaluateAll((all) => all.map((sheet) => (sheet as HTMLElement).offsetHeight));
  expect(Math.max(...heights)).toBeLessThanOrEqual(Math.ceil((297 * 96) / 25.4));
  expect(await titles(page)).toEqual(expect.arrayContaining(["Contents", "Session", "Performance", "Statistics"]));
  await expect(sheets.first().locator("h1")).toHaveText("Demo log");
});

test("it prints as it looks: one page a sheet, of the paper chosen, and nothing else of the application", async ({ page }) => {
  await report(page);
  for (const [paper, box] of [["A4", [595, 842]], ["Letter", [612, 792]]] as const) {
    await page.getByTestId("report-paper").getByRole("radio", { name: paper, exact: true }).check();
    await expect(page.getByTestId("report-preview")).toHaveAttribute("data-paper", paper.toLowerCase());
    const count = await laid(page);
    const text = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    expect((text.match(/\/Type\s*\/Page\b/g) ?? []).length).toBe(count);
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual(box);
  }
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeHidden();
  await expect(page.getByTestId("report-parts")).toBeHidden();
  await expect(page.getByTestId("report-preview").locator("h1")).toBeVisible();
});

test("sections and language are chosen, stand in the address and survive a reload", async ({ page }) => {
  await report(page);
  const before = await laid(page);
  await page.getByRole("checkbox", { name: "Statistics" }).uncheck();
  await expect.poll(() => titles(page)).not.toContain("Statistics");
  await page.getByTestId("report-lang").getByRole("radio", { name: "Português (Brasil)" }).check();
  await expect.poll(() => titles(page)).toContain("Desempenho");
  await page.reload();
  expect(await laid(page)).toBeLessThanOrEqual(before);
  expect(await titles(page)).toContain("Desempenho");
  expect(await titles(page)).not.toContain("Estatísticas");
  await expect(page.getByRole("checkbox", { name: "Statistics" })).not.toBeChecked();
});

test("the file opens by itself without a script and is the same every time", async ({ page, browser }) => {
  await report(page);
  const save = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("report-save").click()]);
    expect(download.suggestedFilename()).toBe("Demo log.html");
    return readFile(await download.path());
  };
  const [first, second] = [await save(), await save()];
  expect(first.equals(second)).toBe(true);
  await page.reload();
  await laid(page);
  expect((await save()).equals(first)).toBe(true);
  expect(first.toString()).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const alone = await context.newPage();
  await alone.setContent(first.toString());
  await expect(alone.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await expect(alone.locator("svg").first()).toBeVisible();
  await context.close();
});

test("name and logo from the settings stand at its head", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByTestId("settings-tuner").fill("Oficina Silva & Filhos");
  await page.getByTestId("settings-tuner").press("Enter");
  await page.getByTestId("settings-logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: LOGO });
  await expect(page.getByRole("img", { name: "Your logo" })).toBeVisible();
  await page.getByTestId("settings-logo").setInputFiles({ name: "no.png", mimeType: "image/png", buffer: Buffer.from("no") });
  await expect(page.getByText("This file is no picture")).toBeVisible();
  await expectAccessible(page);
  await report(page);
  const head = page.getByTestId("report-preview").locator(".head");
  await expect(head.locator(".author")).toHaveText("Oficina Silva & Filhos");
  await expect(head.locator("img")).toHaveAttribute("src", /^data:image\/png;base64,/);
});

test("the texts of a file and of its notes are never markup", async ({ page }) => {
  await openApp(page, "#/import");
  const rows = Array.from({ length: 400 }, (_, k) => `${k / 10},${900 + k * 5},${k % 100}`).join("\n");
  const result = await importFile(page, { name: "<img src=x onerror=1>.csv", content: `Time (s),RPM,<b>x</b>\n${rows}\n` });
  await openApp(page, `#/reports/${result.session}`);
  await laid(page);
  await expect(page.getByTestId("report-preview").locator("img, b")).toHaveCount(0);
  await expect(page.getByTestId("report-preview").getByText("<b>x</b>").first()).toBeVisible();
});

test("the report of a part of the log is asked for where it was analysed", async ({ page }) => {
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await page.getByRole("link", { name: "Analysis", exact: true }).click();
  await page.getByTestId("analysis-segment").selectOption("pull");
  await page.getByRole("link", { name: "Make a report of this" }).click();
  await laid(page);
  await expect(page).toHaveURL(/segment=pull/);
  await expect(page.getByTestId("report-preview").getByText(/Only while Full-throttle pull/)).toBeVisible();
});

for (const theme of ["dark", "light"] as const) {
  test(`the page can be used by everybody, ${theme}, in Portuguese, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await report(page);
    await openApp(page, "#/settings");
    await page.getByRole("radio", { name: "Português (Brasil)" }).check();
    await page.goBack();
    await expect(page.getByRole("button", { name: "Imprimir" })).toBeVisible();
    await laid(page);
    expect(await titles(page)).toContain("Desempenho");
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const wide = await page.getByTestId("report-preview").locator(".frame").first().evaluate((e) => e.getBoundingClientRect().width);
    expect(wide).toBeLessThanOrEqual(390);
  });
}
