// Logs come in from anywhere: dropped on any page, over what is open above it, and pasted.
import type { Page } from "@playwright/test";
import { dropFiles, expect, importFile, openApp, test } from "./helpers";
import { fuelTechCsv } from "./logs";
import { ROUTES } from "./routes";

const LOG = { name: "Pull 7.csv", content: fuelTechCsv(120) };
const stored = (page: Page) => expect(page.getByTestId("import-result")).toHaveAttribute("data-rows", "120");

for (const route of ROUTES) {
  test(`a log is taken where it is dropped: ${route}`, async ({ page }) => {
    await openApp(page, route);
    await dropFiles(page, page.locator("main"), LOG);
    await stored(page);
    await expect(page).toHaveURL(/#\/import$/);
  });
}

test("a log is taken on every part of a session", async ({ page }) => {
  await openApp(page, "#/import");
  const { session } = await importFile(page, LOG);
  for (const [i, tab] of ["overview", "explore", "data"].entries()) {
    await openApp(page, `#/sessions/${session}/${tab}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pull 7");
    await dropFiles(page, page.locator("main"), { name: `${tab}.csv`, content: fuelTechCsv(130 + i) });
    await expect(page.getByTestId("import-result").filter({ hasText: `${tab}.csv` })).toHaveAttribute("data-rows", String(130 + i));
  }
});

test("a log is taken over an open dialog, which says above everything that it may be let go", async ({ page }) => {
  await openApp(page, "#/import");
  await importFile(page, LOG);
  await page.goto("./#/sessions");
  await page.getByTestId("session-menu").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await dialog.evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File(["x"], "x.csv"));
    element.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  const overlay = page.getByTestId("drop-overlay");
  await expect(overlay).toBeVisible();
  // In the browser's top layer, so above the dialog.
  expect(await overlay.evaluate((element) => element.matches(":popover-open"))).toBe(true);
  await dropFiles(page, dialog, { name: "Other.csv", content: fuelTechCsv(140) });
  await expect(overlay).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByTestId("import-result").filter({ hasText: "Other.csv" })).toHaveAttribute("data-rows", "140");
});

test("a log is taken over the palette, which closes", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await dropFiles(page, page.getByRole("dialog"), LOG);
  await stored(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

async function paste(page: Page, where: string, text: string): Promise<void> {
  await page.locator(where).first().evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test("a pasted table becomes a log, a pasted word or a text in a field does not", async ({ page }) => {
  await openApp(page, "#/import");
  await importFile(page, LOG);
  await page.goto("./#/sessions");
  await paste(page, "body", "boost leak");
  await paste(page, "[data-testid=session-search]", fuelTechCsv(150));
  await expect(page).toHaveURL(/#\/sessions$/);
  await expect(page.getByTestId("session-row")).toHaveCount(1);
  await paste(page, "body", fuelTechCsv(150));
  await expect(page).toHaveURL(/#\/import$/);
  await expect(page.getByTestId("import-result").filter({ hasText: "Pasted log" })).toHaveAttribute("data-rows", "150");
});
