// A tab with the application in it, and what benchmarks do with it.
import { ThreadClock, quiet, workerThread } from "./threads.mjs";
import { traced } from "./trace.mjs";

/** Lets a benchmark ask for the garbage to be collected and for memory as it is. */
export const FLAGS = ["--js-flags=--expose-gc", "--enable-precise-memory-info"];

const PATIENCE_MS = 120_000;

export class Tab {
  /** `processors`: how many the page believes the machine has, and so how many workers read a file. */
  static async open(browser, url, { processors, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    if (processors) {
      await context.addInitScript((value) => Object.defineProperty(navigator, "hardwareConcurrency", { value }), processors);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return new Tab(browser, url, context, page);
  }

  constructor(browser, url, context, page) {
    Object.assign(this, { browser, url, context, page });
  }

  async close() {
    await this.context.close();
  }

  /** Another tab of the same profile. */
  async another() {
    const page = await this.context.newPage();
    return new Tab(this.browser, this.url, this.context, page);
  }

  /** Opens the application and answers with the time from the address to usable, as the page's own clock has it. */
  async goto(route = "#/") {
    await this.page.addInitScript(() => {
      const seen = new MutationObserver(() => {
        if (document.documentElement?.dataset.ready !== "true") return;
        globalThis.fueltuneReadyAt ??= performance.now();
        seen.disconnect();
      });
      // The document itself: its root element is not there yet.
      seen.observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
    });
    await this.page.goto(this.url + route);
    const ready = await this.page.waitForFunction(() => globalThis.fueltuneReadyAt);
    return ready.jsonValue();
  }

  /** Another page of the application, without loading it anew. */
  async show(route) {
    await this.page.evaluate((hash) => (location.hash = hash), route);
  }

  /** Entries of performance.measure that the application wrote, in milliseconds since 1970; `fueltune:` left out. */
  async measures(where = this.page) {
    return where.evaluate(() =>
      performance
        .getEntriesByType("measure")
        .filter(({ name }) => name.startsWith("fueltune:"))
        .map(({ name, startTime, duration }) => ({
          name: name.slice("fueltune:".length),
          from: performance.timeOrigin + startTime,
          to: performance.timeOrigin + startTime + duration,
          took: duration,
        })),
    );
  }

  /** The last measure of this name, waited for. */
  async measured(name, where = this.page) {
    const wanted = `fueltune:${name}`;
    await poll(() => where.evaluate((name) => performance.getEntriesByName(name, "measure").length > 0, wanted), wanted);
    return (await this.measures(where)).findLast((entry) => entry.name === name);
  }

  async forget(where = this.page) {
    await where.evaluate(() => performance.clearMeasures());
  }

  /** The application's worker, once it runs. */
  async worker() {
    await poll(() => this.page.workers().length > 0, "the worker");
    return this.page.workers()[0];
  }

  /** Waits until page and worker have done what they had to do, so that it is no part of what follows. */
  async settled() {
    const worker = await this.worker();
    await poll(() => worker.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm"))), "the worker's program");
    await quiet((await workerThread(this.browser)).process);
    return worker;
  }

  /**
   * Imports a file that is not stored yet and answers with its session, the stages of page and worker as moments, and the
   * processor time of the worker's thread.
   */
  async import(file) {
    await this.show("#/import");
    const results = this.page.getByTestId("import-result");
    const before = await results.count();
    const worker = await this.settled();
    await this.forget();
    await this.forget(worker);
    const clock = new ThreadClock(await workerThread(this.browser));
    await this.page.getByTestId("drop-zone").locator("input[type=file]").first().setInputFiles(file);
    await results.nth(before).waitFor();
    clock.stop();
    const stages = Object.fromEntries((await this.measures()).map((entry) => [entry.name, entry]));
    for (const entry of await this.measures(worker)) stages[`worker:${entry.name}`] = entry;
    const session = await results.first().getAttribute("data-session");
    return { session, stages, cpu: (name) => clock.between(stages[name].from, stages[name].to) };
  }

  /** Milliseconds for counting the line ends of a file in a worker, slice by slice: the plainest thing to do with it. */
  async scan(file) {
    await this.page.evaluate(() => {
      document.getElementById("bench-file")?.remove();
      const input = document.body.appendChild(document.createElement("input"));
      Object.assign(input, { type: "file", id: "bench-file" });
    });
    await this.page.setInputFiles("#bench-file", file);
    return this.page.evaluate(async () => {
      const program = `onmessage = async ({ data: file }) => {
        let took = 0, lines = 0;
        for (let at = 0; at < file.size; at += 4 << 20) {
          const bytes = new Uint8Array(await file.slice(at, at + (4 << 20)).arrayBuffer());
          const since = performance.now();
          for (let i = 0; i < bytes.length; i++) lines += bytes[i] === 10 ? 1 : 0;
          took += performance.now() - since;
        }
        postMessage({ took, lines });
      }`;
      const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
      const worker = new Worker(address);
      const turns = [];
      for (let turn = 0; turn < 4; turn++) {
        worker.postMessage(document.getElementById("bench-file").files[0]);
        turns.push((await new Promise((done) => (worker.onmessage = ({ data }) => done(data)))).took);
      }
      worker.terminate();
      URL.revokeObjectURL(address);
      return Math.min(...turns);
    });
  }

  /** Explore with the strips of these channels (`~` between strips), every frame in the timeline; drawn when it answers. */
  async explore(session, channels) {
    await this.forget();
    const asked = await this.page.evaluate((hash) => {
      document.documentElement.dataset.bench = "";
      const asked = performance.timeOrigin + performance.now();
      location.hash = hash;
      return asked;
    }, `#/sessions/${session}/explore?ch=${channels}`);
    const view = await this.measured("chart-view");
    return { took: view.to - asked, view: view.took };
  }

  /** Bytes of the worker's WebAssembly memory, which never shrinks. */
  async workerMemory() {
    const worker = await this.worker();
    return worker.evaluate(async () => {
      const program = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("_bg.wasm"));
      // The script is loaded already: this is the very module that runs.
      const { default: init } = await import(program.name.replace("_bg.wasm", ".js"));
      return (await init()).memory.buffer.byteLength;
    });
  }

  /** Runs `work` and answers with the tasks of the main thread meanwhile. */
  traced(work) {
    return traced(this.browser, this.page, work);
  }
}

async function poll(found, what) {
  const until = Date.now() + PATIENCE_MS;
  while (!(await found())) {
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}
