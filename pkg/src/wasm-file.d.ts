/**
 * The WebAssembly itself.
 * @module @aismarttalk/prestashop/wasm
 */

/**
 * The WebAssembly as an edge runtime imports it: compiled, to be handed to `provide` of
 * `@aismarttalk/prestashop/custom`. A bundler that makes an address of it has its own types for that.
 */
declare const module: WebAssembly.Module;
export default module;
