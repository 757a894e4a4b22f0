import { createRequire } from "node:module";
import { expect, expectAccessible, importFile, NGINX_URL, openApp, test } from "./helpers";
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

test("a large file is read under the strict policy, which lets the worker start a helper of itself", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 }));
  await openApp(page, "#/import", NGINX_URL);
  const rows = 200_000;
  const result = await importFile(page, { name: "Long pull.csv", content: fuelTechCsv(rows) });
  expect(result.rows).toBe(rows);
  // Whether the worker's own helper listened before the file was read depends on how busy the machine is. That one may
  // listen does not.
  const [worker] = page.workers();
  const listens = await worker.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const helper = new Worker(self.location.href, { type: "module", name: "fueltune-helper" });
        helper.onmessage = () => resolve(true);
        helper.onerror = (event) => reject(new Error(event.message));
      }),
  );
  expect(listens).toBe(true);
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
