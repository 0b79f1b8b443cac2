/** Asks servers in turn, so that a machine that slows down slows all of them alike. */

import { Agent, request } from "node:http";

/** Requests of one turn; turns of each server. */
const PER_TURN = 50;
const TURNS = 12;

/**
 * The milliseconds of each request and the seconds of all of them, by name, with so many requests
 * on their way at a time. The first turn of each warms up and is not counted.
 * @param {Record<string, { url: string, method: string, headers: object, body?: string }>} targets
 */
export async function load(targets, atOnce) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const seen = Object.fromEntries(
    Object.keys(targets).map((name) => [name, { times: [], seconds: 0 }]),
  );
  for (let turn = 0; turn <= TURNS; turn += 1) {
    for (const [name, target] of Object.entries(targets)) {
      const started = performance.now();
      const times = await take(target, agent, atOnce);
      if (turn === 0) continue;
      seen[name].seconds += (performance.now() - started) / 1000;
      seen[name].times.push(...times);
    }
  }
  agent.destroy();
  return seen;
}

async function take(target, agent, atOnce) {
  const times = [];
  let left = PER_TURN;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const started = performance.now();
      await ask(target, agent);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return times;
}

function ask({ url, method, headers, body }, agent) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answers with status ${response.statusCode}.`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The time that this share of all requests keeps below. */
export function percentile(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)];
}
