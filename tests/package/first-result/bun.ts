import { PrestaShop } from "@aismarttalk/prestashop";

const { SHOP_URL = "", SHOP_KEY = "" } = Bun.env;
const shop = new PrestaShop({ url: SHOP_URL, key: SHOP_KEY });

const products = await shop.products.list({ limit: 3, display: ["id", "name", "price"] });
for (const { id, name, price } of products) {
  console.log(id, name["1"], price);
}
