/** A worker that was started beside this page. */
interface LocalWorker {
  url: string;
  /** Opens its shops. */
  token: string;
  /** Adds shops to it; `null` where it cannot keep any. */
  adminToken: string | null;
}

/** The worker that `npm start` has started beside this page, with its tokens. */
export const LOCAL_WORKER: LocalWorker | null = localWorker();

function localWorker(): LocalWorker | null {
  const env = import.meta.env;
  const { VITE_EDGE_URL: url, VITE_EDGE_TOKEN: token } = env;
  const { VITE_EDGE_ADMIN_TOKEN: adminToken = null } = env;
  return url === undefined || token === undefined ? null : { url, token, adminToken };
}
