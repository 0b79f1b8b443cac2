import { PrestaShop } from "@aismarttalk/prestashop";

export async function GET() {
  const { SHOP_URL = "", SHOP_KEY = "" } = process.env;
  const shop = new PrestaShop({ url: SHOP_URL, key: SHOP_KEY });
  const products = await shop.products.list({ limit: 3, display: ["id", "name", "price"] });
  return Response.json(products.map(({ id, name, price }) => [id, name["1"], price]));
}
