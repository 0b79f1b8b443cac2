// Loaded into a worker ahead of its own code: holds its writes where no shop and no proxy could, on
// this side of the request (HOLD=before) or of the answer (HOLD=after), until SIGUSR2 comes.
const { fetch } = globalThis;
const { HOLD } = process.env;

const released = new Promise((resolve) => {
  // Nothing but a test keeps the process for it.
  const timer = setInterval(() => {}, 60_000);
  process.once("SIGUSR2", () => {
    clearInterval(timer);
    resolve();
  });
});

globalThis.fetch = async (url, init) => {
  const isWrite = !["GET", "HEAD", undefined].includes(init?.method);
  const hold = async () => {
    console.error(`held ${HOLD} the request`);
    await released;
  };
  if (isWrite && HOLD === "before") await hold();
  const response = await fetch(url, init);
  if (isWrite && HOLD === "after") await hold();
  return response;
};
