// Puts NAME.br and NAME.gz beside every file that gets smaller by it.
//   node compress.mjs FOLDER CACHE
// The cache remembers results by content: most files do not change between builds.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const SMALLEST = 512;
const COMPRESSIBLE = /\.(?:css|csv|html|js|json|svg|txt|wasm|webmanifest)$/;
const METHODS = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

const [folder, cache] = process.argv.slice(2);
await mkdir(cache, { recursive: true });
const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

await Promise.all(
  files.map(async (file) => {
    const bytes = await readFile(file);
    if (bytes.length < SMALLEST) return;
    const digest = createHash("sha256").update(bytes).digest("hex");
    for (const [end, method] of Object.entries(METHODS)) {
      const cached = join(cache, `${digest}.${end}`);
      const known = await readFile(cached).catch(() => null);
      const packed = known ?? (await method(bytes));
      if (!known) await writeFile(cached, packed);
      if (packed.length < bytes.length) await writeFile(`${file}.${end}`, packed);
    }
  }),
);
