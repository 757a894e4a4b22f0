import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, expectToast, openApp, test, untilReady } from "./helpers";

const rows = (page: Page): Locator => page.getByTestId("vehicle-row");
const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });
const part = (page: Page, name: string): Locator => page.getByTestId("vehicle-form").getByRole("button", { name: new RegExp(`^${name}`) });
const figure = (page: Page, name: string): Locator => page.locator(`[data-figure="${name}"]`);

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.blur();
  }
}

async function addExamples(page: Page): Promise<void> {
  await openApp(page, "#/vehicles");
  await page.getByRole("button", { name: "Add three example vehicles" }).click();
  await expect(rows(page)).toHaveCount(3);
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await row(page, name).getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function setting(page: Page, label: string): Promise<void> {
  await page.goto("./#/settings");
  await page.getByRole("radio", { name: label, exact: true }).check();
}

test("a vehicle is created, found again after a reload, changed and selected everywhere", async ({ page }) => {
  await openApp(page, "#/vehicles");
  await expect(page.getByRole("heading", { name: "Your vehicles go here" })).toBeVisible();
  await page.getByRole("link", { name: "New vehicle" }).click();
  await expect(part(page, "Engine")).toHaveAttribute("aria-expanded", "false");
  await fill(page, { Name: " Gol <1.9> ", Make: "Volkswagen", Model: "Gol", Year: "1994" });
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Gol 1.9");
  await page.getByRole("button", { name: "Save" }).click();
  await expectToast(page, "“Gol 1.9” is saved and selected.");
  await expect(page).toHaveURL(/#\/vehicles\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("button", { name: /^Vehicle.*Gol 1\.9/ })).toBeVisible();

  await page.reload();
  await untilReady(page);
  await expect(page.getByLabel("Make", { exact: true })).toHaveValue("Volkswagen");
  await part(page, "Driveline").click();
  await fill(page, { Mass: "980,5" });
  await page.keyboard.press("Control+s");
  await expectToast(page, "“Gol 1.9” is saved.");

  await page.getByRole("link", { name: "All vehicles" }).click();
  await expect(row(page, "Gol 1.9")).toContainText("Volkswagen Gol 1994");
  await expect(row(page, "Gol 1.9")).toContainText("Selected");
});

test("what may not stand there is refused beside its field, and the focus goes to the first", async ({ page }) => {
  await openApp(page, "#/vehicles/new");
  const year = page.getByLabel("Year");
  await year.fill("1850");
  await expect(year).not.toHaveAttribute("aria-invalid", "true");
  await year.blur();
  await expect(year).toHaveAttribute("aria-invalid", "true");
  await expect(year).toHaveAccessibleDescription("Must be between 1900 and 2030.");

  await part(page, "Driveline").click();
  await fill(page, { Mass: "heavy" });
  await part(page, "Driveline").click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Needed.");
  await expect(page.getByTestId("vehicle-form").getByRole("status")).toContainText("5 fields need a look");

  await fill(page, { Name: "x".repeat(101), Make: ";<>", Model: "C", Year: "2030" });
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("At most 100 characters.");
  await expect(page.getByLabel("Make", { exact: true })).toHaveAccessibleDescription("Needed.");
  await fill(page, { Name: "A", Make: "B" });
  // The part that holds what is wrong was opened; the focus follows into it.
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Mass")).toBeFocused();
  await expect(page.getByLabel("Mass")).toHaveAccessibleDescription(/This is not a number/);
  await fill(page, { Mass: "1 200" });
  await page.getByRole("button", { name: "Save" }).click();
  await expectToast(page, "“A” is saved and selected.");
});

test("the figures beside the form follow at every letter and say how they were computed", async ({ page }) => {
  await openApp(page, "#/vehicles/new");
  await expect(figure(page, "capacity")).toContainText("Needs Injectors, Flow of one injector, Fuel");
  for (const name of ["Engine", "Fuel", "Injectors", "Turbo", "Driveline"]) await part(page, name).click();
  await page.getByLabel("Aspiration").selectOption({ label: "Turbo" });
  await page.getByLabel("Fuel", { exact: true }).selectOption({ label: "Ethanol, hydrous" });
  await expect(page.getByTestId("fuel-figures")).toContainText("8.40");
  await expect(page.getByTestId("fuel-figures")).toContainText("0.809 kg/L");
  // The worked example of the predecessor: 4 × 112 lb/h at BSFC 0.60 feed 747 hp; 120 hp and 2 bar ask for 360.
  await fill(page, { BSFC: "0.60 lb/hp·h", Injectors: "4", "Flow of one injector": "112 lb/h", Mass: "1400" });
  await fill(page, { "Highest boost": "2", "Power without boost": "120 hp" });
  const value = async (name: string) => Number(await figure(page, name).getAttribute("data-value"));
  expect(await value("flow")).toBeCloseTo(56.447, 2);
  expect((await value("capacity")) / 0.7456999).toBeCloseTo(746.7, 0);
  expect((await value("required")) / 0.7456999).toBeCloseTo(360, 3);
  expect(await value("margin")).toBeCloseTo(107.4, 1);
  await expect(figure(page, "margin").getByTestId("margin-band")).toHaveAttribute("data-band", "safe");
  await expect(figure(page, "margin")).toContainText("Safe");
  await fill(page, { Power: "700 hp" });
  await expect(figure(page, "margin").getByTestId("margin-band")).toHaveAttribute("data-band", "limit");
  await fill(page, { Power: "660 hp" });
  await expect(figure(page, "margin").getByTestId("margin-band")).toHaveAttribute("data-band", "adequate");

  const how = page.getByRole("button", { name: "Margin: how it was computed" });
  await how.click();
  await expect(page.getByRole("dialog")).toContainText("(power fed − power to feed) ÷ power to feed");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(how).toBeFocused();
});

test("unsaved changes survive a reload and can be discarded", async ({ page }) => {
  await addExamples(page);
  await page.getByRole("link", { name: "Civic Si", exact: true }).click();
  await page.getByLabel("Nickname").fill("Blue");
  await page.reload();
  await untilReady(page);
  await expect(page.getByLabel("Nickname")).toHaveValue("Blue");
  await expect(page.getByText(/Unsaved changes from .* are back/)).toBeVisible();
  await page.getByRole("link", { name: "All vehicles" }).click();
  await expect(row(page, "Civic Si")).toContainText("Unsaved changes");
  await page.getByRole("link", { name: "Civic Si", exact: true }).click();
  await page.getByRole("button", { name: "Discard changes" }).first().click();
  await expect(page.getByLabel("Nickname")).toHaveValue("");
  await page.reload();
  await untilReady(page);
  await expect(page.getByLabel("Nickname")).toHaveValue("");

  // A vehicle that was never stored comes back too.
  await openApp(page, "#/vehicles/new");
  await page.getByLabel("Name", { exact: true }).fill("Half a car");
  await openApp(page, "#/vehicles");
  await page.getByRole("link", { name: "Continue new vehicle" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half a car");
});

test("examples show the three bands, and adding them can be undone", async ({ page }) => {
  await addExamples(page);
  await expect(row(page, "Golf GTI Mk7")).toContainText("Safe");
  await expect(row(page, "Civic Si")).toContainText("Adequate");
  await expect(row(page, "WRX STI E85")).toContainText("At the limit");
  await expect(row(page, "Golf GTI Mk7")).toContainText("Selected");
  await (await expectToast(page, "3 example vehicles are added.")).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Your vehicles go here" })).toBeVisible();
});

test("duplicate, archive and delete do it at once and are undone by one click", async ({ page }) => {
  await addExamples(page);
  await choose(page, "Civic Si", "Duplicate");
  await expect(row(page, "Civic Si (copy)")).toBeVisible();
  await choose(page, "Civic Si (copy)", "Delete");
  await expect(rows(page)).toHaveCount(3);
  const deleted = await expectToast(page, "“Civic Si (copy)” is deleted.");
  await deleted.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Civic Si (copy)")).toBeVisible();

  await choose(page, "Golf GTI Mk7", "Archive");
  await expect(row(page, "Golf GTI Mk7")).toHaveCount(0);
  await expect(page.getByText("1 archived vehicle is hidden.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Vehicle.*None/ })).toBeVisible();
  await (await expectToast(page, "“Golf GTI Mk7” is archived.")).getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Golf GTI Mk7")).toContainText("Selected");

  await choose(page, "Golf GTI Mk7", "Archive");
  await page.getByLabel("Show archived").click();
  await expect(row(page, "Golf GTI Mk7")).toContainText("Archived");
  await page.reload();
  await untilReady(page);
  await expect(row(page, "Golf GTI Mk7")).toContainText("Archived");
});

test("the search takes every word, whatever its case, and stays through a reload", async ({ page }) => {
  await addExamples(page);
  await page.getByLabel("Search vehicles").fill("SUBARU %2019_");
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await untilReady(page);
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("Search vehicles").fill("tractor");
  await expect(page.getByRole("heading", { name: "No vehicle fits this search" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(rows(page)).toHaveCount(3);
});

test("all vehicles go out as one file and come back as they were", async ({ page, browser }) => {
  await addExamples(page);
  await page.getByRole("button", { name: "More", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export all vehicles to a file" }).click();
  const path = await (await download).path();
  const text = await readFile(path, "utf8");
  expect(JSON.parse(text)).toMatchObject({ format: "fueltune-vehicles", version: 1 });

  // The same file where it came from changes nothing.
  await page.getByTestId("vehicle-file").setInputFiles({ name: "v.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expectToast(page, "All 3 vehicles in v.json are here already, exactly as they are.");
  await expect(rows(page)).toHaveCount(3);

  const elsewhere = await (await browser.newContext()).newPage();
  await openApp(elsewhere, page.url().replace(/.*#/, "#"));
  await elsewhere.getByTestId("vehicle-file").setInputFiles({ name: "v.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(rows(elsewhere)).toHaveCount(3);
  const again = elsewhere.waitForEvent("download");
  await elsewhere.getByRole("button", { name: "More", exact: true }).click();
  await elsewhere.getByRole("menuitem", { name: "Export all vehicles to a file" }).click();
  expect(await readFile(await (await again).path(), "utf8")).toBe(text);
  await elsewhere.context().close();
});

test("a file with a mistake brings nothing and says where the mistake is", async ({ page }) => {
  await addExamples(page);
  const choose = (name: string, content: string) =>
    page.getByTestId("vehicle-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
  const file = (vehicle: string) =>
    `{"format":"fueltune-vehicles","version":1,"vehicles":[\n{"id":"a","vehicle":${vehicle}}]}`;
  const cases: [string, string, string | RegExp][] = [
    ["cut.json", file('{"name":"A",').slice(0, 70), /line 2, column \d+/],
    ["key.json", file('{"name":"A","make":"B","model":"C","colour":"red"}'), /line 2, column \d+/],
    ["year.json", file('{"name":"A","make":"B","model":"C","year":1850}'), "Vehicle 1 (A), field “Year”: Must be between 1900 and 2030."],
    ["log.json", '{"rows":[1,2]}', "This is not a file of vehicles."],
    ["new.json", '{"format":"fueltune-vehicles","version":2,"vehicles":[]}', "The file is of a newer version (2)."],
  ];
  for (const [name, content, expected] of cases) {
    await choose(name, content);
    const toast = await expectToast(page, `${name} could not be imported`);
    await expect(toast).toContainText(expected);
  }
  await expect(rows(page)).toHaveCount(3);
});

test("another language and other units change the words and figures, not the vehicle", async ({ page }) => {
  await addExamples(page);
  const link = await row(page, "Golf GTI Mk7").getByRole("link", { name: "Golf GTI Mk7" }).getAttribute("href");
  await page.goto(`./${link}`);
  await untilReady(page);
  await part(page, "Engine").click();
  await expect(page.getByLabel("Power", { exact: true })).toHaveValue("171.511");
  const margin = await figure(page, "margin").getAttribute("data-value");

  await setting(page, "Português (Brasil)");
  await setting(page, "Motorsport Brasil");
  await page.goto(`./${link}`);
  await page.getByTestId("vehicle-form").getByRole("button", { name: /^Motor/ }).click();
  await expect(page.getByLabel("Potência", { exact: true })).toHaveValue("233,19");
  await expect(page.getByRole("heading", { name: "O que resulta" })).toBeVisible();
  expect(await figure(page, "margin").getAttribute("data-value")).toBe(margin);
  // Nothing was typed, so nothing is to be saved.
  await expect(page.getByRole("button", { name: /^Salvar/ })).toHaveAttribute("aria-disabled", "true");
  await page.goto("./#/vehicles");
  await expect(row(page, "Golf GTI Mk7")).toContainText("2,0 L I4 turbo · 1,3 bar · Gasolina E27");
  await expect(row(page, "Golf GTI Mk7")).toContainText("Seguro");
});

test("an address of a vehicle that is not there says so", async ({ page }) => {
  await openApp(page, "#/vehicles/nobody");
  await expect(page.getByRole("heading", { name: "There is no such vehicle" }).first()).toBeAttached();
  await page.getByRole("link", { name: "All vehicles" }).click();
  await expect(page).toHaveURL(/#\/vehicles$/);
});

test("two tabs: what one saves the other shows, and nothing typed is taken away", async ({ page, context }) => {
  await addExamples(page);
  await page.getByRole("link", { name: "Civic Si", exact: true }).click();
  const other = await context.newPage();
  await openApp(other, page.url().replace(/.*#/, "#"));
  await other.getByLabel("Nickname").fill("Theirs");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Nickname")).toHaveValue("Theirs");

  await page.getByLabel("Nickname").fill("Mine");
  await other.getByLabel("Nickname").fill("Theirs again");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This vehicle was changed in another tab.")).toBeVisible();
  await expect(page.getByLabel("Nickname")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Take the other version" }).click();
  await expect(page.getByLabel("Nickname")).toHaveValue("Theirs again");
});

for (const theme of ["dark", "light"] as const) {
  test(`list and form have no accessibility violation in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await addExamples(page);
    await expectAccessible(page);
    await page.getByRole("link", { name: "WRX STI E85" }).click();
    for (const name of ["Engine", "Fuel", "Injectors", "Turbo", "Driveline", "Limits"]) await part(page, name).click();
    await fill(page, { Name: "", "Highest boost": "9" });
    await page.getByRole("button", { name: "Margin: how it was computed" }).click();
    await expectAccessible(page);
  });
}

test("a phone shows all of it without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await addExamples(page);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await wide()).toBe(0);
  await page.getByRole("link", { name: "WRX STI E85" }).click();
  for (const name of ["Engine", "Fuel", "Injectors", "Turbo", "Driveline", "Limits"]) await part(page, name).click();
  expect(await wide()).toBe(0);
  const rail = page.locator("nav.rail");
  for (const figure of ["Injector flow, total", "Tyre circumference"]) {
    await page.getByRole("button", { name: `${figure}: how it was computed` }).click();
    const box = page.getByRole("dialog");
    await expect(box).toBeInViewport({ ratio: 1 });
    // Above the navigation, which stays at the foot of the screen.
    const [shown, bar] = [await box.boundingBox(), await rail.boundingBox()];
    if (!shown || !bar) throw new Error("both have a place");
    expect(bar.y + bar.height).toBe(844);
    expect(shown.y + shown.height).toBeLessThanOrEqual(bar.y);
    await page.keyboard.press("Escape");
  }
});

test("the whole form is reached and saved by keyboard alone", async ({ page }) => {
  await openApp(page, "#/vehicles/new");
  await page.getByLabel("Name", { exact: true }).focus();
  for (const text of ["Key", "Board", "Only"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await part(page, "Engine").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Displacement")).toBeFocused();
  await page.keyboard.type("1.6");
  await page.keyboard.press("Enter");
  await expectToast(page, "“Key” is saved and selected.");
});
