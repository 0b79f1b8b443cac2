// The library of the authorization server is made for Cloudflare, and needs little of it.
import { readFile } from "node:fs/promises";

/** It only asks whether a handler is of this class. */
const WORKERS = "export class WorkerEntrypoint {}";
/** What it prints at every start: clients' documents are read by `src/oauth/client-document.ts`. */
const NOTICE = /^if \(!\(typeof Cloudflare !==[^\n]*console\.warn\([^\n]*\);$/m;

/**
 * A plugin of esbuild with which the library runs everywhere. Where packages are left to the runtime,
 * this one is not: `resolve` names its file.
 */
export const oauthLibrary = ({ isCloudflare = false, resolve } = {}) => ({
  name: "oauth-library",
  setup: ({ onResolve, onLoad }) => {
    if (resolve !== undefined) {
      onResolve({ filter: /^@cloudflare\/workers-oauth-provider$/ }, () => ({ path: resolve }));
    }
    if (!isCloudflare) {
      onResolve({ filter: /^cloudflare:workers$/ }, ({ path, importer }) =>
        importer.includes("workers-oauth-provider") ? { path, namespace: "workers" } : undefined,
      );
      onLoad({ filter: /./, namespace: "workers" }, () => ({ contents: WORKERS }));
    }
    onLoad({ filter: /workers-oauth-provider\/dist\/oauth-provider\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!NOTICE.test(text)) throw new Error(`${path} prints something else at its start.`);
      return { contents: text.replace(NOTICE, "") };
    });
  },
});
