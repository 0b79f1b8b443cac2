import { PrestaShop } from "@aismarttalk/prestashop";

export async function GET(request: Request) {
  const { SHOP_URL = "", SHOP_KEY = "" } = process.env;
  const shop = new PrestaShop({ url: SHOP_URL, key: SHOP_KEY });
  const words = new URL(request.url).searchParams.get("words") ?? "";
  return Response.json(await shop.run("find_products", { words }, { signal: request.signal }));
}
