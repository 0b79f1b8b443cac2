// Runtimes that run a file.
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run, startsNot } from "../support/run.mjs";

const require = createRequire(import.meta.url);
const packageFolder = (name) => join(require.resolve(`${name}/package.json`), "..");
// The command of that package is this file on every system, whatever its ending says.
export const bun = () => join(packageFolder("bun"), "bin/bun.exe");
export const deno = () => join(packageFolder("deno"), "bin.cjs");

export const DENO_FLAGS = ["run", "--no-prompt", "--cached-only", "--allow-read", "--allow-net"];
export const BUN_FLAGS = ["run", "--no-install"];

const runtime = ({ name, program, args = [], flags = [], app }) => ({
  name,
  missing: () => startsNot(program(), args),
  run: async ({ folder, shop, key }) => {
    const line = [...args, ...flags, app, shop, key];
    // Deno keeps a cache, which belongs to no one else.
    const env = { DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
    return JSON.parse(await run(program(), line, folder, env));
  },
});

const node = () => process.execPath;

/** One program with everything in it, which runs where the package is not installed. */
async function compile({ folder, shop, key }) {
  const program = join(folder, "program.exe");
  await run(bun(), ["build", "--compile", "import.mjs", "--outfile", program], folder);
  await rm(join(folder, "node_modules"), { recursive: true });
  return JSON.parse(await run(program, [shop, key], folder));
}

export const ROWS = [
  runtime({ name: `Node ${process.versions.node}, import`, program: node, app: "import.mjs" }),
  runtime({ name: `Node ${process.versions.node}, require`, program: node, app: "require.cjs" }),
  runtime({
    name: `Deno ${require("deno/package.json").version}`,
    program: node,
    args: [deno()],
    flags: DENO_FLAGS,
    app: "import.mjs",
  }),
  runtime({
    name: `Bun ${require("bun/package.json").version}`,
    program: bun,
    flags: BUN_FLAGS,
    app: "import.mjs",
  }),
  {
    name: `Bun ${require("bun/package.json").version}, compiled`,
    missing: () => startsNot(bun()),
    run: compile,
  },
];
