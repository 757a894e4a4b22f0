// What the end-to-end tests share. Every test fails on an error in the console, a broken policy or a request that
// leaves the server, wherever on the page it happens.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

export { expect };

/** Where nginx serves the same build with the strict policy. */
export const NGINX_URL = process.env.FUELTUNE_NGINX_URL ?? "";

/** What went wrong on a page besides what the test looks at. A test that provokes an error says so: `problems.allow(/…/)`. */
export class Problems {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  watch(page: Page): void {
    page.on("pageerror", (error) => this.found.push(`uncaught: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.found.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.hostname !== "localhost") this.found.push(`leaves the device: ${url.href}`);
    });
  }

  get list(): string[] {
    return this.found.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }
}

export const test = base.extend<{ problems: Problems }>({
  problems: [
    async ({ context }, use) => {
      const problems = new Problems();
      context.on("page", (page) => problems.watch(page));
      await use(problems);
      expect(problems.list, "no error anywhere on the page").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a route (`#/sessions`) and waits until the page can be used. */
export async function openApp(page: Page, route = "#/", base = ""): Promise<void> {
  await page.goto(`${base || "./"}${route}`);
  await untilReady(page);
}

export async function untilReady(page: Page): Promise<void> {
  await expect(page.locator("html[data-ready=true]")).toBeAttached();
}

/** A toast that says this is shown. */
export async function expectToast(page: Page, text: string | RegExp): Promise<Locator> {
  const toast = page.getByTestId("toast").filter({ hasText: text });
  await expect(toast).toBeVisible();
  return toast;
}

/** A file for the drop zone: one on disk, or made on the spot. */
export type ImportFile = string | { name: string; mimeType?: string; content: string | Buffer };

async function payload(file: ImportFile): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  if (typeof file === "string") {
    return { name: file.split("/").at(-1) ?? file, mimeType: "text/csv", buffer: await readFile(file) };
  }
  return { name: file.name, mimeType: file.mimeType ?? "text/csv", buffer: Buffer.from(file.content) };
}

/** Chooses files with the picker. */
export async function chooseFiles(page: Page, ...files: ImportFile[]): Promise<void> {
  const input = page.getByTestId("drop-zone").locator("input[type=file]").first();
  await input.setInputFiles(await Promise.all(files.map(payload)));
}

/** Drops files on an element, as a hand does: the events of a drag, with real files in them. */
export async function dropFiles(page: Page, target: Locator, ...files: ImportFile[]): Promise<void> {
  const contents = await Promise.all(files.map(payload));
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      return data;
    },
    contents.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") })),
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await target.dispatchEvent(type, { dataTransfer: transfer });
  }
}

/** What the hook `import-result` says about a finished import. */
export interface ImportResult {
  rows: number;
  channels: number;
  format: string;
  session: string;
}

/** Imports with the picker and answers with what came of it. */
export async function importFile(page: Page, file: ImportFile): Promise<ImportResult> {
  await chooseFiles(page, file);
  const result = page.getByTestId("import-result");
  await expect(result).toBeVisible({ timeout: 30_000 });
  const attribute = async (name: string) => (await result.getAttribute(`data-${name}`)) ?? "";
  return {
    rows: Number(await attribute("rows")),
    channels: Number(await attribute("channels")),
    format: await attribute("format"),
    session: await attribute("session"),
  };
}

/** Waits until everything is kept for offline use and the service worker answers for the page. */
export async function untilOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
}

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** WCAG 2.2 AA as far as a machine can tell, on the page as it stands once it has its heading. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  // Put in by the debugger's channel: the page's own policy lets no such script in.
  await page.evaluate(await readFile(AXE, "utf8"));
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import("axe-core") }).axe;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags } });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  });
  expect(violations).toEqual([]);
}
