// The shop alone: one module is what a function of the tests is deployed with.
import { demoShop } from "@aismarttalk/prestashop/testing";

const answer = async () => {
  const demo = await demoShop({ version: "9.0" });
  const headers = { authorization: `Basic ${btoa(`${demo.key}:`)}` };
  const response = await demo.fetch(`${demo.url}/api/products/5`, { headers });
  return new Response(await response.text(), { status: response.status });
};
addEventListener("fetch", (event) => event.respondWith(answer()));
