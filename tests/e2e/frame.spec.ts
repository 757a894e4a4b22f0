import { expect, expectAccessible, expectToast, openApp, test, untilOffline, untilReady } from "./helpers";
import { ROUTES } from "./routes";
import type { Page } from "@playwright/test";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const chosen = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);

test("language, theme and units hold at once and survive a reload", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await expect(heading(page)).toHaveText("Ajustes");
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await page.getByRole("radio", { name: "Claro" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.getByLabel("Pressão", { exact: true }).selectOption({ label: "psi" });
  await expect(page.getByText("Exemplo:")).toContainText("psi");

  await page.reload();
  await untilReady(page);
  await expect(heading(page)).toHaveText("Ajustes");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await chosen(page, "Pressão")).toBe("psi");
});

test("a preset takes single choices back and shows figures in its units", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByLabel("Temperature", { exact: true }).selectOption({ label: "K" });
  await page.getByRole("radio", { name: "Imperial" }).check();
  expect(await chosen(page, "Temperature")).toBe("°F");
  await expect(page.getByText("Example:")).toHaveText(/17\.4\spsi, 190\s°F, 0\.850\sλ, 295\shp/);
  await page.getByRole("radio", { name: "AFR, gasoline scale" }).check();
  await expect(page.getByText("Example:")).toContainText(/12\.49\sAFR/);
});

test("a field says what is wrong beside itself, takes a decimal comma and keeps the old value until it is right", async ({ page }) => {
  await openApp(page, "#/settings");
  const field = page.getByLabel("Largest file kept");
  await field.fill("0,5");
  await field.press("Enter");
  await expect(page.getByText("Enter a whole number.")).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("80");
  await field.press("Enter");
  await expect(page.getByText("Enter a whole number.")).toHaveCount(0);
  await page.reload();
  await untilReady(page);
  await expect(field).toHaveValue("80");
});

test("a change in one tab is seen in the other", async ({ page, context }) => {
  const other = await context.newPage();
  await openApp(page, "#/settings");
  await openApp(other, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await expect(heading(other)).toHaveText("Ajustes");
});

test("the palette finds by typing, goes by Enter, and gives the focus back", async ({ page }) => {
  await openApp(page);
  const opener = page.getByRole("button", { name: "Search or run a command" });
  await opener.click();
  const field = page.getByRole("combobox", { name: "Search and commands" });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();

  await page.keyboard.press("Control+k");
  await field.pressSequentially("go diag");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Diagnostics");
  await page.goBack();
  await expect(heading(page)).toHaveText("Start");
});

test("what is typed right behind the shortcut finds the field of the palette, not the keys of the page", async ({ page }) => {
  await openApp(page);
  const focused = await page.evaluate(() => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true }));
    return document.activeElement?.getAttribute("role");
  });
  expect(focused).toBe("combobox");
  // Enter in the same breath chooses by what stands in the field, drawn or not.
  await page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    field.value = "diagn";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }));
  });
  await expect(heading(page)).toHaveText("Diagnostics");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search and commands" })).toHaveValue("");
});

test("a palette that is opened again in the same breath has forgotten what was typed", async ({ page }) => {
  await openApp(page);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search and commands" });
  const found = page.getByRole("dialog").getByRole("option");
  for (const leave of ["Enter", "Escape"] as const) {
    await field.fill("diagn");
    await expect(found).toHaveCount(1);
    // No drawing sees that it was closed in between.
    await field.evaluate((field, leave) => {
      const press = (on: Element, key: string, code: string, ctrlKey = false) =>
        on.dispatchEvent(new KeyboardEvent("keydown", { key, code, ctrlKey, bubbles: true, cancelable: true }));
      if (leave === "Enter") press(field, "Enter", "Enter");
      else field.closest("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true }));
      press(document.body, "k", "KeyK", true);
    }, leave);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue("");
    await expect(found.nth(1)).toBeVisible();
  }
  await expect(heading(page)).toHaveText("Diagnostics");
});

test("on a phone no control of the top bar lies over another, however long the names of vehicle and session are", async ({ page }) => {
  await openApp(page, "#/vehicles");
  await page.getByRole("button", { name: "Add three example vehicles" }).click();
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(heading(page)).toHaveText("Demo log");
  await page.setViewportSize({ width: 360, height: 780 });
  const places = await page.locator("header.top").getByRole("button").evaluateAll((all) =>
    all.map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 0).map(({ left, right }) => ({ left, right })),
  );
  expect(places.length).toBeGreaterThan(3);
  for (const [i, { right }] of places.slice(0, -1).entries()) expect(right).toBeLessThanOrEqual(places[i + 1].left + 0.5);
  expect(places.at(-1)!.right).toBeLessThanOrEqual(360);
});

test("a command that finds nothing says so, and arrow keys go round", async ({ page }) => {
  await openApp(page);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search and commands" });
  await field.fill("zzz");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await field.fill("language");
  await page.keyboard.press("ArrowUp");
  const current = await field.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${current}"]`)).toContainText("Português (Brasil)");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Início");
});

test("the question mark shows the keys, but is a letter in a field", async ({ page }) => {
  await openApp(page, "#/diagnostics");
  await page.keyboard.press("?");
  const legend = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(legend).toContainText("Ctrl K");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(legend).toHaveCount(0);
  const filter = page.getByRole("searchbox", { name: "Filter" });
  await filter.pressSequentially("?");
  await expect(filter).toHaveValue("?");
  await expect(legend).toHaveCount(0);
});

test("a keyboard comes to the content first by the skip link", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(page.url()).toContain("#/settings");
});

test("the log is narrowed by level and text, and exported as JSON", async ({ page }) => {
  await openApp(page, "#/diagnostics");
  const log = page.getByRole("list", { name: "Log, newest first" });
  await expect(log).toContainText("database open");
  await page.getByRole("searchbox", { name: "Filter" }).fill("no such entry");
  await expect(page.getByText("No entries.")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export JSON" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const entries = JSON.parse(Buffer.concat(chunks).toString());
  expect(entries.map((entry: { message: string }) => entry.message)).toContain("database open");
});

test("a crash of the worker is told, and the worker answers again", async ({ page, problems }) => {
  problems.allow(/panicked|crash|unreachable/i);
  await openApp(page, "#/diagnostics?crash=1");
  await expect(page.getByText("Program memory")).toBeVisible();
  await page.getByRole("button", { name: "Crash worker" }).click();
  await expectToast(page, "Stored data is safe");
  await page.getByRole("button", { name: "Clear channels in memory" }).click();
  await expectToast(page, "Cache cleared");
  // Whoever used it was measured.
  await expect(page.getByRole("cell", { name: "clear-caches" })).toBeVisible();
});

test("an address that names no page says so and leads on", async ({ page }) => {
  await openApp(page, "#/no/such/page");
  await page.getByRole("link", { name: "Go to the start page" }).click();
  await expect(heading(page)).toHaveText("Start");
});

test("the theme of the system is followed until another one is chosen", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await openApp(page);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Switch to the light theme" }).click();
  await page.emulateMedia({ colorScheme: "light" });
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

for (const route of ROUTES) {
  test(`${route} fits a phone and is accessible there`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openApp(page, route);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeInViewport();
    const overflow = await page.evaluate(() => {
      const main = document.querySelector("main")!;
      return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
    });
    expect(overflow, "pixels beyond the right edge").toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
}

for (const [place, width, height] of [["a desk", 1350, 940], ["a phone", 390, 844]] as const) {
  test(`nothing on a page moves while the page comes, on ${place}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      const observer = new PerformanceObserver((list) => {
        for (const shift of list.getEntries() as unknown as { sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] }[]) {
          for (const { node, previousRect: from, currentRect: to } of shift.sources) {
            const text = node?.textContent?.trim().slice(0, 40);
            moved.push(`"${text}" from ${from.x}, ${from.y} to ${to.x}, ${to.y}`);
          }
        }
      });
      observer.observe({ type: "layout-shift", buffered: true });
    });
    await openApp(page);
    await untilOffline(page);
    for (const route of ROUTES) {
      await page.goto("about:blank");
      await openApp(page, route);
      await expect(page.getByRole("banner").getByRole("status")).toHaveAttribute("title", "Offline ready");
      await expect(page.locator("main .skeleton")).toHaveCount(0);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const moved = await page.evaluate(() => (window as unknown as { moved: string[] }).moved);
      expect(moved, route).toEqual([]);
    }
  });
}
