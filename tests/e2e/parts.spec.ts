// The programs of page and worker come in parts: the start waits for the first of them only, and one that does not come
// is told.
import { join } from "node:path";
import { expect, openApp, test } from "./helpers";

const DIST = process.env.FUELTUNE_DIST ?? "";
const PART = /\/part-[^/]*\.wasm$/;

test.use({ serviceWorkers: "block" });

test("the start page stands before any part is fetched, and then all of them come", async ({ page }) => {
  const asked: string[] = [];
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(PART, async (route) => {
    asked.push(new URL(route.request().url()).pathname);
    await released;
    await route.continue();
  });
  await openApp(page);
  await expect(page.getByTestId("drop-zone")).toBeVisible();
  release();
  await expect.poll(() => asked.some((path) => /part-other-[0-9a-f]+\.wasm$/.test(path))).toBe(true);
  await page.goto("./#/settings");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
});

test("a part that cannot be fetched is told, and trying again fetches it", async ({ page, problems }) => {
  problems.allow(/part-|Failed to fetch|ERR_FAILED|could not be fetched|failed to load split module/);
  await page.route(/\/part-library-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await openApp(page, "#/vehicles");
  await expect(page.getByRole("alert")).toContainText("could not be loaded");
  await page.unroute(/\/part-library-[0-9a-f]+\.wasm$/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vehicles");
});

test("a part of the worker that cannot be fetched is told where it is wanted, and a log is read and shown without it", async ({
  page,
  problems,
}) => {
  problems.allow(/jobs-|Failed to fetch|ERR_FAILED|part-missing|failed to load split module/);
  const jobs = /\/jobs-analysis-[0-9a-f]+\.wasm$/;
  await page.route(jobs, (route) => route.abort());
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await expect(page.getByTestId("stats-table")).toBeVisible();
  await page.getByRole("link", { name: "Analysis", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("could not be loaded");
  await page.unroute(jobs);
  await page.getByTestId("analysis-again").click();
  await expect(page.locator("[data-testid=analysis-stage][data-stage=performance]")).toHaveAttribute("data-state", "done");
});

test("an analysis is given up while its part is still on its way, and taken up again", async ({ page }) => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/jobs-analysis-[0-9a-f]+\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  await openApp(page);
  await page.getByRole("button", { name: "Open the demo log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demo log");
  await page.getByRole("link", { name: "Analysis", exact: true }).click();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByTestId("analysis-again")).toBeVisible();
  await expect(page.locator("[data-testid=analysis-stage][data-state=running]")).toHaveCount(0);
  release();
  await page.getByTestId("analysis-again").click();
  await expect(page.locator("[data-testid=analysis-stage][data-stage=recommendations]")).toHaveAttribute("data-state", "done");
});

test("a server that does not know the type of WebAssembly serves the parts too", async ({ page }) => {
  await page.route(/\.wasm$/, async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    await route.fulfill({ path: join(DIST, name), contentType: "application/octet-stream" });
  });
  await openApp(page, "#/vehicles");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vehicles");
  // What is fetched in advance may still be under way.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
