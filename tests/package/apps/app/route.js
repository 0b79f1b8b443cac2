import * as api from "@aismarttalk/prestashop";
import { conformance } from "../conformance.mjs";

export const runtime = "edge";

export async function GET(request) {
  const { searchParams } = new URL(request.url);
  return Response.json(await conformance(api, Object.fromEntries(searchParams)));
}
