// SQLite for tests of any Node: in a process of its own, by a Node that has it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { NEWER_NODE } from "./newer-node.mjs";

const PROGRAM = fileURLToPath(new URL("sqlite-process.mjs", import.meta.url));

/** Opens the database in a file; its process may be ended with `kill()`, at any moment. */
export async function openSqlite(path) {
  const server = fork(PROGRAM, [path], { execPath: NEWER_NODE, execArgv: ["--no-warnings"] });
  const waiting = new Map();
  const ended = once(server, "exit");
  let asked = 0;
  server.on("message", ({ id, answer, failed }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) resolve(answer);
    else reject(new Error(failed));
  });
  ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("The database's process is gone."));
    waiting.clear();
  });
  const answerTo = (id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  const ask =
    (method) =>
    async (...values) => {
      if (!server.connected) throw new Error("The database's process is gone.");
      asked += 1;
      const answer = answerTo(asked);
      server.send({ id: asked, method, values });
      return answer;
    };
  await answerTo(0);
  const kill = async () => {
    server.kill("SIGKILL");
    await ended;
  };
  return { all: ask("all"), batch: ask("batch"), close: kill, kill };
}
