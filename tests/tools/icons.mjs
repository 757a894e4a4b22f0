// Draws assets/icons/*.png from the two SVG files beside them. Run by hand when an icon changes:
//   node tests/tools/icons.mjs
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const icons = fileURLToPath(new URL("../../assets/icons/", import.meta.url));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const name of ["icon", "maskable"]) {
  const svg = await readFile(`${icons}${name}.svg`, "utf8");
  for (const size of [192, 512]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    await page.screenshot({ path: `${icons}${name}-${size}.png`, omitBackground: true });
  }
}
await browser.close();
