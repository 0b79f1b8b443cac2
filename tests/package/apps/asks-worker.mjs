const worker = new Worker("./answers.mjs", { type: "module" });
worker.addEventListener("message", ({ data }) => {
  globalThis.reports = data;
});
worker.addEventListener("error", ({ message }) => {
  globalThis.reports = { worker: message ?? "the worker does not start" };
});
worker.postMessage(Object.fromEntries(new URLSearchParams(location.search)));
