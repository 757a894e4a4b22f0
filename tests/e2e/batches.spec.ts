// Many files at once: dropped, chosen, or out of a folder. Each has its result, one that fails stops nothing, and at the
// end it is summed up.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chooseFiles, dropFiles, expect, expectAccessible, expectToast, openApp, test } from "./helpers";
import { doubtfulCsv, fuelTechCsv } from "./logs";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const logs = (n: number, from = 0) => Array.from({ length: n }, (_, i) => ({ name: `Pull ${i + 1}.csv`, content: fuelTechCsv(100 + from + i) }));
const batch = (page: Page) => page.getByTestId("import-batch").first();

test("dozens of files: each has its result, what is no log is told in short, and all is summed up", async ({ page }) => {
  await openApp(page, "#/import");
  const odd = Array.from({ length: 8 }, (_, i) => ({ name: `photo ${i}.jpg`, content: i ? PNG : Buffer.alloc(0) }));
  await chooseFiles(page, ...logs(24), ...odd, { name: "Doubtful.csv", content: doubtfulCsv(40) });
  await expect(batch(page)).toHaveAttribute("data-open", "0", { timeout: 60_000 });
  for (const [state, n] of Object.entries({ files: 33, done: 24, refused: 8, review: 1, failed: 0, duplicate: 0 })) {
    await expect(batch(page), state).toHaveAttribute(`data-${state}`, String(n));
  }
  const summary = page.getByTestId("import-summary");
  for (const words of ["33 files", "24 imported", "8 no logs", "1 needs your eye"]) await expect(summary).toContainText(words);
  // No wall of red: a line, and the reasons on request.
  await expect(page.getByTestId("import-item").filter({ hasText: "photo" })).toHaveCount(0);
  await page.getByTestId("batch-why").click();
  await expect(page.getByTestId("import-item").filter({ hasText: "photo" })).toHaveCount(8);
  await expect(page.getByTestId("import-item").filter({ hasText: "photo 0" })).toContainText("The file is empty");
  await expect(page.getByTestId("import-result")).toHaveCount(12);
  await page.getByRole("button", { name: "Show 12 more files" }).click();
  await expect(page.getByTestId("import-result")).toHaveCount(24);
  await expectAccessible(page);
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(24);
});

test("files that are here already are decided about at once, without a question each", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, ...logs(4));
  await expect(batch(page)).toHaveAttribute("data-done", "4");
  await chooseFiles(page, ...logs(4), { name: "New.csv", content: fuelTechCsv(300) });
  await expect(batch(page)).toHaveAttribute("data-duplicate", "4");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(batch(page)).toHaveAttribute("data-done", "1");
  await expectAccessible(page);
  await page.getByTestId("batch-twins").getByRole("button", { name: "Read them again" }).click();
  await expect(batch(page)).toHaveAttribute("data-done", "5");
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(5);
  await page.goto("./#/import");
  await chooseFiles(page, ...logs(4));
  await expect(batch(page)).toHaveAttribute("data-duplicate", "4");
  await page.getByTestId("batch-twins").getByRole("button", { name: "Leave them" }).click();
  await expect(batch(page)).toHaveAttribute("data-cancelled", "4");
});

test("the files of a folder come in with those of the folders inside it, what the system left there does not", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "track-day-"));
  await mkdir(join(folder, "session 2", ".thumbs"), { recursive: true });
  const files: [string, string | Buffer][] = [
    ["Log.csv", fuelTechCsv(120)],
    [".DS_Store", "litter"],
    ["photo.png", PNG],
    ["session 2/Log.csv", fuelTechCsv(130)],
    ["session 2/Thumbs.db", "litter"],
    ["session 2/.thumbs/a.csv", fuelTechCsv(140)],
  ];
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  await openApp(page, "#/import");
  await expect(page.getByTestId("folder-pick")).toBeVisible();
  await page.getByTestId("folder-input").setInputFiles(folder);
  await expect(batch(page)).toHaveAttribute("data-files", "3");
  await expect(batch(page)).toHaveAttribute("data-done", "2");
  await expect(batch(page)).toHaveAttribute("data-refused", "1");
  await rm(folder, { recursive: true });
});

test("a folder that is dropped is walked through", async ({ page }) => {
  await openApp(page, "#/sessions");
  // A drag with a folder cannot be made by hand: the entries are those that a browser hands out.
  await page.evaluate((contents) => {
    const file = (name: string, path: string, text: string) => ({
      isFile: true, isDirectory: false, name, fullPath: path,
      file: (found: (file: File) => void) => found(new File([text], name)),
    });
    const folder = (name: string, path: string, children: unknown[]): unknown => ({
      isFile: false, isDirectory: true, name, fullPath: path,
      createReader: () => {
        const portions = [children.slice(0, 1), children.slice(1), []];
        return { readEntries: (found: (entries: unknown[]) => void) => found(portions.shift() ?? []) };
      },
    });
    const inner = folder("evening", "/day/evening", [file("B.csv", "/day/evening/B.csv", contents[1] ?? "")]);
    const root = folder("day", "/day", [inner, file("A.csv", "/day/A.csv", contents[0] ?? ""), file(".DS_Store", "/day/.DS_Store", "x")]);
    DataTransferItem.prototype.webkitGetAsEntry = () => root as FileSystemEntry;
  }, [fuelTechCsv(110), fuelTechCsv(115)]);
  await dropFiles(page, page.locator("main"), { name: "day", content: "" });
  await expect(batch(page)).toHaveAttribute("data-done", "2");
  await expect(page.getByTestId("import-summary")).toContainText("day");
});

test("a folder without a file says so", async ({ page }) => {
  await openApp(page, "#/sessions");
  await page.evaluate(() => {
    const root = { isFile: false, isDirectory: true, name: "empty", fullPath: "/empty", createReader: () => ({ readEntries: (found: (entries: unknown[]) => void) => found([]) }) };
    DataTransferItem.prototype.webkitGetAsEntry = () => root as unknown as FileSystemEntry;
  });
  await dropFiles(page, page.locator("main"), { name: "empty", content: "" });
  await expectToast(page, "There is no file in this folder");
});

test("a batch is stopped as a whole, and what was stored stays", async ({ page }) => {
  await openApp(page, "#/import");
  const long = Array.from({ length: 6 }, (_, i) => ({ name: `Long ${i}.csv`, content: fuelTechCsv(60_000 + i) }));
  await chooseFiles(page, ...long);
  await page.getByTestId("batch-cancel").click();
  await expect(batch(page)).toHaveAttribute("data-open", "0");
  const done = Number(await batch(page).getAttribute("data-done"));
  await expect(batch(page)).toHaveAttribute("data-cancelled", String(6 - done));
  await page.goto("./#/sessions");
  await expect(page.getByTestId("session-row")).toHaveCount(done);
});

test("whoever is on another page gets one notice about all of them", async ({ page }) => {
  await openApp(page, "#/import");
  await chooseFiles(page, ...logs(6, 2000), { name: "Doubtful.csv", content: doubtfulCsv(40) });
  await page.goto("./#/settings");
  const toast = await expectToast(page, "6 of 7 files are imported");
  await expect(toast).toContainText("1 file waits for your decision");
  await expect(page.getByTestId("toast")).toHaveCount(1);
  await toast.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByTestId("mapping")).toBeVisible();
});

for (const theme of ["dark", "light"] as const) {
  for (const width of [1440, 390]) {
    test(`a batch can be read by everybody: ${theme}, ${width} px wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await openApp(page, "#/import");
      await chooseFiles(page, ...logs(3));
      await expect(batch(page)).toHaveAttribute("data-done", "3");
      await chooseFiles(page, ...logs(3), ...logs(5, 50), { name: "photo.png", content: PNG }, { name: "Doubtful.csv", content: doubtfulCsv(40) });
      await expect(batch(page)).toHaveAttribute("data-done", "5");
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, "the page does not scroll sideways").toBeLessThanOrEqual(0);
    });
  }
}
