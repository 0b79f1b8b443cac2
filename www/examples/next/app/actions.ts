"use server";
import { PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";

export async function savePrice(_before: string, form: FormData): Promise<string> {
  const { SHOP_URL = "", SHOP_KEY = "" } = process.env;
  const shop = new PrestaShop({ url: SHOP_URL, key: SHOP_KEY });
  try {
    const saved = await shop.products.update(String(form.get("id")), {
      price: String(form.get("price")),
    });
    return saved.written ? "Saved." : "It has this price already.";
  } catch (error) {
    if (error instanceof PrestaShopError) return `${error.message} ${error.hint ?? ""}`;
    throw error;
  }
}
