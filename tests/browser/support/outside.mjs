// What the page shows as code, run outside of it; and files that it hands over.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs a command of the page in a shell: what it prints. */
export function shell(command, secrets) {
  const env = { ...process.env, ...secrets };
  const ran = spawnSync("bash", ["-c", `${command.trim()} --silent`], { env, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout;
}

/** Runs code of the page as a program of its own: a value of it as JSON. */
export function evaluate(code, value, secrets) {
  const program = `${code}\nconsole.log(JSON.stringify(${value}));`;
  const ran = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: ROOT,
    env: { ...process.env, ...secrets },
    encoding: "utf8",
  });
  assert.equal(ran.status, 0, `${code}\n${ran.stderr}`);
  return ran.stdout.trim();
}

/** Does what makes the page hand over a file, and reads it. */
export async function fileOf(browser, doing) {
  await browser.evaluate(() => {
    window.file = null;
    const own = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      URL.createObjectURL = own;
      blob.text().then((text) => {
        window.file = text;
      });
      return own.call(URL, blob);
    };
  });
  await doing();
  await browser.waitFor(() => window.file !== null);
  return browser.evaluate(() => window.file);
}
