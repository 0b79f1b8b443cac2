import { PrestaShop } from "@aismarttalk/prestashop";

export default {
  async fetch(_request: Request, env: { SHOP_URL: string; SHOP_KEY: string }): Promise<Response> {
    const shop = new PrestaShop({ url: env.SHOP_URL, key: env.SHOP_KEY });
    const products = await shop.products.list({ limit: 3, display: ["id", "name", "price"] });
    return Response.json(products.map(({ id, name, price }) => [id, name["1"], price]));
  },
};
