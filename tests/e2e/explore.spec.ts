// Explore: strips, cursors, notes, and the figures beside them.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectToast, importFile, NGINX_URL, openApp, test, untilOffline, untilReady } from "./helpers";
import { fuelTechCsv } from "./logs";
import type { Locator, Page } from "@playwright/test";

const NAME = "Pull 7";
/** Row `i` of the log is at this second. */
const at = (i: number) => 0.02 + i * 0.04;

/** Imports a log of so many rows and opens its strips. */
async function explore(page: Page, rows = 500, query = "", base = ""): Promise<string> {
  await openApp(page, "#/import", base);
  const { session } = await importFile(page, { name: `${NAME}.csv`, content: fuelTechCsv(rows) });
  await openApp(page, `#/sessions/${session}/explore${query}`, base);
  await expect(page.getByTestId("strip-chart")).toHaveAttribute("data-t1", /\d/);
  return session;
}

const figure = (page: Page, name: "histogram" | "scatter") => page.getByTestId(name);
const number = async (element: Locator, name: string) => Number(await element.getAttribute(`data-${name}`));
const toggle = (page: Page) => page.getByTestId("toggle-figures");

/** What is in view, seconds. */
async function view(page: Page): Promise<[number, number]> {
  const chart = page.getByTestId("strip-chart");
  return [await number(chart, "t0"), await number(chart, "t1")];
}

/** Rows of the log that are in view. */
async function rowsInView(page: Page, rows: number): Promise<number> {
  const [t0, t1] = await view(page);
  return Array.from({ length: rows }, (_, i) => at(i)).filter((t) => t >= t0 - 1e-9 && t <= t1 + 1e-9).length;
}

async function saved(page: Page, press: Locator): Promise<{ name: string; width: number; height: number }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press.click()]);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return { name: download.suggestedFilename(), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

test("histogram and scatter stand beside the strips, follow what is in view, and are back after a reload", async ({ page }) => {
  await explore(page);
  await expect(page.getByTestId("figures")).toHaveCount(0);
  await toggle(page).click();
  const histogram = figure(page, "histogram");
  await expect(histogram).toHaveAttribute("data-drawn", "true");
  await expect(histogram).toHaveAttribute("data-n", "500");
  await expect(histogram).toContainText(/500 samples · \d+ bins of [\d.]+\srpm \(Freedman–Diaconis\)/);
  await expect(histogram.locator(".barlayer path")).not.toHaveCount(0);
  const scatter = figure(page, "scatter");
  await expect(scatter).toHaveAttribute("data-n", "500");
  await expect(scatter.locator(".scatterlayer path.point")).toHaveCount(500);
  await expect(page).toHaveURL(/hist=rpm&xy=rpm,map_gauge/);

  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(async () => (await number(histogram, "n")) === (await rowsInView(page, 500))).toBe(true);
  const inView = await rowsInView(page, 500);
  expect(inView).toBeLessThan(250);
  await expect(scatter).toHaveAttribute("data-n", String(inView));
  await expect(scatter.locator(".scatterlayer path.point")).toHaveCount(inView);
  await expect(page).toHaveURL(/[?&]t=/);

  await page.getByTestId("figures-range").getByRole("radio", { name: "whole log" }).check();
  await expect(histogram).toHaveAttribute("data-n", "500");
  await page.getByTestId("histogram-channel").selectOption({ label: "TPS" });
  await page.getByTestId("histogram-bins").selectOption("20");
  await expect(histogram).toHaveAttribute("data-bins", "20");
  expect([await number(histogram, "low"), await number(histogram, "high")]).toEqual([10, 29]);
  for (const part of ["hist=tps", "bins=20", "whole=1"]) await expect(page).toHaveURL(new RegExp(`[?&]${part}(&|$)`));

  await page.reload();
  await untilReady(page);
  await expect(histogram).toHaveAttribute("data-channels", "tps");
  await expect(histogram).toHaveAttribute("data-bins", "20");
  await expect(histogram).toHaveAttribute("data-drawn", "true");
  expect(await rowsInView(page, 500)).toBe(inView);
  await page.getByRole("button", { name: "Close histogram and scatter" }).click();
  await expect(page.getByTestId("figures")).toHaveCount(0);
  await expect(page).not.toHaveURL(/hist=/);
});

test("figures are told as drawn where the browser gets its turn at every step", async ({ page }) => {
  // The scheduler gives way whenever its time is up: here it always is, as on a machine that has too much to do.
  await page.addInitScript(() => {
    const now = Date.now;
    let ahead = 0;
    Date.now = () => now() + (ahead += 20);
  });
  await explore(page);
  // The first time the drawing waits for plotly.js, from then on it is done before the scheduler comes back.
  for (let i = 0; i < 3; i++) {
    await toggle(page).click();
    for (const name of ["histogram", "scatter"] as const) await expect(figure(page, name)).toHaveAttribute("data-drawn", "true");
    await toggle(page).click();
    await expect(page.getByTestId("figures")).toHaveCount(0);
  }
});

test("many pairs become a map of counts, and what is left out is said", async ({ page }) => {
  const rows = 5000;
  const csv = fuelTechCsv(rows).split("\n");
  for (const i of [10, 20, 30]) csv[i] = csv[i].replace(/^([^,]*),[^,]*/, "$1,");
  await openApp(page, "#/import");
  const { session } = await importFile(page, { name: "Gaps.csv", content: csv.join("\n") });
  await openApp(page, `#/sessions/${session}/explore?hist=rpm&xy=rpm,tps`);
  const scatter = figure(page, "scatter");
  await expect(scatter).toHaveAttribute("data-n", String(rows - 3));
  await expect(scatter.locator(".heatmaplayer image")).toBeAttached();
  await expect(scatter).toContainText("3 rows without a pair");
  await expect(figure(page, "histogram")).toHaveAttribute("data-missing", "3");
  await expect(figure(page, "histogram")).toContainText("3 missing");
  await page.getByRole("button", { name: "Swap the axes" }).click();
  await expect(scatter).toHaveAttribute("data-channels", "tps,rpm");
});

test("a click on a point of the scatter takes the cursor to its moment", async ({ page }) => {
  await explore(page, 500, "?xy=rpm,tps");
  const scatter = figure(page, "scatter");
  await expect(scatter).toHaveAttribute("data-drawn", "true");
  // The one sample at 9000 rpm lies far from all others.
  const spike = scatter.locator(".scatterlayer path.point").nth(250);
  await spike.scrollIntoViewIfNeeded();
  const box = await spike.boundingBox();
  if (!box) throw new Error("the point has a place");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(async () => number(page.getByTestId("cursor-time"), "t")).toBeCloseTo(at(250), 3);
});

test("a double click leaves the cursor as it was, and one set free while zooming follows the pointer again", async ({ page }) => {
  await explore(page);
  const chart = page.getByTestId("strip-chart");
  const box = await chart.boundingBox();
  if (!box) throw new Error("the chart has a place");
  const place = (share: number) => [box.x + box.width * share, box.y + box.height / 3] as const;
  const cursor = () => number(page.getByTestId("cursor-time"), "t");
  await chart.dblclick({ position: { x: box.width * 0.5, y: box.height / 3 } });
  await page.mouse.move(...place(0.7));
  await page.mouse.move(...place(0.9));
  await expect.poll(cursor).toBeGreaterThan(16);

  await page.mouse.click(...place(0.6));
  await expect(page).toHaveURL(/[?&]c=/);
  // Another range and a cursor that is set free come to rest together.
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await page.mouse.click(...place(0.6), { delay: 0 });
  await expect(page).toHaveURL(/[?&]t=/);
  await expect(page).not.toHaveURL(/[?&]c=/);
  await page.mouse.move(...place(0.3));
  const left = await cursor();
  await page.mouse.move(...place(0.8));
  await expect.poll(cursor).toBeGreaterThan(left + 1);
});

test("figures and overview take the colours of another theme at once", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await explore(page, 500, "?hist=rpm");
  const bar = figure(page, "histogram").locator(".barlayer path").first();
  const fill = () => bar.evaluate((path) => getComputedStyle(path).fill);
  const overview = () => page.getByTestId("overview").locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await expect(figure(page, "histogram")).toHaveAttribute("data-drawn", "true");
  const [dark, darkOverview] = [await fill(), await overview()];
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(fill).not.toBe(dark);
  await expect.poll(overview).not.toBe(darkOverview);
});

test("figures are saved as pictures, and so are the strips", async ({ page }) => {
  await explore(page, 500, "?hist=rpm&xy=rpm,tps");
  await expect(figure(page, "histogram")).toHaveAttribute("data-drawn", "true");
  const histogram = await saved(page, page.getByRole("button", { name: "Save Histogram as PNG" }));
  expect(histogram.name).toBe(`${NAME} RPM.png`);
  const place = await figure(page, "histogram").locator(".plot").boundingBox();
  expect(histogram.width).toBe(Math.round((place?.width ?? 0) * 2));
  await expect(figure(page, "scatter")).toHaveAttribute("data-drawn", "true");
  const scatter = await saved(page, page.getByRole("button", { name: "Save Scatter as PNG" }));
  expect(scatter.name).toBe(`${NAME} TPS RPM.png`);
  const strips = await saved(page, page.getByTestId("save-picture"));
  expect(strips.name).toBe(`${NAME}.png`);
  expect(strips.height).toBeGreaterThan(400);
});

test("figures read as well in Portuguese", async ({ page }) => {
  await openApp(page, "#/settings");
  await page.getByRole("radio", { name: "Português (Brasil)" }).check();
  await explore(page, 500, "?hist=lambda_1&xy=rpm,lambda_1");
  const histogram = figure(page, "histogram");
  await expect(histogram).toContainText("500 amostras");
  await expect(histogram.getByRole("img", { name: /^Histograma de Sonda 1/ })).toBeVisible();
  await expect(histogram.locator(".xtick").filter({ hasText: /\d,\d/ }).first()).toBeAttached();
});

test.describe("without plotly.js", () => {
  test.use({ serviceWorkers: "block" });

  test("the panel says so and draws once it can be had", async ({ page, problems }) => {
    problems.allow(/plotly|ERR_FAILED/);
    await page.route(/plotly/, (route) => route.abort());
    await explore(page, 500, "?hist=rpm");
    const histogram = figure(page, "histogram");
    await expect(histogram.getByRole("alert")).toContainText("The figure could not be drawn");
    // The strips do not need it.
    await expect(page.getByTestId("strip-chart")).toBeVisible();
    await page.unroute(/plotly/);
    await histogram.getByRole("button", { name: "Try again" }).click();
    await expect(histogram).toHaveAttribute("data-drawn", "true");
  });
});

test("figures are drawn under the strict policy", async ({ page }) => {
  await explore(page, 5000, "?hist=rpm&xy=rpm,tps", NGINX_URL);
  await expect(figure(page, "histogram")).toHaveAttribute("data-drawn", "true");
  await expect(figure(page, "scatter").locator(".heatmaplayer image")).toBeAttached();
  await saved(page, page.getByRole("button", { name: "Save Scatter as PNG" }));
});

test("figures are drawn without a network", async ({ page, context }) => {
  const session = await explore(page);
  await untilOffline(page);
  await context.setOffline(true);
  await openApp(page, `#/sessions/${session}/explore?hist=rpm`);
  await page.reload();
  await untilReady(page);
  await expect(figure(page, "histogram")).toHaveAttribute("data-drawn", "true");
});

for (const theme of ["dark", "light"] as const) {
  for (const width of [1440, 1100, 390]) {
    test(`figures can be used by everybody: ${theme}, ${width} px wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await explore(page, 500, "?hist=rpm&xy=rpm,tps&a=2.02&b=4.42");
      await expect(figure(page, "scatter")).toHaveAttribute("data-drawn", "true");
      await expectAccessible(page);
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await wide()).toBeLessThanOrEqual(0);
      // No control of the bar lies over another.
      const boxes = await page.getByRole("toolbar").getByRole("button").evaluateAll((all) =>
        all.map((button) => button.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
      );
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        }
      }
    });
  }
}

test("A and B tell what changed between them, and the table can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await explore(page, 500, `?ch=rpm,tps&a=${at(50)}&b=${at(110)}`);
  await expect(page.getByTestId("mark-a")).toHaveAttribute("data-t", "2.02");
  expect(await number(page.getByTestId("mark-dt"), "value")).toBeCloseTo(2.4, 9);
  const row = page.getByTestId("span-table").getByRole("row", { name: /^RPM/ });
  await expect(row).toBeVisible();
  const values = await row.getByRole("cell").evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset.value)));
  const rpm = Array.from({ length: 61 }, (_, i) => 2500 + ((50 + i) % 50) * 10);
  const mean = rpm.reduce((sum, x) => sum + x, 0) / rpm.length;
  const [atA, atB, delta, slope, average, , n, least, most] = values;
  expect([atA, atB, delta, n, least, most]).toEqual([2500, 2600, 100, 61, 2500, 2990]);
  expect(average).toBeCloseTo(mean, 6);
  expect(slope).toBeCloseTo(100 / 2.4, 6);

  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expectToast(page, "Copied");
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(lines.find((line) => line.startsWith("RPM\t"))).toMatch(/^RPM\trpm\t2500\t2600\t100\t/);
});

test("zoom, range, cursor and the two marks by keyboard alone", async ({ page }) => {
  await explore(page);
  await page.keyboard.press("?");
  const legend = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const text of ["Zoom in", "A page forth", "Cursor to the next sample", "Set cursor A"]) {
    await expect(legend).toContainText(text);
  }
  await page.keyboard.press("Escape");
  const length = async () => {
    const [t0, t1] = await view(page);
    return t1 - t0;
  };
  const whole = await length();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("+");
  await expect.poll(length).toBeCloseTo(whole / 1.6 ** 3, 3);
  const [before] = await view(page);
  await page.keyboard.press("PageDown");
  await expect.poll(async () => (await view(page))[0]).toBeCloseTo(before + (whole / 1.6 ** 3) * 0.8, 3);
  await page.keyboard.press("-");
  await expect.poll(length).toBeCloseTo(whole / 1.6 ** 2, 3);
  await page.keyboard.press("0");
  await expect.poll(length).toBeCloseTo(whole, 6);

  const cursor = () => number(page.getByTestId("cursor-time"), "t");
  await page.keyboard.press("Home");
  await expect.poll(cursor).toBeCloseTo(at(0), 6);
  await page.keyboard.press("a");
  await page.keyboard.press("ArrowRight");
  await expect.poll(cursor).toBeCloseTo(at(1), 6);
  await page.keyboard.press("b");
  expect(await number(page.getByTestId("mark-dt"), "value")).toBeCloseTo(0.04, 6);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("mark-dt")).toHaveCount(0);

  await page.keyboard.press("g");
  await expect(figure(page, "histogram")).toHaveAttribute("data-drawn", "true");
  await page.getByTestId("figures-range").getByRole("radio", { name: "visible range" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/whole=1/);
});

test("a click into the strips draws no ring around them, the Tab key does", async ({ page }) => {
  await explore(page);
  const chart = page.getByTestId("strip-chart");
  const ring = () => chart.evaluate((element) => getComputedStyle(element).outlineStyle);
  await chart.click({ position: { x: 400, y: 120 } });
  expect(await ring()).toBe("none");
  await page.keyboard.press("ArrowRight");
  await chart.click({ position: { x: 420, y: 120 } });
  expect(await ring()).toBe("none");
  await page.getByTestId("save-picture").focus();
  await page.keyboard.press("Tab");
  await expect(chart).toBeFocused();
  expect(await ring()).toBe("solid");
});

test("a note is written, changed, kept, taken away and brought back", async ({ page }) => {
  await explore(page, 500, `?c=${at(100)}`);
  const notes = page.getByTestId("notes-list");
  await page.keyboard.press("m");
  const dialog = page.getByTestId("note-dialog");
  await dialog.getByLabel("Note", { exact: true }).fill("Lean on the way out");
  await dialog.getByRole("button", { name: "Save note" }).click();
  await expect(notes.getByRole("listitem")).toHaveAttribute("data-t0", String(at(100)));

  await page.getByRole("button", { name: "Edit note 1" }).click();
  await dialog.getByLabel("Note", { exact: true }).fill("Rich on the way in");
  await page.keyboard.press("Control+Enter");
  await expect(notes).toContainText("Rich on the way in");
  await page.reload();
  await untilReady(page);
  await expect(notes).toContainText("Rich on the way in");

  await page.getByRole("button", { name: "Delete note 1" }).click();
  await expect(notes).toHaveCount(0);
  await (await expectToast(page, "Note deleted")).getByRole("button", { name: "Undo" }).click();
  await expect(notes).toContainText("Rich on the way in");
  await page.getByRole("button", { name: "Delete note 1" }).click();
  await expect(notes).toHaveCount(0);
  await page.reload();
  await untilReady(page);
  await expect(page.getByText("Mark a moment with M")).toBeVisible();
  await expect(notes).toHaveCount(0);
});

test("a preset shows its channels, and one that the log lacks is not to be had", async ({ page }) => {
  await openApp(page, "#/import");
  const rows = Array.from({ length: 50 }, (_, i) => `${at(i).toFixed(3)},${2500 + i},${i},88.0,0.90`);
  const content = `TIME,RPM,TPS,Temp._do_motor,Sonda_Geral\n${rows.join("\n")}\n`;
  const { session } = await importFile(page, { name: "Warm.csv", content });
  await openApp(page, `#/sessions/${session}/explore`);
  const strips = page.getByTestId("strip-chart");
  await expect(strips.locator("[data-channel=lambda_1]")).toBeVisible();
  await page.getByTestId("presets").click();
  const item = (name: string) => page.getByRole("menuitem", { name });
  await expect(item("Boost")).toHaveAttribute("aria-disabled", "true");
  await item("Temperatures").click();
  await expect(page).toHaveURL(/[?&]ch=rpm,tps,~,coolant/);
  await expect(strips.locator("[data-channel=coolant]")).toBeVisible();
  await expect(strips.locator("[data-channel=lambda_1]")).toHaveCount(0);
  await page.reload();
  await untilReady(page);
  await expect(strips.locator("[data-channel=coolant]")).toBeVisible();
});

test("of 100 000 rows the single one that stands out is seen when all of them are in view", async ({ page }) => {
  const rows = 100_000;
  await explore(page, rows, "?ch=rpm");
  const [t0, t1] = await view(page);
  expect([t0, t1]).toEqual([at(0), expect.closeTo(at(rows - 1), 6)]);
  // The highest dot in the trace's colour, as a share of the picture from the top: near a moment, and elsewhere.
  const highest = () =>
    page.getByTestId("strip-chart").locator("canvas").first().evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d");
      const colour = getComputedStyle(document.documentElement).getPropertyValue("--t1").trim();
      const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
      const { data, width, height } = context!.getImageData(0, 0, canvas.width, canvas.height);
      const dots = canvas.width / canvas.clientWidth;
      const left = 60 * dots;
      const middle = (52 * dots + width) / 2;
      const found = { spike: 1, elsewhere: 1 };
      for (let y = 0; y < height; y += 1) {
        for (let x = left; x < width; x += 1) {
          const i = (y * width + Math.round(x)) * 4;
          const near = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 90 && data[i + 3] > 100;
          if (!near) continue;
          const place = Math.abs(x - middle) <= 4 * dots ? "spike" : "elsewhere";
          found[place] = Math.min(found[place], y / height);
        }
      }
      return found;
    });
  await expect.poll(async () => (await highest()).elsewhere).toBeLessThan(1);
  const { spike, elsewhere } = await highest();
  expect(spike).toBeLessThan(0.2);
  expect(elsewhere).toBeGreaterThan(0.5);
});
