// Safety rules: read, changed with their errors beside the field, written anew, tried on a session, taken along as a file;
// and the analysis that goes by them.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectToast, openApp, test, untilReady } from "./helpers";
import type { Locator, Page } from "@playwright/test";

const rule = (page: Page, id: string): Locator => page.locator(`[data-testid=rule][data-rule=${id}]`);
const own = (page: Page, name: string): Locator => page.locator("[data-testid=rule][data-origin=own]").filter({ hasText: name });
const editor = (page: Page): Locator => page.getByTestId("rule-editor");

async function demo(page: Page): Promise<string> {
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  return /sessions\/([^/?]+)/.exec(page.url())?.[1] ?? "";
}

async function act(page: Page, of: Locator, action: string): Promise<void> {
  await of.getByTestId("rule-menu").click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function fill(page: Page, field: string, text: string): Promise<void> {
  await editor(page).getByTestId(field).fill(text);
  await editor(page).getByTestId(field).blur();
}

async function save(page: Page): Promise<void> {
  await editor(page).getByTestId("rule-save").click();
  await expect(editor(page)).toHaveCount(0);
}

test("every standard rule says from where on, for how long and whose figures they are", async ({ page }) => {
  await openApp(page, "#/rules");
  await expect(page.getByTestId("rule")).toHaveCount(22);
  const coolant = rule(page, "coolant_hot");
  await expect(coolant).toContainText("above 100 °C");
  await expect(coolant).toContainText("above 107 °C");
  await expect(coolant).toContainText("FuelTech’s own alert");
  await expect(rule(page, "oil_pressure_low")).toContainText(/3\sbar at 5\s000\srpm/);
  // In the user's units.
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Imperial", exact: true }).check();
  await page.getByRole("link", { name: "Open the safety rules" }).click();
  await expect(coolant).toContainText("above 212 °F");
  await expect(rule(page, "egt_spread")).toContainText("above 360 °F");
});

test("a rule is changed, kept after a reload, undone, and brought back to the standard", async ({ page }) => {
  await openApp(page, "#/rules");
  const coolant = rule(page, "coolant_hot");
  await coolant.getByTestId("rule-edit").click();
  await fill(page, "rule-danger", "90");
  await expect(editor(page).getByTestId("rule-danger")).toHaveAccessibleDescription(/Danger would come before caution/);
  await editor(page).getByTestId("rule-save").click();
  await expect(editor(page).getByTestId("rule-danger")).toBeFocused();
  await fill(page, "rule-danger", "hot");
  await expect(editor(page).getByTestId("rule-danger")).toHaveAttribute("aria-invalid", "true");
  await fill(page, "rule-caution", "92,5");
  await fill(page, "rule-danger", "212 °F");
  await save(page);
  await expect(coolant).toContainText("above 92.5 °C");
  await expect(coolant).toContainText("above 100 °C");
  await expect(coolant).toHaveAttribute("data-origin", "changed");
  await page.reload();
  await untilReady(page);
  await expect(coolant).toContainText("above 92.5 °C");

  await act(page, coolant, "Back to the standard");
  await expect(coolant).toHaveAttribute("data-origin", "standard");
  const toast = await expectToast(page, "is back to what it was");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(coolant).toContainText("above 92.5 °C");
  await rule(page, "oil_hot").getByRole("switch").click();
  await expect(rule(page, "oil_hot")).toHaveAttribute("data-origin", "changed");
  await page.getByTestId("rules-menu").click();
  await page.getByRole("menuitem", { name: "All back to the standard" }).click();
  await expect(page.locator("[data-testid=rule][data-origin=standard]")).toHaveCount(22);
});

test("a rule of one's own is written with completion, duplicated, deleted and brought back", async ({ page }) => {
  await openApp(page, "#/rules");
  await page.getByTestId("rules-new").click();
  await editor(page).getByTestId("rule-save").click();
  await expect(editor(page).getByTestId("rule-name")).toBeFocused();
  await fill(page, "rule-name", "Hot and fast");
  const field = editor(page).getByTestId("rule-expression");
  await field.click();
  await field.pressSequentially("coola");
  await page.getByRole("listbox", { name: "Suggestions" }).getByRole("option").first().click();
  await expect(field).toHaveValue(/^coolant/);
  await field.fill("coolant > 80 and rpm >");
  await editor(page).getByTestId("rule-save").click();
  await expect(editor(page).getByTestId("expr-error").first()).toBeVisible();
  await field.fill("coolant > 80 and rpm > 3000");
  await editor(page).getByTestId("rule-severity").getByRole("radio", { name: "Caution" }).check();
  await fill(page, "rule-min_s", "0.2");
  await save(page);
  await expect(own(page, "Hot and fast")).toContainText("as soon as it is so");
  await act(page, own(page, "Hot and fast"), "Duplicate");
  await expect(editor(page).getByTestId("rule-name")).toHaveValue("Hot and fast 2");
  await save(page);
  await act(page, own(page, "Hot and fast 2"), "Delete");
  await expect(own(page, "Hot and fast")).toHaveCount(1);
  const toast = await expectToast(page, "“Hot and fast 2” was deleted");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(own(page, "Hot and fast 2")).toHaveCount(1);
});

test("rules are tried on a session before the analysis goes by them, and the report says what was changed", async ({ page }) => {
  const session = await demo(page);
  await openApp(page, `#/rules?session=${session}`);
  await expect(page.getByTestId("rules-tried")).toBeVisible();
  const coolant = rule(page, "coolant_hot");
  await coolant.getByTestId("rule-edit").click();
  await fill(page, "rule-caution", "40");
  await editor(page).getByTestId("rule-try").click();
  await expect(editor(page).getByTestId("rule-tried")).toHaveAttribute("data-events", /[1-9]/);
  await save(page);
  await expect(coolant.getByTestId("rule-found")).toHaveAttribute("data-events", /[1-9]/);

  await openApp(page, `#/sessions/${session}/analysis`);
  const danger = page.locator("[data-section=safety]");
  await expect(danger.locator("[data-kind=coolant]")).toBeVisible();
  await expect(danger).toContainText("Changed from the standard: Coolant too hot.");
  await page.getByTestId("to-rules").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Safety rules");
  await act(page, coolant, "Back to the standard");
  await openApp(page, `#/sessions/${session}/analysis`);
  await expect(danger).not.toContainText("Changed from the standard");
});

test("another tab hears of a change", async ({ page, context }) => {
  await openApp(page, "#/rules");
  const other = await context.newPage();
  await openApp(other, "#/rules");
  await rule(page, "battery_low").getByRole("switch").click();
  await expect(rule(other, "battery_low")).toHaveAttribute("data-origin", "changed");
});

test("a vehicle has rules of its own above those of all", async ({ page }) => {
  await openApp(page, "#/vehicles");
  await page.getByRole("button", { name: "Add three example vehicles" }).click();
  await expect(page.getByTestId("vehicle-row")).toHaveCount(3);
  await openApp(page, "#/rules");
  await page.getByTestId("rules-scope").selectOption({ index: 1 });
  await rule(page, "oil_hot").getByTestId("rule-edit").click();
  await fill(page, "rule-caution", "120");
  await save(page);
  await expect(rule(page, "oil_hot")).toContainText("for this vehicle only");
  await page.getByTestId("rules-scope").selectOption({ label: "All vehicles" });
  await expect(rule(page, "oil_hot")).toHaveAttribute("data-origin", "standard");
});

test("the rules go to a file and come back; a file with a mistake changes nothing and says where it is", async ({ page }) => {
  await openApp(page, "#/rules");
  await page.getByTestId("rules-menu").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Export all rules" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  const book = JSON.parse(text);
  expect(book.format).toBe("fueltune-safety-rules");
  const file = (content: string) => ({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(content) });
  const input = page.getByTestId("rules-file");
  await input.setInputFiles(file(text));
  await expectToast(page, "Every rule of mine.json is here already");
  book.rules.find((r: { id: string }) => r.id === "oil_hot").caution = 118;
  await input.setInputFiles(file(JSON.stringify(book)));
  await expect(rule(page, "oil_hot")).toContainText("above 118 °C");
  book.rules[0].caution = "much";
  book.rules.find((r: { id: string }) => r.id === "oil_hot").caution = 90;
  await input.setInputFiles(file(JSON.stringify(book)));
  const toast = await expectToast(page, "mine.json changes no rules");
  await expect(toast).toContainText("Rule 1, caution: A number is needed.");
  await expect(rule(page, "oil_hot")).toContainText("above 118 °C");
  await input.setInputFiles(file("{"));
  await expectToast(page, /not JSON from line 1/);
});

for (const theme of ["dark", "light"] as const) {
  test(`the rules and the editor of one can be used by everybody, ${theme}, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openApp(page, "#/rules");
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await rule(page, "oil_pressure_low").getByTestId("rule-edit").click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(editor(page)).toHaveCount(0);
  });
}

test("the rules speak Portuguese", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await page.getByTestId("to-rules").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regras de segurança");
  await expect(rule(page, "coolant_hot")).toContainText("acima de 100 °C");
});
