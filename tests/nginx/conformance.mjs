// What nginx.conf promises, asked of a running nginx. `cargo xtask nginx` starts it and says where it is.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { test } from "node:test";

const { FUELTUNE_NGINX_URL: APP, FUELTUNE_FRONT_PLAIN: PLAIN, FUELTUNE_FRONT_TLS: TLS } = process.env;
const DIST = process.env.FUELTUNE_DIST;
const files = await readdir(DIST, { recursive: true });
const named = (pattern) => {
  const found = files.find((file) => pattern.test(file));
  assert.ok(found, `dist/ has no file like ${pattern}`);
  return found;
};
const APP_WASM = named(/^app-[0-9a-f]+_bg\.wasm$/);
const APP_JS = named(/^app-[0-9a-f]+\.js$/);
const PART = named(/^part-log-[0-9a-f]+\.wasm$/);
const WORKER_JS = named(/^worker-[0-9a-f]+\.js$/);
const CSS = named(/^main-[0-9a-f]+\.css$/);
const PLOTLY = named(/^vendor\/plotly-[\d.]+\.min\.js$/);
const FOREVER = "public, max-age=31536000, immutable";

// node:http, since fetch would unpack what is compressed and follow redirects. The certificate is one for trials.
function get(address, { headers = {}, method = "GET" } = {}) {
  return new Promise((resolve, reject) => {
    const { request } = address.startsWith("https:") ? https : http;
    request(address, { method, headers, rejectUnauthorized: false, agent: false }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    })
      .on("error", reject)
      .end();
  });
}

const TYPES = [
  ["", "text/html; charset=utf-8"],
  [APP_WASM, "application/wasm"],
  [PART, "application/wasm"],
  [APP_JS, "application/javascript; charset=utf-8"],
  [CSS, "text/css; charset=utf-8"],
  ["manifest.webmanifest", "application/manifest+json; charset=utf-8"],
  ["icons/icon.svg", "image/svg+xml; charset=utf-8"],
  ["icons/icon-192.png", "image/png"],
];
for (const [file, type] of TYPES) {
  test(`/${file} is sent as ${type}`, async () => {
    const answer = await get(APP + file);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers["content-type"], type);
  });
}

for (const file of [APP_WASM, APP_JS, PART, WORKER_JS, CSS]) {
  test(`/${file} carries a digest in its name and is kept for ever`, async () => {
    assert.equal((await get(APP + file)).headers["cache-control"], FOREVER);
  });
}

for (const file of ["", "index.html", "sw.js", "manifest.webmanifest", "icons/icon-192.png", PLOTLY]) {
  test(`/${file} has a lasting name and is asked for again`, async () => {
    const answer = await get(APP + file);
    assert.equal(answer.headers["cache-control"], "no-cache");
    const again = await get(APP + file, { headers: { "If-None-Match": answer.headers.etag } });
    assert.equal(again.status, 304, "an unchanged file costs one short answer");
  });
}

const MISSING = ["app-0123456789abcdef.js", "app-0123456789abcdef_bg.wasm", "nothing", "sessions/1", "icons/", ".git/config"];
for (const file of MISSING) {
  test(`/${file} is not there: 404, not the page, and kept by nobody`, async () => {
    const answer = await get(APP + file);
    assert.ok([403, 404].includes(answer.status), `status ${answer.status}`);
    assert.equal(answer.headers["cache-control"], "no-store");
    assert.doesNotMatch(answer.body.toString(), /fueltune-app/);
  });
}

test("the security headers come with every answer, an error too", async () => {
  for (const file of ["", APP_WASM, WORKER_JS, "nothing", "health"]) {
    const { headers } = await get(APP + file);
    assert.equal(headers["x-content-type-options"], "nosniff", file);
    assert.equal(headers["x-frame-options"], "DENY", file);
    assert.equal(headers["referrer-policy"], "no-referrer", file);
    assert.match(headers["permissions-policy"], /camera=\(\).*geolocation=\(\).*microphone=\(\)/, file);
    assert.equal(headers["cross-origin-opener-policy"], "same-origin", file);
    assert.equal(headers["cross-origin-embedder-policy"], "require-corp", file);
    assert.equal(headers["cross-origin-resource-policy"], "same-origin", file);
    assert.ok(headers["content-security-policy"], file);
    assert.equal(headers.server, "nginx", "no version is told");
  }
});

test("the policy allows WebAssembly, but no code from text, no inline script and nothing from elsewhere", async () => {
  const { headers } = await get(APP);
  const policy = new Map(
    headers["content-security-policy"].split(";").map((part) => {
      const [name, ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );
  assert.deepEqual(policy.get("default-src"), ["'none'"]);
  assert.deepEqual(policy.get("script-src"), ["'self'", "'wasm-unsafe-eval'"]);
  assert.deepEqual(policy.get("connect-src"), ["'self'"]);
  assert.deepEqual(policy.get("frame-ancestors"), ["'none'"]);
  const allowed = [...policy.values()].flat();
  for (const value of ["'unsafe-eval'", "*", "http:", "https:"]) assert.ok(!allowed.includes(value), value);
  const inline = [...policy].filter(([, values]) => values.includes("'unsafe-inline'")).map(([name]) => name);
  assert.deepEqual(inline, ["style-src-attr"]);
});

test("health answers at once, without asking for a file", async () => {
  const answer = await get(`${APP}health`);
  assert.equal(answer.status, 200);
  assert.equal(answer.body.toString(), "ok\n");
  assert.match(answer.headers["content-type"], /^text\/plain/);
});

const CODINGS = [["gzip", "gz"]];
if (process.env.FUELTUNE_BROTLI) CODINGS.push(["br", "br"]);
for (const [coding, end] of CODINGS) {
  for (const file of ["index.html", APP_WASM, PLOTLY]) {
    test(`/${file} is sent as the build packed it, in ${coding}`, async () => {
      const answer = await get(APP + file, { headers: { "Accept-Encoding": coding } });
      assert.equal(answer.headers["content-encoding"], coding);
      assert.match(answer.headers.vary ?? "", /Accept-Encoding/i);
      assert.deepEqual(answer.body, await readFile(`${DIST}/${file}.${end}`));
    });
  }
}

test("a browser that takes everything gets the smallest", { skip: !process.env.FUELTUNE_BROTLI }, async () => {
  const answer = await get(APP + APP_WASM, { headers: { "Accept-Encoding": "gzip, deflate, br, zstd" } });
  assert.equal(answer.headers["content-encoding"], "br");
});

test("who takes nothing packed gets the file itself", async () => {
  const answer = await get(APP + APP_WASM);
  assert.equal(answer.headers["content-encoding"], undefined);
  assert.deepEqual(answer.body, await readFile(`${DIST}/${APP_WASM}`));
});

test("only reading is allowed", async () => {
  assert.equal((await get(APP, { method: "POST" })).status, 405);
  assert.equal((await get(APP, { method: "HEAD" })).status, 200);
});

test("in front, port 80 leads to TLS and answers for its own health", async () => {
  const answer = await get(`${PLAIN}sw.js?x=1`);
  assert.equal(answer.status, 308);
  assert.equal(answer.headers.location, "https://localhost/sw.js?x=1");
  assert.equal((await get(`${PLAIN}health`)).body.toString(), "ok\n");
});

test("in front, TLS passes everything on, headers and packed files included", async () => {
  const [inside, outside] = await Promise.all(
    [APP, TLS].map((base) => get(base + APP_WASM, { headers: { "Accept-Encoding": "gzip" } })),
  );
  assert.equal(outside.status, 200);
  assert.deepEqual(outside.body, inside.body);
  assert.equal(outside.headers["strict-transport-security"], "max-age=31536000");
  for (const name of Object.keys(inside.headers).filter((name) => !["date", "connection", "keep-alive"].includes(name))) {
    assert.equal(outside.headers[name], inside.headers[name], name);
  }
  assert.equal((await get(`${TLS}nothing`)).status, 404);
});
