const { writeFileSync } = require("node:fs");
const api = require("@aismarttalk/prestashop");

const { SHOP, KEY, CONFORMANCE, REPORTS } = process.env;
const { conformance } = require(CONFORMANCE);

test("does what it does everywhere", async () => {
  const reports = await conformance(api, { url: SHOP, key: KEY });
  writeFileSync(REPORTS, JSON.stringify(reports));
});
