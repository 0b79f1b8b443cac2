const api = require("@aismarttalk/prestashop");
const { conformance } = require("./conformance.mjs");

const [url, key] = process.argv.slice(2);
conformance(api, { url, key }).then((reports) => console.log(JSON.stringify(reports)));
