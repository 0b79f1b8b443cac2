// What a container asks itself: ends with 0 where the worker of this machine lives.
import process from "node:process";
import { readAddress } from "../src/settings.js";

const MOST_MS = 4_000;

const { port } = readAddress(process.env);
try {
  const signal = AbortSignal.timeout(MOST_MS);
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/healthz`, { signal });
  if (!ok) console.error(`/healthz answers ${status}`);
  process.exitCode = ok ? 0 : 1;
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : "no answer");
  process.exitCode = 1;
}
