import * as api from "@aismarttalk/prestashop";
import { conformance } from "./conformance.mjs";

const answer = async (request) => {
  const { searchParams } = new URL(request.url);
  return Response.json(await conformance(api, Object.fromEntries(searchParams)));
};
addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
