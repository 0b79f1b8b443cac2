// A Server Component that asks the shop, and a Server Action that does.
import * as api from "@aismarttalk/prestashop";
import { conformance } from "../../conformance.mjs";

let listed = "nothing yet";

async function list(form) {
  "use server";
  const shop = new api.PrestaShop({ url: form.get("url"), key: form.get("key") });
  const products = await shop.products.list({ limit: 3, display: ["id"] });
  listed = `${products.length} products`;
}

export default async function Page({ searchParams }) {
  const given = await searchParams;
  const reports = given.url === undefined ? {} : await conformance(api, given);
  return (
    <form action={list}>
      <pre>{JSON.stringify(reports)}</pre>
      <output>{listed}</output>
    </form>
  );
}
