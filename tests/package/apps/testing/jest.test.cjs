const { writeFileSync } = require("node:fs");
const api = require("@aismarttalk/prestashop");
const { demoShop } = require("@aismarttalk/prestashop/testing");

const { CHECKS, REPORTS } = process.env;
const { demoShops } = require(CHECKS);

test("does what it does everywhere", async () => {
  writeFileSync(REPORTS, JSON.stringify(await demoShops({ ...api, demoShop })));
});
