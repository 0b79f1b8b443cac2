// What every runtime is asked of the exchange alone; the HTTP is the user's own.

const CHECKS = {
  list: async (ask) => {
    const products = await ask({ resource: "products", query: { limit: 3, display: "full" } });
    expect(products.length === 3, `${products.length} products for a limit of 3`);
    expect(typeof products[0].price === "string", "a price that is no string");
  },
  get: async (ask) => {
    const product = await ask({ resource: "products", id: 2 });
    expect(product.id === 2, `product ${product.id} for product 2`);
  },
  error: async (ask, { NotFoundError, PrestaShopError }) => {
    const error = await ask({ resource: "products", id: 999_999 }).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error instanceof NotFoundError, `${error} for a product that is not there`);
    expect(error instanceof PrestaShopError && error.status === 404, `status ${error.status}`);
  },
};

/** The names of the checks. */
export const EXCHANGED = Object.keys(CHECKS);

/** Runs all checks with what the entry exports: `{ name: "ok" or what is wrong }`. */
export async function exchanges(api, { url, key }) {
  const ask = async (call) => {
    await api.ready();
    const { url: address, ...init } = api.buildRequest({ url, key }, call);
    const response = await fetch(address, init);
    const { status, headers } = response;
    return api.parseResponse(call, { status, headers, body: await response.arrayBuffer() });
  };
  const reports = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      await check(ask, api);
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
