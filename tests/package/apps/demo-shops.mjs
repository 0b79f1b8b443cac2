// What every runtime is asked of the shop to test against; nothing of it leaves the program.

const CHECKS = {
  write: async ({ PrestaShop, demoShop }) => {
    const demo = await demoShop({ version: "9.0", products: 30 });
    const shop = new PrestaShop(demo);
    const { written } = await shop.products.update(5, { price: "24.90" });
    const price = demo.changes().find(({ field }) => field === "price");
    expect(written && price?.after === "24.900000", `${written}, ${price?.after}`);
    expect(shop.version === "9.0.2", `version ${shop.version}`);
    await shop.run("update_order_status", { id: 5, state: 4, send_email: true });
    expect(demo.mails().length === 1, `${demo.mails().length} e-mails`);
  },
  apart: async ({ PrestaShop, demoShop }) => {
    const demos = await Promise.all([demoShop({ seed: 1 }), demoShop({ seed: 2 })]);
    await new PrestaShop(demos[0]).products.update(5, { price: "1.00" });
    demos[0].pass(1000);
    const seen = demos.map((demo) => `${demo.now()} ${demo.changes().length > 0}`).join();
    expect(seen === "2026-03-02 08:00:01 true,2026-03-02 08:00:00 false", seen);
  },
  fault: async ({ NetworkError, PrestaShop, demoShop }) => {
    const demo = await demoShop({ faults: [{ name: "reset", times: 1 }] });
    const shop = new PrestaShop({ ...demo, retries: 0 });
    const error = await shop.orders.get(5).catch((thrown) => thrown);
    expect(error instanceof NetworkError, `${error} for a closed connection`);
    expect((await shop.orders.get(5)).id === 5, "no order after it");
  },
  refused: async ({ InvalidRequestError, demoShop }) => {
    const error = await demoShop({ version: "8.1" }).catch((thrown) => thrown);
    expect(error instanceof InvalidRequestError, `${error} for a version that is none`);
    expect(error.field === "version", `field ${error.field}`);
  },
};

/** The names of the checks. */
export const TRIED = Object.keys(CHECKS);

/** Runs all checks with what both entries export: `{ name: "ok" or what is wrong }`. */
export async function demoShops(api) {
  const reports = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      await check(api);
      reports[name] = "ok";
    } catch (error) {
      reports[name] = String(error?.stack ?? error);
    }
  }
  return reports;
}

function expect(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}
