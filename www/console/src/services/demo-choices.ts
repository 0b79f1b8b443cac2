/** A key of the demo store. The keys are published with it and open nothing else. */
export interface DemoKey {
  name: string;
  label: string;
  /** The folder of its shop. */
  folder: "" | "shop2/" | "shop3/";
  key: string;
}

/** A host that spoils the exchanges in one way. */
export interface DemoHost {
  name: string;
  label: string;
  /** Milliseconds each answer takes. */
  delay?: number;
}

export const KEYS: readonly DemoKey[] = [
  {
    name: "shop-1",
    label: "Shop 1, usual rights",
    folder: "",
    key: "DEMO0KEY0OF0SHOP0ONE000000000001",
  },
  {
    name: "shop-2",
    label: "Shop 2, usual rights",
    folder: "shop2/",
    key: "DEMO0KEY0OF0SHOP0TWO000000000002",
  },
  {
    name: "shop-3",
    label: "Shop 3, usual rights",
    folder: "shop3/",
    key: "DEMO0KEY0OF0SHOP0THREE0000000006",
  },
  {
    name: "patching",
    label: "Shop 1, usual rights and PATCH",
    folder: "",
    key: "DEMO0KEY0FOR0PATCHING00000000007",
  },
  {
    name: "everything",
    label: "Shop 1, every right",
    folder: "",
    key: "DEMO0KEY0FOR0EVERYTHING000000003",
  },
  {
    name: "products-only",
    label: "Shop 1, products only",
    folder: "",
    key: "DEMO0KEY0FOR0PRODUCTS0ONLY000004",
  },
  {
    name: "disabled",
    label: "A key that is switched off",
    folder: "",
    key: "DEMO0KEY0THAT0IS0DISABLED0000005",
  },
  {
    name: "unknown",
    label: "A key nobody knows",
    folder: "",
    key: "DEMO0KEY0THAT0NOBODY0KNOWS000006",
  },
];

export const VERSIONS = ["8.2", "9.0", "1.7", "1.6"] as const;

/** Names are those of the demo store's faults; `""` and `slow` are none of them. */
export const HOSTS: readonly DemoHost[] = [
  { name: "", label: "Well-behaved" },
  { name: "slow", label: "Slow: two seconds each", delay: 2000 },
  { name: "notice", label: "PHP warnings in front" },
  { name: "echo", label: "Debug output in front" },
  { name: "bom", label: "A byte order mark in front" },
  { name: "flaky", label: "Fails the first time" },
  { name: "slow-down", label: "Asks to slow down (429)" },
  { name: "control-characters", label: "Control characters in values" },
  { name: "no-authorization", label: "Drops the key’s header" },
  { name: "redirect", label: "Redirects to another page" },
  { name: "html-200", label: "Answers with its home page" },
  { name: "html-503", label: "Maintenance page" },
  { name: "disabled", label: "Webservice switched off" },
  { name: "fatal-200", label: "Fatal error, status 200" },
  { name: "empty-500", label: "Status 500 and nothing else" },
  { name: "truncated", label: "Answers cut short" },
  { name: "mail-fails", label: "Cannot send its mails" },
  { name: "lost-answer", label: "Loses its answers to writes" },
  { name: "json", label: "JSON instead of XML" },
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
