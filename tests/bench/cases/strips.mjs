// The strips of 1,000,000 rows, eight channels in four strips: first drawing, and the main thread's work for each frame of
// zooming, panning and moving the cursor, beside a plain canvas that draws as many points.
import { perFrame } from "../support/trace.mjs";

const CHANNELS = "rpm,tps,~,map_gauge,pedal,~,lambda_1,lambda_target,~,ign_advance,lambda_cl";
const FRAMES = 180;
const LINES = 8;

export default async function ({ fresh, log, median, p95 }) {
  const tab = await fresh();
  await tab.goto("#/import");
  const { session } = await tab.import(log("long-1"));
  const first = await tab.explore(session, CHANNELS);
  // Everything that comes after the first drawing: figures, values at the cursor.
  await tab.settled();
  const rows = [
    { what: "first drawing after the session is stored", value: first.took, unit: "ms", budget: "strips.first_ms" },
    { what: "of which asked to drawn", value: first.view, unit: "ms" },
  ];
  const plain = await work(tab, plainCanvas);
  for (const [name, move] of Object.entries(MOVES)) {
    await tab.forget();
    const seen = await work(tab, move);
    const drawn = (await tab.measures()).filter((entry) => entry.name === "chart-frame").map(({ took }) => took);
    const views = (await tab.measures()).filter((entry) => entry.name === "view").map(({ took }) => took);
    rows.push(
      { what: `${name}, work a frame, median`, value: median(seen.cpu), unit: "ms CPU", budget: "strips.frame_work_ms", reference: median(plain.cpu) },
      { what: `${name}, work a frame, p95`, value: p95(seen.cpu), unit: "ms CPU", reference: p95(plain.cpu) },
      { what: `${name}, of which dots made without a graphics processor, median`, value: median(seen.raster), unit: "ms CPU", reference: median(plain.raster) },
      { what: `${name}, of which drawing, median`, value: median(drawn), unit: "ms" },
      { what: `${name}, frame interval, median`, value: median(seen.interval), unit: "ms", budget: "strips.interval_ms", reference: median(plain.interval) },
      { what: `${name}, frame interval, p95`, value: p95(seen.interval), unit: "ms", budget: "strips.interval_p95_ms", reference: p95(plain.interval) },
    );
    if (views.length > 2) {
      rows.push(
        { what: `${name}, new view from the worker, median`, value: median(views), unit: "ms", budget: "strips.view_ms" },
        { what: `${name}, new view from the worker, p95`, value: p95(views), unit: "ms" },
      );
    }
    // Back to the whole log.
    await tab.page.getByTestId("strip-chart").dblclick({ position: { x: 600, y: 60 } });
    await tab.settled();
  }
  await tab.close();
  return rows;
}

/** Frames with `move`, which runs in the page once for each of them. */
async function work(tab, move) {
  let interval;
  const trace = await tab.traced(async () => {
    interval = await tab.page.evaluate(
      async ({ source, frames, lines }) => {
        const chart = document.querySelector("[data-testid=strip-chart]");
        const canvas = [...chart.querySelectorAll("canvas")].at(-1);
        const box = canvas.getBoundingClientRect();
        const send = (type, x, options = {}) => {
          const make = type === "wheel" ? WheelEvent : PointerEvent;
          const place = { clientX: box.left + box.width * x, clientY: box.top + 60, bubbles: true, cancelable: true };
          canvas.dispatchEvent(new make(type, { ...place, pointerId: 1, pointerType: "mouse", isPrimary: true, ...options }));
        };
        const step = new Function(`return ${source}`)()({ chart, canvas, box, send, lines });
        const times = [];
        await new Promise((done) => {
          const frame = (t) => {
            performance.mark("bench:frame");
            times.push(t);
            if (times.length > frames) return done();
            step(times.length / frames, times.length);
            requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        });
        step(null);
        return times.slice(1).map((t, i) => t - times[i]);
      },
      { source: move.toString(), frames: FRAMES, lines: LINES },
    );
  });
  return { cpu: perFrame(trace), raster: perFrame({ ...trace, tasks: trace.raster }), interval };
}

/** What a hand does; each gives a function of how far it is, from 0 to 1, and the number of the frame; null ends it. */
const MOVES = {
  zoom: ({ send }) => (share, frame) => {
    // In for a while, out for a while.
    if (share !== null) send("wheel", 0.4, { deltaY: Math.floor(frame / 30) % 2 ? 40 : -40, ctrlKey: true });
  },
  pan: ({ send }) => {
    for (let i = 0; i < 6; i++) send("wheel", 0.5, { deltaY: -120, ctrlKey: true });
    send("pointerdown", 0.5, { button: 1, buttons: 4 });
    return (share) => {
      if (share === null) send("pointerup", 0.5, { button: 1 });
      else send("pointermove", 0.5 + 0.4 * Math.sin(share * Math.PI * 6), { button: -1, buttons: 4 });
    };
  },
  cursor: ({ send }) => (share) => {
    if (share !== null) send("pointermove", 0.1 + 0.8 * share, { button: -1 });
  },
};

/** As many points as the strips have (two for each dot of the width), stroked anew for each frame. */
function plainCanvas({ chart, canvas, lines }) {
  const plain = canvas.cloneNode();
  Object.assign(plain.style, { position: "absolute", inset: "0" });
  chart.append(plain);
  const pen = plain.getContext("2d");
  const [width, height] = [plain.width, plain.height];
  const paths = Array.from({ length: lines }, (_, line) => {
    const path = new Path2D();
    for (let x = 0; x < 2 * width; x++) {
      const y = ((line + 0.5 + 0.4 * Math.sin(x / 40 + line) * (x % 2 ? 1 : 0.8)) / lines) * height;
      path.lineTo(x / 2, y);
    }
    return path;
  });
  return (share) => {
    if (share === null) return plain.remove();
    pen.clearRect(0, 0, width, height);
    paths.forEach((path, line) => {
      pen.strokeStyle = `hsl(${line * 40} 70% 50%)`;
      pen.save();
      pen.translate(Math.sin(share * 6) * 40, 0);
      pen.stroke(path);
      pen.restore();
    });
  };
}
