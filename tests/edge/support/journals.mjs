// Where changes are kept: what a worker is given for it.
import { WORKERD } from "./runtimes/workerd.mjs";

/** By name: `{ missing, open }`. */
export const JOURNALS = {
  "in memory": {
    missing: async () => null,
    open: async () => ({ settings: {}, stop: async () => {} }),
  },
  "in Workers KV": {
    missing: WORKERD.workerd.missing,
    open: async () => {
      const { Miniflare } = await import("miniflare");
      const miniflare = new Miniflare({
        modules: true,
        script: "export default { fetch: () => new Response() };",
        compatibilityDate: "2026-04-20",
        kvNamespaces: ["JOURNAL_KV"],
      });
      const namespace = await miniflare.getKVNamespace("JOURNAL_KV");
      return { settings: { JOURNAL_KV: namespace }, stop: () => miniflare.dispose() };
    },
  },
};
