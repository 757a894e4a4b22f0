// Started by `cargo xtask e2e`, which serves the release build and says where, and which browser to use.
import { defineConfig } from "@playwright/test";

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by \`cargo xtask e2e\``);
  return value;
}

export default defineConfig({
  testDir: ".",
  outputDir: ".results/artifacts",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [["line"], ["json", { outputFile: given("FUELTUNE_REPORT") }]],
  use: {
    baseURL: given("FUELTUNE_URL"),
    locale: "en-US",
    timezoneId: "America/Sao_Paulo",
    viewport: { width: 1280, height: 800 },
    // Costs a good part of the time, so only where somebody looks for a fault.
    trace: process.env.FUELTUNE_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: given("CHROMIUM"),
      args: given("CHROMIUM_FLAGS").split(" "),
    },
  },
});
