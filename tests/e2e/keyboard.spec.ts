// Everything without a mouse.
import type { Locator, Page } from "@playwright/test";
import { expect, openApp, test } from "./helpers";

/** What has the focus shows it: an outline, or a frame that others do not have. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const focus = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // A hidden file input shows its focus on the button that stands for it.
    const probe = Object.assign(document.createElement("i"), { style: "color: var(--accent)" });
    document.body.append(probe);
    const accent = getComputedStyle(probe).color;
    probe.remove();
    const shown = [element, ...element.parentElement?.querySelectorAll<HTMLElement>(".btn, label") ?? []];
    const outlined = shown.some((e) => {
      const style = getComputedStyle(e);
      const framed = e.matches("input, textarea, select") && style.borderColor === accent;
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || framed;
    });
    const box = element.getBoundingClientRect();
    const onScreen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return { tag: element.tagName, name: element.getAttribute("aria-label") ?? element.textContent?.slice(0, 40), outlined, onScreen };
  });
  expect(focus, JSON.stringify(focus)).toMatchObject({ outlined: true, onScreen: true });
}

/** Presses Tab (or back) until this has the focus; every stop on the way has to be seen. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    await expectVisibleFocus(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}

test("the demo log is imported, opened, gone through and left by keyboard alone", async ({ page }) => {
  await openApp(page);
  await tabTo(page, page.getByRole("button", { name: "Open the demo log" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log", { timeout: 30_000 });
  const tabs = page.getByRole("navigation", { name: "Parts of the session" });
  await tabTo(page, tabs.getByRole("link", { name: "Explore" }));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("strip-chart")).toBeVisible();
  await tabTo(page, page.getByTestId("strip-chart"));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/[?&]c=/);

  await tabTo(page, tabs.getByRole("link", { name: "Data" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("data-grid")).toBeVisible();
  await tabTo(page, page.getByTestId("data-grid"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("1 × 2 selected")).toBeVisible();

  // The browser's own key for it needs a window of the browser around the page.
  await page.goBack();
  await expect(page.getByTestId("strip-chart")).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("sessions");
  await expectVisibleFocus(page);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("session-row")).toHaveCount(1);
  await tabTo(page, page.getByTestId("session-menu"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("session-row")).toHaveCount(0);
  await tabTo(page, page.getByTestId("toast").getByRole("button", { name: "Undo" }));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("session-row")).toHaveCount(1);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
