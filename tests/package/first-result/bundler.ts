import { PrestaShop } from "@aismarttalk/prestashop";

const url = prompt("The shop's address") ?? "";
const key = prompt("Your key") ?? "";
const shop = new PrestaShop({ url, key });

const products = await shop.products.list({ limit: 3, display: ["id", "name", "price"] });
const lines = products.map(({ id, name, price }) => `${id} ${name["1"]} ${price}`);
document.body.innerText = lines.join("\n");
