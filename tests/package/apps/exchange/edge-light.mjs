import * as api from "@aismarttalk/prestashop/exchange";
import { exchanges } from "../exchanges.mjs";

const answer = async (request) => {
  const { searchParams } = new URL(request.url);
  return Response.json(await exchanges(api, Object.fromEntries(searchParams)));
};
addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
