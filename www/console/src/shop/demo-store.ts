import type { FetchLike } from "@aismarttalk/prestashop";
import init, { DemoStore } from "demo-store";
import type { DemoHost } from "./demo-choices.js";

/** Nobody can own a name under `.example`: no request can leave the page by mistake. */
const ORIGIN = "https://demo.example";

const WASM = new URL("../../../../demo-store/dist/demo_store_bg.wasm", import.meta.url);

let loading: Promise<unknown> | undefined;

/** The address of a shop of the demo store, behind that host. */
export function demoUrl(folder: string, host: DemoHost): string {
  const fault = host.name === "" || host.delay !== undefined ? "" : `~${host.name}/`;
  return `${ORIGIN}/${folder}${fault}`;
}

/** A mail that the shop sent. */
export interface DemoMail {
  to: string;
  template: string;
  id_order: number;
  id_order_state: number;
  /** The name of the order's shop. */
  shop: string;
}

/** A stored value that has changed. */
export interface StoredChange {
  /** `products/1` */
  record: string;
  /** `name[2]` */
  field: string;
  /** 0 for the value that all shops share. */
  shop: number;
  /** `null` for nothing. */
  before: string | null;
  after: string | null;
}

/** One for each version: what was written stays, whichever key or host is chosen next. */
const stores = new Map<string, DemoStore>();

/** Forgets whatever was written. */
export function forgetDemoStores(): void {
  stores.clear();
}

/** The mails that the demo store of a version has sent, oldest first. */
export function demoMails(version: string): readonly DemoMail[] {
  const store = stores.get(version);
  return store === undefined ? [] : JSON.parse(store.mails());
}

/** What has changed in the demo store of a version, oldest first. */
export function demoChanges(version: string): readonly StoredChange[] {
  const store = stores.get(version);
  return store === undefined ? [] : JSON.parse(store.changes());
}

/** A `fetch` that the demo store of that version in this page answers. */
export async function demoFetch(version: string, delay = 0): Promise<FetchLike> {
  const store = await storeOf(version);
  return async (url, request) => {
    if (delay > 0) await pause(delay, request.signal);
    const headers = JSON.stringify(request.headers);
    const body = request.body ?? new Uint8Array();
    const answer = store.respond(request.method, url, headers, body);
    return toResponse(answer.status, answer.headersJson, answer.body);
  };
}

async function storeOf(version: string): Promise<DemoStore> {
  loading ??= init({ module_or_path: WASM });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  const store = stores.get(version) ?? new DemoStore(JSON.stringify({ version }));
  stores.set(version, store);
  return store;
}

function toResponse(status: number, headersJson: string, body: Uint8Array): Response {
  const headers = new Headers(JSON.parse(headersJson) as [string, string][]);
  // A `Response` of these statuses must have no body at all.
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : new Uint8Array(body), { status, headers });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("stopped", "AbortError"));
    });
  });
}
