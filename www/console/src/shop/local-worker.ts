/** A worker beside this page. */
export interface LocalWorker {
  url: string;
  /** Reads and writes in its shops. */
  token: string;
  /** Connects shops to it, and opens none; `null` where the page was built without. */
  adminToken: string | null;
}

/** The worker that `npm start` has started beside this page, with tokens for it. */
export const LOCAL_WORKER: LocalWorker | null = localWorker();

function localWorker(): LocalWorker | null {
  const {
    VITE_EDGE_URL: url,
    VITE_EDGE_TOKEN: token,
    VITE_EDGE_ADMIN_TOKEN: adminToken = null,
  } = import.meta.env;
  return url === undefined || token === undefined ? null : { url, token, adminToken };
}

/** The server of the demo store that `npm start` has started beside this page. */
export const DEMO_SERVER: string | undefined = import.meta.env.VITE_DEMO_STORE_URL;
