// The HAR 1.2 format, and what must not be in a file of it.
import assert from "node:assert/strict";

const SECRETS = /<(passwd|secure_key|reset_password_token)\b[^>]*>(?!\*\*\*<)[^<]|authorization/i;

/** Every member that the format requires, by where it stands. */
const REQUIRED = {
  log: ["version", "creator", "entries"],
  entry: ["startedDateTime", "time", "request", "response", "cache", "timings"],
  request: "method url httpVersion cookies headers queryString headersSize bodySize".split(" "),
  response:
    "status statusText httpVersion cookies headers content redirectURL headersSize bodySize".split(
      " ",
    ),
  content: ["size", "mimeType"],
  timings: ["send", "wait", "receive"],
};

/** The file is one of the format, the oldest request first, and none of the secrets is in it. */
export function expectHar(text, secrets) {
  for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret), "a secret");
  assert.doesNotMatch(text, SECRETS);
  const { log } = JSON.parse(text);
  expectMembers(log, "log");
  assert.equal(log.version, "1.2");
  assert.ok(log.entries.length > 0);
  for (const entry of log.entries) {
    expectMembers(entry, "entry");
    for (const part of ["request", "response", "timings"]) expectMembers(entry[part], part);
    expectMembers(entry.response.content, "content");
    assert.equal(typeof entry.time, "number");
    for (const { name, value } of [...entry.request.headers, ...entry.request.queryString]) {
      assert.deepEqual([typeof name, typeof value], ["string", "string"]);
    }
  }
  const begun = log.entries.map(({ startedDateTime }) => Date.parse(startedDateTime));
  assert.deepEqual(
    begun,
    [...begun].sort((one, other) => one - other),
  );
  return log.entries;
}

function expectMembers(value, where) {
  for (const name of REQUIRED[where]) assert.ok(name in value, `${where} has ${name}`);
}
