/** The worker that `npm start` has started beside this page. */
export interface LocalEdge {
  url: string;
  /** Reads and writes in its shops. */
  token: string;
  /** Connects shops to it, and opens none; `null` where the page was built without. */
  adminToken: string | null;
}

/** `null` in a page that stands alone. */
export const LOCAL_EDGE: LocalEdge | null = localEdge();

function localEdge(): LocalEdge | null {
  const {
    VITE_EDGE_URL: url,
    VITE_EDGE_TOKEN: token,
    VITE_EDGE_ADMIN_TOKEN: adminToken = null,
  } = import.meta.env;
  return url === undefined || token === undefined ? null : { url, token, adminToken };
}
