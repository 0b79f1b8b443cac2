const api = require("@aismarttalk/prestashop/exchange");

const [url, key] = process.argv.slice(2);
import("../exchanges.mjs")
  .then(({ exchanges }) => exchanges(api, { url, key }))
  .then((reports) => console.log(JSON.stringify(reports)));
