import { PrestaShop } from "@aismarttalk/prestashop";

export async function lastOrder({ url, key, count }) {
  const shop = new PrestaShop({ url, key });
  const [order] = await shop.orders.list({ sort: "id_DESC", limit: Number(count) });
  return order;
}
