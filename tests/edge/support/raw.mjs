// A request byte by byte, for what `fetch` would not send.
import { connect } from "node:net";

/** The longest an answer is waited for: one that never comes is what some tests are about. */
const ANSWER_MS = 15_000;

/**
 * Sends the head, its lines in Latin-1, and what follows it; `{ status, headers, text }`, where a
 * connection that is closed without an answer has status 0.
 */
export async function sendRaw({ url }, lines, body = "") {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  const chunks = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  const [request, ...headers] = lines;
  const head = [request, `Host: ${host}`, "Connection: close", ...headers, "", ""].join("\r\n");
  socket.write(Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body)]));
  const timer = setTimeout(() => socket.destroy(), ANSWER_MS);
  // A connection that is reset closes as well.
  await new Promise((resolve) => {
    socket.on("close", resolve);
    socket.on("data", () => isWhole(chunks) && resolve());
  });
  clearTimeout(timer);
  socket.destroy();
  return parsed(Buffer.concat(chunks).toString("latin1"));
}

/** Some servers keep a connection open whose request has not ended. */
function isWhole(chunks) {
  const [head, text] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
  if (text === undefined) return false;
  const [, length] = /^content-length: (\d+)/im.exec(head) ?? [];
  return length === undefined ? /(?:^|\n)0\r\n/.test(text) : text.length >= Number(length);
}

function parsed(answer) {
  const [head = "", ...rest] = answer.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Headers(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
  return { status: Number(first.split(" ")[1] ?? 0), headers, text: rest.join("\r\n\r\n") };
}
