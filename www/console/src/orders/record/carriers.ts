import { signal } from "@preact/signals";
import { store, stored } from "../../state/storage.js";

const CARRIERS = "carriers";

type ByShop = Readonly<Record<string, Readonly<Record<string, string>>>>;

const names = signal<ByShop>(read());

/** What somebody calls a carrier whose name the key may not read; `null` where nobody has said. */
export function carrierName(shop: string, carrier: number): string | null {
  return names.value[shop]?.[carrier] ?? null;
}

/** Names a carrier in this browser; an empty name takes it away. */
export function nameCarrier(shop: string, carrier: number, name: string): void {
  const { [String(carrier)]: _, ...others } = names.value[shop] ?? {};
  const text = name.trim();
  const of = text === "" ? others : { ...others, [carrier]: text };
  names.value = { ...names.value, [shop]: of };
  store("local", CARRIERS, names.value);
}

function read(): ByShop {
  const found = stored("local", CARRIERS);
  return typeof found === "object" && found !== null ? (found as ByShop) : {};
}
