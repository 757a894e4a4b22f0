import { createRequire } from "node:module";
import { expect, expectAccessible, importFile, NGINX_URL, openApp, test, untilReady } from "./helpers";
import { fuelTechCsv } from "./logs";
import { ROUTES } from "./routes";

const PLOTLY = createRequire(import.meta.url)("plotly.js/package.json").version;

test.use({ baseURL: NGINX_URL });

for (const route of ROUTES) {
  test(`${route} works under the strict policy of nginx.conf`, async ({ page }) => {
    const answer = await page.request.get(NGINX_URL);
    expect(answer.headers()["content-security-policy"]).toContain("default-src 'none'");
    // A violation is an error in the console, which fails every test.
    await openApp(page, route, NGINX_URL);
    await expect(page.getByRole("main")).toBeVisible();
  });

  for (const theme of ["dark", "light"] as const) {
    test(`${route} has no accessibility violation in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await openApp(page, route, NGINX_URL);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expectAccessible(page);
    });
  }
}

test("a session works under the strict policy in all its parts", async ({ page }) => {
  await openApp(page, "#/import", NGINX_URL);
  const { session } = await importFile(page, { name: "Pull 7.csv", content: fuelTechCsv(500) });
  await openApp(page, `#/sessions/${session}/overview`, NGINX_URL);
  await expect(page.getByTestId("quality-score")).toBeVisible();
  await expect(page.getByTestId("stats-table")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByTestId("stats-csv").click();
  await download;
  await openApp(page, `#/sessions/${session}/explore`, NGINX_URL);
  await expect(page.getByTestId("strip-chart")).toBeVisible();
  await openApp(page, `#/sessions/${session}/data`, NGINX_URL);
  await expect(page.getByTestId("data-cell").first()).toHaveAttribute("data-value", /./);
  await openApp(page, "#/sessions", NGINX_URL);
  await expect(page.getByTestId("session-row")).toHaveCount(1);
});

test("a large file is read by the worker and a helper of it under the strict policy", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 }));
  await openApp(page, "#/import", NGINX_URL);
  // Whether the helper listens before the file is read depends on how busy the machine is: a file more gives it another chance.
  let helped = 0;
  for (let file = 0; file < 5 && helped === 0; file += 1) {
    if (file > 0) {
      await page.reload();
      await untilReady(page);
    }
    const rows = 200_000 - file;
    const result = await importFile(page, { name: `Long pull ${file}.csv`, content: fuelTechCsv(rows) });
    expect(result.rows).toBe(rows);
    const [worker] = page.workers();
    helped = await worker.evaluate(() => performance.getEntriesByName("fueltune:import:helped").length);
  }
  expect(helped).toBe(1);
});

// What each kind of trace leaves in the figure.
const TRACES = [
  { trace: { type: "scatter", y: [1, 3, 2] }, shape: ".scatterlayer path" },
  { trace: { type: "bar", y: [1, 2] }, shape: ".barlayer path" },
  { trace: { type: "box", y: [1, 2, 3, 9] }, shape: ".boxlayer path" },
  { trace: { type: "histogram", x: [1, 1, 2] }, shape: ".barlayer path" },
  { trace: { type: "histogram2d", x: [1, 1, 2], y: [0.1, 0.3, 0.3] }, shape: ".heatmaplayer image" },
  { trace: { type: "heatmap", z: [[1, 2], [3, 4]] }, shape: ".heatmaplayer image" },
  { trace: { type: "contour", z: [[1, 2], [3, 4]] }, shape: ".contourlayer path" },
];

test("plotly.js draws every kind of trace under the policy, in Portuguese too", async ({ page }) => {
  await openApp(page, "#/", NGINX_URL);
  await page.addScriptTag({ url: `./vendor/plotly-${PLOTLY}.min.js` });
  for (const { trace, shape } of TRACES) {
    await page.evaluate(async (trace) => {
      const { Plotly } = globalThis as unknown as { Plotly: { newPlot: (...rest: unknown[]) => Promise<unknown> } };
      document.getElementById("figure")?.remove();
      const figure = Object.assign(document.createElement("div"), { id: "figure" });
      document.body.append(figure);
      await Plotly.newPlot(figure, [trace], { yaxis: { range: [0, 0.5] } }, { locale: "pt-BR" });
    }, trace);
    await expect(page.locator(`#figure ${shape}`).first(), trace.type).toBeAttached();
    await expect(page.locator("#figure .ytick").filter({ hasText: "0,1" }).first(), trace.type).toBeAttached();
  }
});
