// How a vehicle's key figures go from session to session: gathered, drawn, told with what they rest on, and each point a way
// to its session.
import { readFile } from "node:fs/promises";
import { chooseFiles, expect, expectAccessible, openApp, test, untilReady, type ImportFile } from "./helpers";
import type { Locator, Page } from "@playwright/test";

/** Half a minute at rising speed with the alternator at work; a date where there is one. */
function chargingCsv(volts: number, day?: string): string {
  const lines = [`${day ? "Device Time" : "Time (s)"},RPM,Battery (V),Coolant Temp (C)`];
  for (let row = 0; row < 300; row += 1) {
    const clock = new Date(Date.UTC(2000, 0, 1, 10, 0, 0) + row * 100).toISOString().slice(11, 23);
    const at = day ? `${day} ${clock}` : (row / 10).toFixed(1);
    lines.push(`${at},${2000 + row * 5},${(volts + (row % 3) * 0.01).toFixed(3)},${85 + (row % 3)}`);
  }
  return `${lines.join("\n")}\n`;
}

async function vehicle(page: Page): Promise<string> {
  await openApp(page, "#/vehicles/new");
  for (const [label, text] of Object.entries({ Name: "Gol", Make: "Volkswagen", Model: "Gol", Year: "1994" })) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/#\/vehicles\/[0-9a-f-]{36}$/);
  return page.url().split("/").at(-1) ?? "";
}

/** Sessions some days apart whose charging voltage falls; the selected vehicle is theirs. */
async function sessions(page: Page, count: number, ...more: ImportFile[]): Promise<void> {
  const day = (i: number) => `2024-05-${String(1 + 3 * i).padStart(2, "0")}`;
  const files = Array.from({ length: count }, (_, i) => ({ name: `Run ${i}.csv`, content: chargingCsv(14.4 - 0.1 * i, day(i)) }));
  await openApp(page, "#/import");
  await chooseFiles(page, ...files, ...more);
  await expect(page.getByTestId("import-result")).toHaveCount(count + more.length, { timeout: 30_000 });
}

const card = (page: Page, figure: string): Locator => page.locator(`[data-testid=trend][data-figure=${figure}]`);

test("a voltage that falls from session to session is told with slope, interval and p, and a point leads to its session", async ({ page }) => {
  const id = await vehicle(page);
  await sessions(page, 6);
  await openApp(page, `#/vehicles/${id}`);
  await page.getByRole("link", { name: "Trends", exact: true }).click();
  await expect(page).toHaveURL(/\/trends$/);
  await expect(page.getByTestId("trends-summary")).toHaveAttribute("data-sessions", "6");
  const battery = card(page, "battery_charging");
  await expect(battery).toHaveAttribute("data-verdict", "falling");
  await expect(battery).toHaveAttribute("data-drawn", "true");
  // All pairs fall: of the 720 orders 2 are as extreme.
  expect(Number(await battery.getAttribute("data-p"))).toBeLessThan(0.02);
  await expect(battery).toContainText("A month");
  await expect(battery).toContainText("−1.0");
  await battery.getByText("Sessions behind it: 6").click();
  // In the order of time.
  await expect(battery.getByTestId("trend-point")).toHaveText(["Run 0", "Run 1", "Run 2", "Run 3", "Run 4", "Run 5"]);
  await battery.getByTestId("trend-point").nth(2).click();
  await expect(page).toHaveURL(/sessions\/[^/]+\/analysis/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Run 2");
});

test("a second look reads no log, and the figures leave as a picture and as a sheet", async ({ page }) => {
  const id = await vehicle(page);
  await sessions(page, 5);
  await openApp(page, `#/vehicles/${id}/trends`);
  await expect(page.getByTestId("trends-summary")).toContainText("read just now: 5");
  await page.reload();
  await untilReady(page);
  await expect(page.getByTestId("trends-summary")).toContainText("read just now: 0");
  const battery = card(page, "battery_charging");
  await expect(battery).toHaveAttribute("data-drawn", "true");
  const saved = async (name: RegExp) => {
    await battery.getByRole("button", { name: /More about/ }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    return readFile(await download.path());
  };
  expect((await saved(/PNG/)).subarray(1, 4).toString()).toBe("PNG");
  expect((await saved(/SVG/)).toString()).toContain("<svg");
  const lines = (await saved(/CSV/)).toString().trim().split("\n");
  expect(lines).toHaveLength(6);
  expect(lines[0]).toContain("Voltage while charging");
});

test("too few sessions are told with how many it takes; a session without a date counts when it is asked for", async ({ page }) => {
  const id = await vehicle(page);
  await sessions(page, 2, { name: "No date.csv", content: chargingCsv(13.9) });
  await openApp(page, `#/vehicles/${id}/trends`);
  await expect(page.getByTestId("trends-few")).toContainText("2 sessions count; a trend needs 5.");
  await expect(card(page, "battery_charging")).toHaveAttribute("data-verdict", "few");
  await expect(page.getByTestId("trends-left-out")).toContainText("its file tells no date");
  await page.getByTestId("trends-undated").click();
  await expect(page.getByTestId("trends-summary")).toHaveAttribute("data-sessions", "3");
  await expect(page).toHaveURL(/undated=1/);
});

test("a vehicle without sessions says what goes here", async ({ page }) => {
  const id = await vehicle(page);
  await openApp(page, `#/vehicles/${id}/trends`);
  await expect(page.getByRole("heading", { name: "This vehicle has no sessions yet" })).toBeVisible();
});

for (const theme of ["dark", "light"] as const) {
  test(`trends can be read by everybody, ${theme}, wide and on a phone, in Portuguese too`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const id = await vehicle(page);
    await sessions(page, 5);
    await openApp(page, `#/vehicles/${id}/trends`);
    await expect(card(page, "battery_charging")).toHaveAttribute("data-drawn", "true");
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await openApp(page, "#/settings");
    await page.getByRole("radio", { name: "Português (Brasil)" }).check();
    await openApp(page, `#/vehicles/${id}/trends`);
    await expect(page.getByRole("heading", { name: "Tensão carregando" })).toBeVisible();
  });
}
