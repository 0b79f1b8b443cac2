import type { ComponentType } from "preact";
import type { Message } from "../language/message.js";
import OrdersPage from "../orders/page.js";
import type { IconName } from "../parts/icon.js";
import type { PageName } from "../state/route.js";
import { lazyPage } from "./lazy.js";

/** What the page can show. */
export interface PageEntry {
  title: Message;
  icon: IconName;
  view: ComponentType;
  /** The keys that lead there, one after the other. */
  keys: string;
  /** Whether it needs no shop. */
  isFree?: boolean;
}

/** The pages by their name in the address. */
export const VIEWS: Readonly<Record<PageName, PageEntry>> = {
  orders: { title: (w) => w.shell.orders, icon: "orders", keys: "g o", view: OrdersPage },
  products: {
    title: (w) => w.shell.products,
    icon: "box",
    keys: "g p",
    view: lazyPage(() => import("../products/page.js")),
  },
  customers: {
    title: (w) => w.shell.customers,
    icon: "user",
    keys: "g c",
    view: lazyPage(() => import("../customers/page.js")),
  },
  bulk: {
    title: (w) => w.shell.bulk,
    icon: "rows",
    keys: "g b",
    view: lazyPage(() => import("../bulk/page.js")),
  },
  key: {
    title: (w) => w.shell.key,
    icon: "key",
    keys: "g k",
    view: lazyPage(() => import("../key/page.js")),
  },
  changes: {
    title: (w) => w.shell.changes,
    icon: "undo",
    keys: "g h",
    view: lazyPage(() => import("../changes/page.js")),
  },
  calls: {
    title: (w) => w.shell.calls,
    icon: "code",
    keys: "g a",
    view: lazyPage(() => import("../calls/page.js")),
  },
  connect: {
    title: (w) => w.shell.connect,
    icon: "plug",
    keys: "g s",
    view: lazyPage(() => import("../connect/page.js")),
    isFree: true,
  },
};

/** Those in the rail, from the top; the last ones only for developers. */
export const RAIL: readonly PageName[] = ["orders", "products", "customers", "bulk", "key"];
export const DEVELOPER_RAIL: readonly PageName[] = ["changes", "calls"];
