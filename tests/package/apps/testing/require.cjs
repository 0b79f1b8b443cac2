const api = require("@aismarttalk/prestashop");
const { demoShop } = require("@aismarttalk/prestashop/testing");

import("../demo-shops.mjs")
  .then(({ demoShops }) => demoShops({ ...api, demoShop }))
  .then((reports) => console.log(JSON.stringify(reports)));
