// A new version arrives while the old one is in use: it waits until it is wanted, then replaces all of the old one.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, untilOffline, untilReady } from "./helpers";

const DIST = process.env.FUELTUNE_DIST ?? "";
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** The build, some files of it replaced. */
class Deployment {
  private readonly server: Server;
  private readonly replaced = new Map<string, string>();
  readonly asked: string[] = [];

  constructor() {
    this.server = createServer(async (request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(1) || "index.html";
      this.asked.push(path);
      const body = this.replaced.get(path) ?? (await readFile(join(DIST, path)).catch(() => null));
      response.writeHead(body === null ? 404 : 200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" });
      response.end(body ?? "");
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://localhost:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Deploys a version whose page differs. With `torn`, the page that arrives is not the one that was listed. */
  async update(version: string, { torn = false } = {}): Promise<void> {
    const page = (await readFile(join(DIST, "index.html"), "utf8")).replace("<html ", `<html data-version="${version}" `);
    const digest = createHash("sha256").update(page).digest("base64");
    const worker = await readFile(join(DIST, "sw.js"), "utf8");
    this.replaced.set("index.html", torn ? `${page}<!-- half of another version -->` : page);
    this.replaced.set(
      "sw.js",
      worker.replace(/(\["\.\/","sha256-)[^"]+/, `$1${digest}`).replace(/("version":")[^"]+/, `$1${version}`),
    );
    this.asked.length = 0;
  }
}

const shown = (page: Page) => page.locator("html");

const deployed = test.extend<{ deployment: Deployment; address: string }>({
  deployment: async ({}, use) => {
    const deployment = new Deployment();
    await use(deployment);
    await deployment.stop();
  },
  address: async ({ deployment }, use) => use(await deployment.start()),
});

deployed("a new version waits until it is wanted, fetches only what changed, and leaves nothing old behind", async ({ page, deployment, address }) => {
  await page.goto(address);
  await untilReady(page);
  await untilOffline(page);
  await deployment.update("second");

  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const waiting = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state);
  await expect.poll(waiting).toBe("installed");
  expect(deployment.asked.filter((path) => path !== "sw.js")).toEqual(["index.html"]);

  await page.reload();
  await untilReady(page);
  await expect(shown(page), "the running version stays").not.toHaveAttribute("data-version");
  await expect.poll(waiting).toBe("installed");

  // The browser lets a worker take over once the old one has answered all it was asked: parts still on their way.
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    (await navigator.serviceWorker.ready).waiting!.postMessage("fueltune:take-over");
    await changed;
  });
  await page.reload();
  await untilReady(page);
  await expect(shown(page)).toHaveAttribute("data-version", "second");
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(["fueltune-app-second"]);
});

deployed("half a deployment is not installed", async ({ page, problems, deployment, address }) => {
  problems.allow(/integrity|Failed to fetch|ServiceWorker/i);
  await page.goto(address);
  await untilReady(page);
  await untilOffline(page);
  await deployment.update("torn", { torn: true });
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker>((resolve) =>
      registration.addEventListener("updatefound", () => resolve(registration.installing!), { once: true }),
    );
    await registration.update().catch(() => null);
    const worker = await found;
    if (worker.state !== "redundant") {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return worker.state;
  });
  expect(state).toBe("redundant");
  await page.reload();
  await untilReady(page);
  await expect(shown(page)).not.toHaveAttribute("data-version");
});
