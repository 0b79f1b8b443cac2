// What every runtime is asked, in the words of a user of the package.

const CHECKS = {
  list: async ({ shop }) => {
    const products = await shop.products.list({ limit: 3, sort: "id_ASC" });
    expect(products.length === 3, `${products.length} products for a limit of 3`);
    expect(typeof products[0].price === "string", "a price that is no string");
  },
  get: async ({ shop }) => {
    const product = await shop.products.get(2);
    expect(product.id === 2, `product ${product.id} for product 2`);
  },
  iterate: async ({ shop }) => {
    const seen = new Set();
    for await (const { id } of shop.products.iterate({ pageSize: 5, display: ["id"] })) {
      seen.add(id);
      if (seen.size === 12) break;
    }
    expect(seen.size === 12, `${seen.size} products over three pages`);
  },
  action: async ({ shop }) => {
    const { languages } = await shop.run("list_languages", {});
    expect(languages.length > 0 && languages[0].iso_code.length === 2, "no languages");
  },
  error: async ({ shop, NotFoundError, PrestaShopError }) => {
    const error = await shop.products.get(999_999).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error instanceof NotFoundError, `${error} for a product that is not there`);
    expect(error instanceof PrestaShopError && error.status === 404, `status ${error.status}`);
  },
  update: async ({ shop }) => {
    const changes = { price: "12.5" };
    const shown = await shop.products.update(2, changes, { preview: true });
    expect(shown.preview === true && shown.written === false, "a preview that writes");
    const told = await shop.products.update(2, changes, { expect: shown.token });
    expect(told.written === true, "an update that writes nothing");
    const { price } = await shop.products.get(2);
    expect(Number(price) === 12.5, `price ${price} after writing 12.5`);
  },
};

/** The names of the checks, in their order. */
export const NAMES = Object.keys(CHECKS);

/** Runs all checks with what the package exports: `{ name: "ok" or what is wrong }`. */
export async function conformance(api, { url, key }) {
  const reports = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      const shop = new api.PrestaShop({ url, key, retries: 0 });
      await check({ ...api, shop });
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
