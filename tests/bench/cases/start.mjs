// From the address to a usable page: nothing cached, on a slow phone, and from the service worker's cache.
export const name = "start";

const TIMES = 5;
// The phone profile of the developer tools: a processor four times slower, the latency of fast 3G.
const PHONE = { slowdown: 4, latency: 562.5 };

export async function run({ fresh, open, median }) {
  const cold = [];
  const bytes = [];
  const phone = [];
  const cached = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    const desktop = await fresh();
    const page = await desktop.newPage();
    const network = await desktop.newCDPSession(page);
    let received = 0;
    await network.send("Network.enable");
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (received += encodedDataLength));
    cold.push(await open(page));
    bytes.push(received / 1000);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
      }
    });
    const again = await desktop.newPage();
    cached.push(await open(again));
    await desktop.close();

    const pocket = await fresh({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    const small = await pocket.newPage();
    const session = await pocket.newCDPSession(small);
    await session.send("Emulation.setCPUThrottlingRate", { rate: PHONE.slowdown });
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: PHONE.latency,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    phone.push(await open(small));
    await pocket.close();
  }
  return [
    { what: "first load, desktop", value: median(cold), unit: "ms", budget: "start.cold_desktop_ms" },
    { what: "first load, phone profile", value: median(phone), unit: "ms", budget: "start.cold_phone_ms" },
    { what: "from the service worker's cache", value: median(cached), unit: "ms", budget: "start.cached_ms" },
    { what: "received until usable", value: median(bytes), unit: "kB", budget: "weight.shell_kb" },
  ];
}
