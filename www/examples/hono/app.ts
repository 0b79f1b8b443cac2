import { action, PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";
import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";

export const app = new Hono<{ Bindings: { SHOP_URL: string; SHOP_KEY: string } }>();

app.post("/products", sValidator("json", action("find_products").inputSchema), async (c) => {
  const shop = new PrestaShop({ url: c.env.SHOP_URL, key: c.env.SHOP_KEY });
  return c.json(await shop.run("find_products", c.req.valid("json")));
});

app.onError((error, c) => {
  if (error instanceof HTTPException) return error.getResponse();
  if (!(error instanceof PrestaShopError)) throw error;
  return c.json({ message: error.message, hint: error.hint }, 502);
});

export default app;
