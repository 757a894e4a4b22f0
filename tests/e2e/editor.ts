// What tests of the editor of tables share.
import { expect } from "./helpers";
import type { Locator, Page } from "@playwright/test";

/** A cell of the editor, counted from 0 over all break points. */
export const cell = (within: Page | Locator, row: number, column: number): Locator =>
  within.locator(`[data-testid=table-cell][data-row="${row}"][data-col="${column}"]`);

export const undo = (within: Page | Locator): Locator => within.getByTestId("undo");

/** Waits until the cells say what was done last: it is seen a frame before. */
export async function untilTold(page: Page): Promise<void> {
  await expect(page.locator("[data-testid=table-grid][aria-busy=true]")).toHaveCount(0);
}

/** Every cell's value, row by row. */
export async function values(page: Page): Promise<number[]> {
  await untilTold(page);
  return page.getByTestId("table-cell").evaluateAll((cells) => cells.map((c) => Number((c as HTMLElement).dataset.value)));
}

/** What a program copied comes with the key. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}
