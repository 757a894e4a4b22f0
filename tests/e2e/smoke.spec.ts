import { expect, openApp, test, untilOffline, untilReady } from "./helpers";

test("the application starts under a sub-path of a plain server", async ({ page }) => {
  await openApp(page);
  await expect(page).toHaveTitle(/FuelTune Analyzer/);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("#start-failed")).toBeHidden();
});

test("it starts again without a network once it has been visited", async ({ page, context }) => {
  await openApp(page);
  await untilOffline(page);
  await context.setOffline(true);
  await page.reload();
  await untilReady(page);
  await expect(page.getByRole("main")).toBeVisible();
});

test("everything it consists of is kept for offline use, plotly.js and the worker too", async ({ page }) => {
  await openApp(page);
  await untilOffline(page);
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("fueltune-app-"));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname.replace(new URL(".", location.href).pathname, ""));
  });
  for (const file of [/^$/, /^app-.*\.wasm$/, /^worker-.*\.wasm$/, /^worker_loader-.*\.js$/, /^vendor\/plotly-.*\.js$/, /^manifest/]) {
    expect(kept.filter((name) => file.test(name)), String(file)).toHaveLength(1);
  }
  for (const part of ["log", "rows", "library", "other"]) {
    expect(kept.filter((name) => new RegExp(`^part-${part}-[0-9a-f]+\\.wasm$`).test(name)), part).toHaveLength(1);
  }
});

test("it can be installed: name, start, icons for every purpose, CSV files open with it", async ({ page, request }) => {
  await openApp(page);
  const address = await page.locator("link[rel=manifest]").evaluate((link: HTMLLinkElement) => link.href);
  const manifest = await (await request.get(address)).json();
  expect(manifest).toMatchObject({ name: "FuelTune Analyzer", start_url: "./", display: "standalone" });
  expect(Object.values(manifest.file_handlers[0].accept).flat()).toContain(".csv");
  for (const purpose of ["any", "maskable"]) {
    const sizes = manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
    expect(sizes).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  }
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(new URL(src, address).href);
    expect(icon.status(), src).toBe(200);
    expect(icon.headers()["content-type"], src).toBe(type);
  }
});

test("the page names its worker, all of whose files carry one digest", async ({ page, request }) => {
  await openApp(page);
  const loader = await page.locator('meta[name="fueltune-worker"]').getAttribute("content");
  const digest = loader?.match(/^worker_loader-([0-9a-f]{16})\.js$/)?.[1];
  expect(digest, loader ?? "no loader").toBeTruthy();
  expect(await (await request.get(new URL(loader!, page.url()).href)).text()).toContain(`./worker-${digest}.js`);
  const script = await request.get(new URL(`worker-${digest}.js`, page.url()).href);
  expect(await script.text()).toContain(`worker-${digest}_bg.wasm`);
  const module = await request.get(new URL(`worker-${digest}_bg.wasm`, page.url()).href);
  expect(module.headers()["content-type"]).toBe("application/wasm");
});

test("a browser that cannot run it is told so in both languages", async ({ page, problems }) => {
  problems.allow(/.*/);
  await page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 200, contentType: "application/wasm", body: "no module" }));
  await page.goto("./");
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("The application could not start");
  await expect(notice).toContainText("O aplicativo não pôde ser iniciado");
});
