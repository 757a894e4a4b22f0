// Processor time and memory of the browser's processes, from /proc: Linux only.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/** The name of a dedicated worker's thread, as far as the kernel keeps it. */
const WORKER = "DedicatedWorker";
const EVERY_MS = 4;

/** Tries to find a worker alone, a tenth of a second apart: the one that analyses a new log ends with that. */
const TRIES = 300;

/** Where the dedicated worker runs that is the only one of this browser. */
export async function workerThread(browser) {
  const session = await browser.newBrowserCDPSession();
  let found = [];
  for (let turn = 0; turn < TRIES && found.length !== 1; turn++) {
    if (turn > 0) await new Promise((later) => setTimeout(later, 100));
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    found = processInfo.map(({ id }) => id).flatMap((process) => threads(process).map((thread) => ({ process, thread })));
  }
  await session.detach();
  if (found.length !== 1) throw new Error(`${found.length} worker threads instead of one`);
  return found[0];
}

function threads(process) {
  try {
    return readdirSync(`/proc/${process}/task`).filter(
      (thread) => readFileSync(`/proc/${process}/task/${thread}/comm`, "utf8").trim() === WORKER,
    );
  } catch {
    // A process or thread that has ended since.
    return [];
  }
}

/** Milliseconds of processor time that a thread has taken since it began. */
function taken({ process, thread }) {
  return Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

/** Milliseconds of processor time that all threads of a process have taken. */
function takenByAll(process) {
  return readdirSync(`/proc/${process}/task`).reduce((sum, thread) => sum + taken({ process, thread }), 0);
}

const QUIET = { share: 0.05, every: 100, times: 3 };

/** Waits until a process has next to nothing to do. */
export async function quiet(process) {
  for (let calm = 0; calm < QUIET.times; ) {
    const before = takenByAll(process);
    await new Promise((later) => setTimeout(later, QUIET.every));
    calm = takenByAll(process) - before < QUIET.share * QUIET.every ? calm + 1 : 0;
  }
}

/** Now, as page and worker tell it: milliseconds since 1970. */
const now = () => performance.timeOrigin + performance.now();

/** Looks at a thread's processor time again and again, so that any stretch of it can be asked for afterwards. */
export class ThreadClock {
  constructor(place) {
    this.place = place;
    this.seen = [];
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.look();
  }

  look() {
    this.seen.push([now(), taken(this.place)]);
  }

  stop() {
    clearInterval(this.timer);
    this.look();
  }

  /** Milliseconds of processor time between two moments. */
  between(from, to) {
    return this.at(to) - this.at(from);
  }

  at(moment) {
    const after = this.seen.findIndex(([t]) => t >= moment);
    if (after < 0) return this.seen.at(-1)[1];
    const [t1, c1] = this.seen[after];
    const [t0, c0] = this.seen[Math.max(after - 1, 0)];
    return t1 > t0 ? c0 + ((c1 - c0) * (moment - t0)) / (t1 - t0) : c1;
  }
}

function status(process, name) {
  const line = readFileSync(`/proc/${process}/status`, "utf8").match(new RegExp(`^${name}:\\s+(\\d+) kB`, "m"));
  if (!line) throw new Error(`/proc tells no ${name}`);
  return Number(line[1]) * 1024;
}

/** Bytes of memory a process has, and the most it had since `forgetPeak`. */
export const memory = (process) => status(process, "VmRSS");
export const peak = (process) => status(process, "VmHWM");
export const forgetPeak = (process) => writeFileSync(`/proc/${process}/clear_refs`, "5");
