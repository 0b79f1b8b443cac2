// What every answer of the worker has, and what every problem has besides.
import assert from "node:assert/strict";
import { assertKnown } from "../../js/support/messages.mjs";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIMING = /^shop;dur=\d+;desc="\d+ requests", total;dur=\d+$/;

/** The headers of any answer, and its line in the log with what is expected of it. */
export async function assertAnswer(worker, answer, { status, ...logged }) {
  assert.equal(answer.status, status, answer.text.slice(0, 400));
  const { headers } = answer;
  assert.match(headers.get("X-Request-Id") ?? "", UUID);
  assert.match(headers.get("Server-Timing") ?? "", TIMING);
  assert.equal(headers.get("Cache-Control"), "no-store");
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  assert.match(headers.get("Content-Security-Policy") ?? "", /default-src 'none'/);
  const line = await worker.lineOf(answer);
  const expected = { status, kind: null, ...logged };
  for (const [member, value] of Object.entries(expected)) {
    assert.equal(line[member], value, `${member} of the log: ${JSON.stringify(line)}`);
  }
  assert.ok(line.durationMs >= 0 && line.shopRequests >= 0 && !Number.isNaN(Date.parse(line.time)));
  return line;
}

/** A problem: RFC 9457 with the package's members. */
export async function assertProblem(
  worker,
  answer,
  { status, kind, hint = /./, wait = null, ...logged },
) {
  assert.equal(
    `${answer.status} ${answer.body?.kind}`,
    `${status} ${kind}`,
    answer.text.slice(0, 400),
  );
  await assertAnswer(worker, answer, { status, kind, ...logged });
  const { headers, body } = answer;
  assert.equal(headers.get("Content-Type"), "application/problem+json");
  assert.equal(body.type, `urn:prestashop-edge:${kind}`);
  assert.equal(body.status, status);
  assert.equal(body.instance, `urn:uuid:${headers.get("X-Request-Id")}`);
  // A field or an option is named by its path in backticks.
  for (const member of ["title", "detail"]) assert.match(body[member], /^[A-Z\w`].*/s, member);
  assert.match(body.hint, hint);
  assert.ok(Array.isArray(body.codes));
  assertKnown(body.title);
  if (body.hint !== "") assertKnown(body.hint);
  // The words of a shop are its own.
  if (body.codes.length === 0) assertKnown(body.detail);
  assert.equal(typeof body.retryable, "boolean");
  assert.equal(body.saved, kind === "outcome_unknown" ? "unknown" : "no");
  assert.ok(!body.retryable || body.saved === "no");
  assert.ok(body.field === null || typeof body.field === "string");
  assert.equal(headers.get("Retry-After"), wait === null ? null : String(wait));
}
