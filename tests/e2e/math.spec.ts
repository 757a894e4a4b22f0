// Math channels and filters: written, seen, changed, taken away, in another session and in both languages.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectToast, importFile, openApp, test, untilReady } from "./helpers";
import { datedCsv, fuelTechCsv } from "./logs";
import type { Page } from "@playwright/test";

async function explore(page: Page, query = ""): Promise<string> {
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Pull 7.csv", content: fuelTechCsv(500) });
  await openApp(page, `#/sessions/${session}/explore${query}`);
  await expect(page.getByTestId("strip-chart")).toHaveAttribute("data-t1", /\d/);
  return session;
}

const row = (page: Page, name: string) => page.getByTestId("channel-list").locator(`li[data-channel="m:${name}"]`);
const strip = (page: Page, name: string) => page.locator(`.chip[data-channel="m:${name}"]`);
const figure = (page: Page, key: string) => page.getByTestId("math-figures").locator(`[data-key="${key}"]`);

async function write(page: Page, name: string, text: string): Promise<void> {
  await page.getByTestId("math-new").click();
  await page.getByTestId("math-name").fill(name);
  await page.getByTestId("math-text").fill(text);
}

async function create(page: Page, name: string, text: string): Promise<void> {
  await write(page, name, text);
  await page.getByTestId("math-save").click();
  await expect(page.getByTestId("math-editor")).toHaveCount(0);
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("a math channel is written, drawn, back after a reload, and there in another session", async ({ page }) => {
  await explore(page);
  await write(page, "Krpm", "rpm / 1000");
  // What comes out is shown before it is stored.
  await expect(figure(page, "max")).toHaveAttribute("data-value", "9");
  await expect(figure(page, "n")).toHaveAttribute("data-value", "500");
  await page.getByTestId("math-save").click();
  await expect(strip(page, "Krpm")).toBeVisible();
  await expect(row(page, "Krpm")).toHaveAttribute("data-max", "9");
  await expect(page).toHaveURL(/m:Krpm/);
  await page.reload();
  await untilReady(page);
  await expect(strip(page, "Krpm")).toBeVisible();
  await expect(row(page, "Krpm")).toHaveAttribute("data-max", "9");

  await openApp(page, "#/import");
  const other = await importFile(page, { name: "Other.csv", content: datedCsv(300, "2024-05-01") });
  await openApp(page, `#/sessions/${other.session}/explore`);
  await row(page, "Krpm").getByRole("button").first().click();
  await expect(row(page, "Krpm")).toHaveAttribute("data-max", /^3\.99/);
  // The grid has it too.
  await openApp(page, `#/sessions/${other.session}/data`);
  await expect(page.locator('[data-testid="data-cell"][data-col="m:Krpm"]').first()).toHaveAttribute("data-value", "1");
});

test("an error stands at its characters, and a channel this session lacks does not stop another one", async ({ page }) => {
  await explore(page);
  await write(page, "Mix", "rpm + nothing * 2");
  await page.getByTestId("math-name").click();
  const error = page.getByTestId("math-editor").getByTestId("expr-error");
  await expect(error).toHaveAttribute("data-code", "unknown_name");
  await expect(error).toHaveAttribute("data-at", "6");
  await expect(error.locator("mark")).toHaveText("nothing");
  await expect(error).toContainText("From character 7");
  // It may be right for other sessions: it is kept, and says why it is not here.
  await page.getByTestId("math-save").click();
  await expect(page.getByTestId("math-broken")).toContainText("“nothing” is no channel of this log");
  // What cannot be read is not kept.
  await act(page, "Mix", "Edit");
  await page.getByTestId("math-text").fill("rpm * (2");
  await page.getByTestId("math-save").click();
  await expect(page.getByTestId("math-editor")).toBeVisible();
  await page.getByTestId("math-text").fill("rpm * 2");
  await page.getByTestId("math-text").press("Enter");
  await page.getByTestId("math-save").click();
  await expect(row(page, "Mix")).toBeVisible();
});

test("two channels that are made of each other are refused with the way round", async ({ page }) => {
  await explore(page);
  await create(page, "A", "rpm + 1");
  await create(page, "B", "A * 2");
  await expect(row(page, "B")).toHaveAttribute("data-max", "18002");
  await act(page, "A", "Edit");
  await page.getByTestId("math-text").fill("B / 2");
  await page.getByTestId("math-name").click();
  await expect(page.getByTestId("math-editor").getByTestId("expr-error")).toContainText("A → B → A");
});

test("the keyboard completes, and Escape closes the list before the dialog", async ({ page }) => {
  await explore(page);
  await page.getByTestId("math-new").click();
  const field = page.getByTestId("math-text");
  await field.click();
  await field.pressSequentially("av");
  const list = page.getByRole("listbox", { name: "Suggestions" });
  await expect(list.getByRole("option").first()).toContainText("avg(x, s)");
  await field.press("Enter");
  await expect(field).toHaveValue("avg(");
  await expect(page.getByTestId("expr-call")).toContainText("Mean of the last s seconds");
  await field.pressSequentially("tp");
  await field.press("Tab");
  await expect(field).toHaveValue("avg(tps");
  await field.pressSequentially(", 0.5 s) + r");
  await expect(list.getByRole("option").first()).toBeVisible();
  await field.press("Escape");
  await expect(list.getByRole("option")).toHaveCount(0);
  await expect(page.getByTestId("math-editor")).toBeVisible();
  await field.press("Control+Space");
  await expect(list.getByRole("option").first()).toBeVisible();
  // An entry is taken where it is clicked.
  await list.getByRole("option").filter({ hasText: /^rpm/ }).first().click();
  await expect(field).toHaveValue("avg(tps, 0.5 s) + rpm");
});

test("a changed definition is drawn anew; deleting and undoing bring it back where it stood", async ({ page }) => {
  await explore(page);
  await create(page, "Krpm", "rpm / 1000");
  await expect(row(page, "Krpm")).toHaveAttribute("data-max", "9");
  await act(page, "Krpm", "Edit");
  await page.getByTestId("math-name").fill("Rev");
  await page.getByTestId("math-text").fill("rpm / 100");
  await page.getByTestId("math-save").click();
  await expect(strip(page, "Rev")).toBeVisible();
  await expect(row(page, "Rev")).toHaveAttribute("data-max", "90");
  await act(page, "Rev", "Duplicate");
  await expect(row(page, "Rev 2")).toBeVisible();
  await act(page, "Rev", "Delete");
  await expect(strip(page, "Rev")).toHaveCount(0);
  const toast = await expectToast(page, "Rev was deleted");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(strip(page, "Rev")).toBeVisible();
});

test("the list goes to a file and comes back", async ({ page }) => {
  await explore(page);
  await create(page, "Krpm", "rpm / 1000");
  await page.getByTestId("math-menu").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Export the list" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  expect(JSON.parse(text).channels).toEqual([{ name: "Krpm", text: "rpm / 1000" }]);
  const file = (content: string) => ({ name: "list.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await page.getByTestId("math-file").setInputFiles(file(text));
  await expectToast(page, "is here already");
  await page.getByTestId("math-file").setInputFiles(file(text.replace("/ 1000", "/ 10")));
  await expect(row(page, "Krpm 2")).toBeVisible();
  await page.getByTestId("math-file").setInputFiles(file("<b>nothing</b>"));
  await expectToast(page, "list.json brings no math channels");
});

test("a filter shades the strips, counts its rows, cuts the figures, and comes back with the link", async ({ page }) => {
  const session = await explore(page, "?ch=rpm&hist=rpm&xy=rpm,tps&a=0.02&b=19.98");
  await page.getByTestId("toggle-filter").click();
  const filter = page.getByTestId("filter");
  await filter.fill("rpm >= 2700");
  await filter.press("Enter");
  const kept = page.getByTestId("filter-kept");
  // 30 of each 50 rows, and the spike.
  await expect(kept).toHaveAttribute("data-kept", "301");
  await expect(kept).toHaveAttribute("data-rows", "500");
  await expect(page.getByTestId("strip-chart")).toHaveAttribute("data-left-out", /^1\d$/);
  await expect(page.getByTestId("histogram")).toHaveAttribute("data-n", "301");
  await expect(page.getByTestId("scatter")).toHaveAttribute("data-n", "301");
  await expect(page.locator('.between tr[data-channel="rpm"] td').nth(6)).toHaveAttribute("data-value", "301");
  await expect(page).toHaveURL(/filter=rpm/);
  await page.reload();
  await untilReady(page);
  await expect(kept).toHaveAttribute("data-kept", "301");

  // A condition that does not fit is not applied, and says where it is wrong.
  await filter.fill("rpm >= nothing");
  await filter.press("Enter");
  await filter.blur();
  await expect(page.getByTestId("expr-error")).toHaveAttribute("data-at", "7");
  await expect(page.getByTestId("histogram")).toHaveAttribute("data-n", "500");
  await page.getByTestId("filter-clear").click();
  await expect(page).not.toHaveURL(/filter=/);
  await expect(page.getByTestId("strip-chart")).toHaveAttribute("data-left-out", "");

  // In the grid a range of engine speeds is a way of writing it.
  await openApp(page, `#/sessions/${session}/data?filter=tps%20%3E%2020`);
  const rows = page.getByTestId("data-rows");
  await expect(rows).toHaveAttribute("data-rows", "225");
  await page.getByTestId("rpm-from").fill("8000");
  await page.getByTestId("rpm-from").press("Enter");
  await expect(page.getByTestId("filter")).toHaveValue("tps > 20 and rpm >= 8000");
  await page.getByTestId("filter-clear").click();
  await expect(page.getByTestId("rpm-from")).toHaveValue("");
  await expect(rows).toHaveAttribute("data-rows", "500");
});

for (const colorScheme of ["dark", "light"] as const) {
  test(`list, dialog and filter are accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await explore(page, "?filter=rpm%20%3E%3D%202700");
    await create(page, "Krpm", "rpm / 1000");
    await expect(row(page, "Krpm")).toHaveAttribute("data-max", "9");
    await expectAccessible(page);
    await page.getByTestId("math-new").click();
    await page.getByTestId("math-text").fill("rp");
    await page.getByText("Functions", { exact: true }).click();
    await page.getByTestId("math-text").press("Control+Space");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByTestId("math-text").fill("rpm + nothing");
    await page.getByTestId("math-name").click();
    await expect(page.getByTestId("math-editor").getByTestId("expr-error")).toBeVisible();
    await expectAccessible(page);
  });
}

test.describe("on a phone, in Portuguese", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "pt-BR", hasTouch: true });

  test("a math channel is written by touch, and a filter applied", async ({ page }) => {
    await explore(page);
    await page.getByTestId("math-new").tap();
    await page.getByTestId("math-name").fill("Krpm");
    const field = page.getByTestId("math-text");
    await field.tap();
    await field.pressSequentially("rp");
    await page.getByRole("option").filter({ hasText: /^rpm/ }).first().tap();
    await expect(field).toHaveValue("rpm");
    await field.pressSequentially(" / 1000");
    await expect(figure(page, "max")).toHaveAttribute("data-value", "9");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Salvar", exact: true }).tap();
    await expect(strip(page, "Krpm")).toBeVisible();
    await page.getByTestId("toggle-filter").tap();
    await page.getByTestId("filter").fill("Krpm > nada");
    await page.getByTestId("filter").press("Enter");
    await page.getByTestId("filter").blur();
    await expect(page.getByTestId("expr-error")).toContainText("A partir do caractere 8");
    await page.getByTestId("filter").fill("Krpm >= 2.7");
    await page.getByTestId("filter").press("Enter");
    await expect(page.getByTestId("filter-kept")).toHaveAttribute("data-kept", "301");
    await expect(page.getByTestId("filter-kept")).toContainText("301 de 500 linhas");
  });
});
