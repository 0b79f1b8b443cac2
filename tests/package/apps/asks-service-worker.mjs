try {
  await navigator.serviceWorker.register("./answers.mjs", { type: "module" });
  const { active } = await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    globalThis.reports = data;
  });
  navigator.serviceWorker.startMessages();
  active.postMessage(Object.fromEntries(new URLSearchParams(location.search)));
} catch (error) {
  globalThis.reports = { worker: String(error) };
}
