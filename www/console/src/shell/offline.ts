/** Lets the page be opened again without a network, where the browser and the address allow it. */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("./offline.js");
  } catch {
    // Refused by the browser's settings: the page works as well without.
  }
}
