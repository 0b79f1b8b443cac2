import type { EventKind } from "./kinds.js";

/** Something that happened in a shop, as a poll found it. */
export interface FoundEvent {
  kind: EventKind;
  /** The record it is about, such as `orders/5`: events of one record arrive in order. */
  record: string;
  /**
   * What tells it from every other event of its kind, such as the id of the row in the history; found
   * again, it is the same event. `null` for what can happen to a record any number of times.
   */
  once: string | null;
  /** Ids, the reference, and values before and after: nothing that names a person. */
  data: Readonly<Record<string, unknown>>;
}

/** An event with its place in the log of its site. */
export interface LoggedEvent {
  /** Its `webhook-id`, the same in every attempt and replay. */
  id: string;
  site: string;
  seq: number;
  kind: EventKind;
  record: string;
  /** When it was found, in milliseconds since 1970. */
  at: number;
  /** The JSON that is sent. */
  body: string;
}

/** An event in the log, for a place of its own behind those that are there. */
export async function loggedEvent(
  { kind, record, once, data }: FoundEvent,
  { site, seq, epoch, at }: { site: string; seq: number; epoch: string; at: number },
): Promise<LoggedEvent> {
  const id = await idOfEvent([site, epoch, kind, record, once ?? `#${seq}`]);
  const timestamp = new Date(at).toISOString();
  const [resource, number] = record.split("/");
  const about = { resource, id: Number(number), ...data };
  const body = JSON.stringify({ id, type: kind, timestamp, site, data: about });
  return { id, site, seq, kind, record, at, body };
}

/** The same parts give the same id, so that an event that is found twice is logged once. */
async function idOfEvent(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 16);
  return `evt_${[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
