import * as api from "@aismarttalk/prestashop/exchange";
import { exchanges } from "../exchanges.mjs";

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    return Response.json(await exchanges(api, Object.fromEntries(searchParams)));
  },
};
