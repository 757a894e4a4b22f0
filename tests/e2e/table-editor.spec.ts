// The editor of tables: by keyboard alone in both dialects, by mouse and by finger; copied, pasted, refused; axes, slices,
// the surface and the findings.
import { cell, paste, undo, untilTold, values } from "./editor";
import { expect, expectAccessible, expectToast, openApp, test } from "./helpers";
import type { Page } from "@playwright/test";

const value = async (page: Page, row: number, column: number) => {
  await untilTold(page);
  return Number(await cell(page, row, column).getAttribute("data-value"));
};
const focused = (page: Page) => page.locator("[data-testid=table-cell]:focus");

/** A new table from a template, open in the editor. */
async function newTable(page: Page, template = "main_fuel"): Promise<void> {
  await openApp(page, "#/tables");
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("table-template").selectOption(template);
  await page.getByTestId("table-create").click();
  await expect(page.getByTestId("table-grid")).toBeVisible();
  await expect(cell(page, 0, 0)).toBeVisible();
}

/** The colour of a cell's ground as it is on the canvas below, and how many of its dots have another one. */
async function drawn(page: Page, row: number, column: number): Promise<{ ground: string; others: number }> {
  return cell(page, row, column).evaluate((element) => {
    const canvas = document.querySelector(".map-cells canvas") as HTMLCanvasElement;
    const [at, from] = [element.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const scale = canvas.width / from.width;
    const [x, y, w, h] = [at.x - from.x, at.y - from.y, at.width, at.height].map((css) => Math.round(css * scale));
    const dots = canvas.getContext("2d")?.getImageData(x + 2, y + 2, w - 4, h - 4).data ?? new Uint8ClampedArray();
    const dot = (i: number) => `rgb(${dots[4 * i]}, ${dots[4 * i + 1]}, ${dots[4 * i + 2]})`;
    let others = 0;
    for (let i = 1; i < dots.length / 4; i++) others += Number(dot(i) !== dot(0));
    return { ground: dot(0), others };
  });
}

/** A colour of the style sheet as the browser tells it. */
async function token(page: Page, name: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }, name);
}

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
});

test("a table is edited by keyboard alone: set, changed by percent, interpolated, smoothed, undone and done again", async ({ page }) => {
  await newTable(page);
  // FuelTech's: 24 engine speeds by 21 pressures in use, the highest engine speed on top.
  await expect(page.getByTestId("table-cell")).toHaveCount(24 * 21);
  await expect(page.getByTestId("table-cell").first()).toHaveAttribute("data-row", "23");
  await cell(page, 23, 0).focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await expect(focused(page)).toHaveAttribute("data-row", "21");
  await expect(focused(page)).toHaveAttribute("data-col", "1");

  // A typed figure, with a comma as well.
  await page.keyboard.type("7,5");
  await expect(page.getByTestId("table-entry")).toHaveValue("7,5");
  await page.keyboard.press("Enter");
  await expect(cell(page, 21, 1)).toHaveAttribute("data-value", "7.5");
  await expect(focused(page)).toHaveAttribute("data-row", "21");
  await expect(undo(page)).toContainText("Undo: set values (1)");

  await page.keyboard.press(">");
  await expect(cell(page, 21, 1)).toHaveAttribute("data-value", "7.575");
  await page.keyboard.press("+");
  expect(await value(page, 21, 1)).toBeCloseTo(8.3325, 6);
  await page.keyboard.press("*");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  expect(await value(page, 21, 1)).toBeCloseTo(16.665, 6);

  // Five cells along the row, then a straight line between their ends.
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByTestId("table-read-out")).toHaveAttribute("data-n", "5");
  const end = await value(page, 21, 5);
  await page.keyboard.press("h");
  for (const [column, share] of [[2, 1.25], [3, 1.5], [4, 1.75]] as const) {
    // Pressures from −0.9 to −0.5 bar in equal steps.
    expect(await value(page, 21, column)).toBeCloseTo(16.665 + (end - 16.665) * (share - 1), 6);
  }
  await page.keyboard.press("s");
  await expect(undo(page)).toContainText("Undo: smooth");
  const smoothed = await values(page);
  await page.keyboard.press("Control+z");
  await expect(undo(page)).toContainText("interpolate rows");
  expect(await values(page)).not.toEqual(smoothed);
  await page.keyboard.press("Control+y");
  await expect.poll(() => values(page)).toEqual(smoothed);
  // V is a key and Ctrl+V is another.
  await page.keyboard.press("Control+a");
  await expect(page.getByTestId("table-read-out")).toHaveAttribute("data-n", String(24 * 21));
  await page.keyboard.press("l");
  await page.keyboard.press(">");
  await expect(page.getByTestId("table-refused")).toContainText("All 504 cells are locked. Nothing was changed.");
  expect(await values(page)).toEqual(smoothed);
});

test("RomRaider's keys are chosen, told by the map of the keys, and remembered", async ({ page }) => {
  await newTable(page, "ignition_rpm");
  await page.getByTestId("table-view").click();
  await page.getByTestId("table-keys").selectOption("rom_raider");
  await page.keyboard.press("Escape");
  await cell(page, 0, 3).click();
  await page.keyboard.press("+");
  await expect(cell(page, 0, 3)).toHaveAttribute("data-value", "14.5");
  await page.keyboard.press("Control+ArrowDown");
  await expect(cell(page, 0, 3)).toHaveAttribute("data-value", "14");
  await page.keyboard.press(">");
  await expect(cell(page, 0, 3)).toHaveAttribute("data-value", "14");
  await page.keyboard.press("?");
  const map = page.getByRole("dialog");
  await expect(map).toContainText("Interpolate between the corners");
  await expect(map).toContainText("Shift I");
  await page.keyboard.press("Escape");
  await page.reload();
  await cell(page, 0, 5).click();
  await page.keyboard.press("-");
  await expect(cell(page, 0, 5)).toHaveAttribute("data-value", "16.5");
});

test("a table is copied as FTManager takes it, and what FTManager copies is shown before it is pasted", async ({ page }) => {
  await newTable(page, "lambda_target");
  const expected = [
    "0.860\t0.840\t0.790\t0.760\t0.760",
    "0.860\t0.840\t0.790\t0.760\t0.760",
    "0.870\t0.840\t0.790\t0.770\t0.770",
    "0.900\t0.850\t0.800\t0.790\t0.790",
  ];
  await page.getByTestId("table-copy").click();
  await page.getByRole("menuitem", { name: "Copy table for FTManager" }).click();
  await expectToast(page, "Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${expected.join("\n")}\n`);

  await cell(page, 1, 1).click();
  await paste(page, expected.map((line) => line.replaceAll("0.84", "0.83").replaceAll(".", ",")).join("\r\n"));
  const dialog = page.getByTestId("table-paste-dialog");
  await expect(dialog.getByTestId("table-paste-found")).toHaveAttribute("data-changed", "3");
  await expect(dialog).toContainText("behind a comma");
  await expect(dialog).toContainText("from the highest down");
  await expect(cell(page, 3, 1)).toHaveAttribute("data-value", "0.84");
  await dialog.getByTestId("table-paste-apply").click();
  await expect(dialog).toHaveCount(0);
  for (const row of [1, 2, 3]) await expect(cell(page, row, 1)).toHaveAttribute("data-value", "0.83");
  await expect(cell(page, 0, 1)).toHaveAttribute("data-value", "0.85");

  // What was copied here goes in at once.
  await cell(page, 0, 0).click();
  await page.keyboard.press("Control+c");
  await expectToast(page, "Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await cell(page, 2, 0).click();
  await paste(page, copied);
  await expect(cell(page, 2, 0)).toHaveAttribute("data-value", "0.9");
  await expect(undo(page)).toContainText("Undo: paste (1)");
});

test("a bad paste is refused with the reason and nothing changed", async ({ page }) => {
  await newTable(page, "lambda_target");
  const before = await values(page);
  await cell(page, 0, 0).click();
  const dialog = page.getByTestId("table-paste-dialog");
  const refused = dialog.getByTestId("table-paste-refused");
  await paste(page, "0.9\t0.8\n0.9\trich\n");
  await expect(refused).toContainText("Line 2, cell 2: “rich” is no number.");
  await expect(dialog.getByTestId("table-paste-apply")).toHaveAttribute("aria-disabled", "true");
  const text = dialog.getByTestId("table-paste-text");
  await text.fill("0.9\t0.8\n0.9\n");
  await expect(refused).toContainText("Line 2 has 1 cells instead of 2.");
  await text.fill("9\t9\n");
  await expect(refused).toContainText("0.600 to 1.500");
  await text.fill(Array.from({ length: 6 }, () => "1\t1\t1\t1\t1\t1").join("\n"));
  await expect(refused).toContainText("6 rows by 6 columns do not fit");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await values(page)).toEqual(before);
  await expect(undo(page)).toHaveAttribute("aria-disabled", "true");
  // No log has come of it either.
  await openApp(page, "#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(0);
});

test("pasting adds, and one figure goes into all selected cells", async ({ page }) => {
  await newTable(page, "lambda_target");
  await cell(page, 0, 0).click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+Shift+V");
  const dialog = page.getByTestId("table-paste-dialog");
  await expect(dialog.getByTestId("table-paste-text")).toBeFocused();
  await dialog.getByTestId("table-paste-text").fill("0,01");
  await dialog.getByTestId("table-paste-mark").selectOption("comma");
  await expect(dialog.getByTestId("table-paste-how")).toHaveValue("add");
  await dialog.getByTestId("table-paste-apply").click();
  await expect(cell(page, 0, 0)).toHaveAttribute("data-value", "0.91");
  await expect(cell(page, 0, 1)).toHaveAttribute("data-value", "0.86");
});

test("break points are inserted with their cells read off the table, and refused where they cannot be", async ({ page }) => {
  await newTable(page, "lambda_target");
  await page.getByTestId("table-axes").click();
  await page.getByRole("menuitem", { name: "Break points of the rows" }).click();
  const dialog = page.getByTestId("table-axis-dialog");
  await dialog.getByRole("button", { name: "Insert a break point after 1" }).click();
  await expect(dialog.getByTestId("table-axis-point")).toHaveCount(5);
  await expect(dialog.getByRole("textbox", { name: "Break point 2" })).toHaveValue("2000");
  await dialog.getByRole("textbox", { name: "Break point 2" }).fill("900");
  await expect(dialog).toContainText("Must be above the one before.");
  await expect(dialog.getByTestId("table-axis-apply")).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: "Break point 2" }).fill("2000");
  await dialog.getByTestId("table-axis-apply").click();
  await expect(page.getByTestId("table-cell")).toHaveCount(25);
  expect(await value(page, 1, 0)).toBeCloseTo(0.885, 9);
  await undo(page).click();
  await expect(page.getByTestId("table-cell")).toHaveCount(20);
});

test("the mouse selects, draws values and slices, and turns the surface", async ({ page }) => {
  await newTable(page, "lambda_target");
  await cell(page, 3, 0).hover();
  await page.mouse.down();
  await cell(page, 1, 2).hover();
  await page.mouse.up();
  await expect(page.getByTestId("table-read-out")).toHaveAttribute("data-n", "9");
  await page.locator("[data-head-row='2']").click();
  await expect(page.getByTestId("table-read-out")).toHaveAttribute("data-n", "5");

  // Up by whole steps of 0.01 λ, one step of undo.
  await cell(page, 2, 0).click();
  await page.getByTestId("table-drag-value").click();
  const box = (await cell(page, 2, 0).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (const dy of [4, 8, 12]) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - dy);
  await page.mouse.up();
  expect(await value(page, 2, 0)).toBeCloseTo(0.89, 9);
  await undo(page).click();
  expect(await value(page, 2, 0)).toBeCloseTo(0.86, 9);
  await page.getByTestId("table-drag-value").click();

  const slice = page.locator("[data-testid=table-slice][data-side=x]");
  const grip = (await slice.locator("[data-point='1']").boundingBox())!;
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2 - 30, { steps: 4 });
  await page.mouse.up();
  expect(await value(page, 2, 1)).toBeGreaterThan(0.84);
  await expect(undo(page)).toContainText("Undo: draw values (1)");

  await page.getByTestId("table-view").click();
  await page.getByTestId("table-surface-on").click();
  await page.keyboard.press("Escape");
  const surface = page.getByTestId("table-surface");
  const turn = await surface.getAttribute("data-turn");
  await surface.focus();
  await page.keyboard.press("ArrowRight");
  await expect(surface).not.toHaveAttribute("data-turn", turn ?? "");
});

test("what stands out is listed, marked in the grid and led to", async ({ page }) => {
  await newTable(page, "lambda_target");
  await cell(page, 2, 2).click();
  await page.keyboard.type("1.4");
  await page.keyboard.press("Enter");
  const finding = page.locator("[data-testid=table-finding][data-code=cells_unusual]");
  await expect(finding).toContainText("Unusual values (1 cell)");
  await expect(cell(page, 2, 2)).toHaveClass(/doubtful/);
  await cell(page, 0, 0).click();
  await finding.getByRole("button", { name: /^Show/ }).click();
  await expect(focused(page)).toHaveAttribute("data-row", "2");
});

test("a cell is drawn with its figure in the colour of its value, and again when it changes or the theme does", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await newTable(page);
  await cell(page, 0, 0).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await cell(page, 3, 3).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  const [low, high] = [await token(page, "--heat-0"), await token(page, "--heat-31")];
  await expect.poll(async () => (await drawn(page, 3, 3)).ground).toBe(high);
  expect((await drawn(page, 4, 4)).ground).toBe(low);
  for (const at of [3, 4]) expect((await drawn(page, at, at)).others).toBeGreaterThan(20);
  await undo(page).click();
  await expect.poll(async () => (await drawn(page, 3, 3)).ground).toBe(await token(page, "--heat-16"));
  // Without colours the ground is the theme's.
  await page.getByTestId("table-view").click();
  await page.getByTestId("table-shade").selectOption("none");
  const dark = await token(page, "--raised");
  await expect.poll(async () => (await drawn(page, 4, 4)).ground).toBe(dark);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(async () => (await drawn(page, 4, 4)).ground).not.toBe(dark);
  expect((await drawn(page, 4, 4)).ground).toBe(await token(page, "--raised"));
});

test("cells say their figures as soon as they are there, whether or not the grid has a size to be drawn in", async ({ page }) => {
  await openApp(page, "#/tables");
  const style = await page.addStyleTag({ content: ".map-cells { display: none !important; }" });
  await page.getByTestId("tables-new").first().click();
  await page.getByTestId("table-create").click();
  await expect(cell(page, 0, 0)).toHaveAttribute("data-value", /\d/);
  await expect(cell(page, 0, 0)).toHaveAttribute("aria-label", /\d/);
  expect((await values(page)).every(Number.isFinite)).toBe(true);
  await cell(page, 0, 0).click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, 0)).toHaveAttribute("data-value", "7");
  await expect(page.getByTestId("table-undrawn")).toHaveCount(0);
  await style.evaluate((style) => style.parentNode?.removeChild(style));
  await expect.poll(async () => (await drawn(page, 0, 0)).others).toBeGreaterThan(20);
});

for (const [lang, words] of [["English", "plain text"], ["Português (Brasil)", "texto simples"]] as const) {
  test(`where the browser gives no canvas, the figures stand there as text and a line says why, ${lang}`, async ({ page, problems }) => {
    problems.allow(/the cells of a table cannot be drawn/);
    await page.addInitScript(() => {
      const given = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
        return this.closest(".map-cells") ? null : Reflect.apply(given, this, asked);
      } as typeof given;
    });
    await openApp(page, "#/settings");
    await page.getByRole("radio", { name: lang }).check();
    await newTable(page);
    await expect(page.getByTestId("table-undrawn")).toContainText(words);
    await cell(page, 0, 0).click();
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await expect(cell(page, 0, 0)).toHaveAttribute("data-value", "7");
    await expect(cell(page, 0, 0)).toHaveAttribute("aria-label", /^7/);
    // Browsers tell such a text as it is written or as it comes out.
    const [seen, label] = await cell(page, 0, 0).evaluate((cell) => [getComputedStyle(cell, "::before").content, cell.getAttribute("aria-label")]);
    expect(["attr(aria-label)", `"${label}"`]).toContain(seen);
    await expectAccessible(page);
  });
}

test("an edit of 32 by 32 cells is measured from the key to the painted table", async ({ page }) => {
  await newTable(page);
  await page.getByTestId("table-view").click();
  await page.getByTestId("table-unused").click();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("table-cell")).toHaveCount(32 * 32);
  await cell(page, 0, 0).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press(">");
  await expect(undo(page)).toContainText("change by percent");
  const measured = () => page.evaluate(() => performance.getEntriesByName("fueltune:table-edit").map((e) => e.duration));
  await expect.poll(async () => (await measured()).length).toBe(1);
  expect((await measured())[0]).toBeGreaterThan(0);
});

for (const theme of ["dark", "light"] as const) {
  test(`the editor can be used by everybody, ${theme}, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await newTable(page, "lambda_target");
    await page.getByTestId("table-view").click();
    await page.getByTestId("table-lines").click();
    await page.getByTestId("table-surface-on").click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await cell(page, 1, 1).click();
    await page.keyboard.press("Enter");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByTestId("table-paste").click();
    await page.getByTestId("table-paste-text").fill("0.9\t0.8\n0.9\t0.8\n");
    await expect(page.getByTestId("table-paste-preview")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByTestId("table-axes").click();
    await page.getByRole("menuitem", { name: "Break points of the columns" }).click();
    await expectAccessible(page);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a cell is tapped, a value entered, smoothed and undone; the grid scrolls inside its box", async ({ page }) => {
    await newTable(page);
    await cell(page, 23, 0).tap();
    await page.getByTestId("table-set").tap();
    const entry = page.getByTestId("table-entry");
    await expect(entry).toBeFocused();
    await entry.fill("9,25");
    await entry.press("Enter");
    await expect(cell(page, 23, 0)).toHaveAttribute("data-value", "9.25");
    await page.getByTestId("table-smooth").tap();
    await expect(undo(page)).toContainText("smooth");
    await undo(page).tap();
    await expect(cell(page, 23, 0)).toHaveAttribute("data-value", "9.25");
    const wide = await page.getByTestId("table-box").evaluate((box) => [box.scrollWidth, box.clientWidth]);
    expect(wide[0]).toBeGreaterThan(wide[1]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});

test("the editor speaks Portuguese", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await newTable(page, "lambda_target");
  await expect(page.getByTestId("table-smooth")).toContainText("Suavizar");
  await cell(page, 0, 0).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("table-refused")).toContainText("Nada foi alterado.");
});
