// The list of formats: what is read, how far that is shown, and what to do about the others.
import { expect, expectAccessible, importFile, openApp, test } from "./helpers";
import { fuelTechCsv } from "./logs";

test("a format is found by its brand or by how its files end, and the search stands in the address", async ({ page }) => {
  await openApp(page, "#/formats");
  const rows = page.getByTestId("format-row");
  await expect(rows.first()).toHaveAttribute("data-format", /^fueltech/);
  const all = await rows.count();
  expect(all).toBeGreaterThan(40);
  await page.getByTestId("formats-search").fill(".mlg");
  await expect(rows.filter({ hasText: "MegaLogViewer (MLG)" })).toHaveAttribute("data-extras", "markers tables date");
  await page.reload();
  await expect(page.getByTestId("formats-search")).toHaveValue(".mlg");
  await page.getByTestId("formats-search").fill("no such program");
  await expect(page.getByRole("heading", { name: "No format is called so" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(rows).toHaveCount(all);
});

test("what is not read is named with the way to export it", async ({ page }) => {
  await openApp(page, "#/formats?state=refused");
  const aim = page.getByTestId("format-row").filter({ hasText: ".xrk" });
  await expect(aim).toHaveAttribute("data-state", "refused");
  await expect(aim).toContainText("Race Studio");
  await page.getByRole("radio", { name: "Unverified" }).check();
  await expect(page).toHaveURL(/state=unverified/);
  for (const row of await page.getByTestId("format-row").all()) await expect(row).toHaveAttribute("data-state", "unverified");
});

test("the list is reached from where files come in, from the palette and from a session", async ({ page }) => {
  await openApp(page, "#/import");
  await page.getByRole("link", { name: "All formats" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Formats");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Import" })).toHaveAttribute("aria-current", "page");
  await page.goto("./#/settings");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("formats");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/formats$/);
  await page.goto("./#/import");
  const { session } = await importFile(page, { name: "Pull.csv", content: fuelTechCsv(60) });
  await openApp(page, `#/sessions/${session}/overview`);
  await page.getByRole("link", { name: "FuelTech FTManager CSV" }).click();
  await expect(page.getByTestId("format-row")).toHaveCount(1);
});

for (const theme of ["dark", "light"] as const) {
  for (const width of [1440, 390]) {
    test(`the list can be read by everybody, in Portuguese too: ${theme}, ${width} px wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await openApp(page, "#/formats");
      await expectAccessible(page);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.goto("./#/settings");
      await page.getByRole("radio", { name: "Português (Brasil)" }).check();
      await page.goto("./#/formats");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Formatos");
      await expect(page.getByTestId("format-row").first()).toContainText("Verificado");
      await expectAccessible(page);
      expect(await overflow()).toBeLessThanOrEqual(0);
    });
  }
}
