import type { Dictionary } from "../language/message.js";

/** A key of the demo store. The keys are published with it and open nothing else. */
export interface DemoKey {
  name: keyof Dictionary["demoKeys"];
  /** The folder of its shop. */
  folder: "" | "shop2/" | "shop3/";
  key: string;
}

/** A host that spoils the exchanges in one way. */
export interface DemoHost {
  name: keyof Dictionary["demoHosts"];
  /** Milliseconds each answer takes. */
  delay?: number;
}

export const KEYS: readonly DemoKey[] = [
  {
    name: "shop-1",
    folder: "",
    key: "DEMO0KEY0OF0SHOP0ONE000000000001",
  },
  {
    name: "shop-2",
    folder: "shop2/",
    key: "DEMO0KEY0OF0SHOP0TWO000000000002",
  },
  {
    name: "shop-3",
    folder: "shop3/",
    key: "DEMO0KEY0OF0SHOP0THREE0000000006",
  },
  {
    name: "patching",
    folder: "",
    key: "DEMO0KEY0FOR0PATCHING00000000007",
  },
  {
    name: "everything",
    folder: "",
    key: "DEMO0KEY0FOR0EVERYTHING000000003",
  },
  {
    name: "products-only",
    folder: "",
    key: "DEMO0KEY0FOR0PRODUCTS0ONLY000004",
  },
  {
    name: "disabled",
    folder: "",
    key: "DEMO0KEY0THAT0IS0DISABLED0000005",
  },
  {
    name: "unknown",
    folder: "",
    key: "DEMO0KEY0THAT0NOBODY0KNOWS000006",
  },
];

export const VERSIONS = ["8.2", "9.0", "1.7", "1.6"] as const;

/** Names are those of the demo store's faults; `""` and `slow` are none of them. */
export const HOSTS: readonly DemoHost[] = [
  { name: "" },
  { name: "slow", delay: 2000 },
  { name: "notice" },
  { name: "echo" },
  { name: "bom" },
  { name: "flaky" },
  { name: "slow-down" },
  { name: "control-characters" },
  { name: "no-authorization" },
  { name: "redirect" },
  { name: "html-200" },
  { name: "html-503" },
  { name: "disabled" },
  { name: "fatal-200" },
  { name: "empty-500" },
  { name: "truncated" },
  { name: "mail-fails" },
  { name: "lost-answer" },
  { name: "json" },
];

/** What the visitor chose of the demo store. */
export interface DemoChoice {
  key: DemoKey;
  version: string;
  host: DemoHost;
}

const [firstKey] = KEYS;
const [firstHost] = HOSTS;
if (firstKey === undefined || firstHost === undefined)
  throw new Error("The demo store has no key.");

/** What a newcomer meets. */
export const FIRST_CHOICE: DemoChoice = { key: firstKey, version: VERSIONS[0], host: firstHost };

/** The key that may read whatever an example can need. */
export const KEY_TO_EVERYTHING = KEYS.find((one) => one.name === "everything") ?? firstKey;

/** The present of the sample shop, which stands still. */
export const SAMPLE_PRESENT = "2026-03-02 08:00:00";
