// Hooks of modules: a test that imports the package is given the entry with the exchange alone.
const PACKAGE = "@aismarttalk/prestashop";

export function resolve(specifier, context, next) {
  const isOfTest = /\/tests\/js\/[^/]+\.test\.mjs$/.test(context.parentURL ?? "");
  return next(specifier === PACKAGE && isOfTest ? `${PACKAGE}/exchange` : specifier, context);
}
