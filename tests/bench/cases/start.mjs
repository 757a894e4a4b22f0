// From the address to a usable page: nothing cached, on a slow phone, and from the service worker's cache.

const TIMES = 5;
// The phone profile of the developer tools: a processor four times slower, the latency of fast 3G; and its bandwidth.
const PHONE = { slowdown: 4, latency: 562.5, bytesPerSecond: (1.6e6 * 0.9) / 8 };
const POCKET = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export default async function ({ fresh, median }) {
  const [cold, bytes, cached, phone, slowPhone, cachedPhone] = [[], [], [], [], [], []];
  for (let turn = 0; turn < TIMES; turn += 1) {
    const desktop = await fresh();
    const network = await desktop.context.newCDPSession(desktop.page);
    let received = 0;
    await network.send("Network.enable");
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (received += encodedDataLength));
    cold.push(await desktop.goto());
    bytes.push(received / 1000);
    cached.push(await again(desktop));
    await desktop.close();
    phone.push(await onPhone(fresh, -1));
    slowPhone.push(await onPhone(fresh, PHONE.bytesPerSecond));
    const pocket = await fresh(POCKET);
    await pocket.goto();
    cachedPhone.push(await again(pocket, (tab) => slowDown(tab, -1)));
    await pocket.close();
  }
  return [
    { what: "first load, desktop", value: median(cold), unit: "ms", budget: "start.cold_desktop_ms" },
    { what: "first load, phone profile (latency only)", value: median(phone), unit: "ms", budget: "start.cold_phone_ms" },
    { what: "first load, phone profile with 1.4 Mbit/s", value: median(slowPhone), unit: "ms" },
    { what: "from the service worker's cache, desktop", value: median(cached), unit: "ms", budget: "start.cached_ms" },
    { what: "from the service worker's cache, phone profile", value: median(cachedPhone), unit: "ms" },
    { what: "received until usable", value: median(bytes), unit: "kB", budget: "weight.shell_kb" },
  ];
}

/** Another visit, once everything is kept for offline use. */
async function again(tab, prepare = async () => {}) {
  await tab.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
  });
  const visit = await tab.another();
  await prepare(visit);
  return visit.goto();
}

async function onPhone(fresh, downloadThroughput) {
  const tab = await fresh(POCKET);
  await slowDown(tab, downloadThroughput);
  const took = await tab.goto();
  await tab.close();
  return took;
}

async function slowDown(tab, downloadThroughput) {
  const session = await tab.context.newCDPSession(tab.page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: PHONE.slowdown });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: PHONE.latency, downloadThroughput, uploadThroughput: -1 });
}
