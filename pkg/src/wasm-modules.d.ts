// What an edge runtime makes of an import of the WebAssembly; Bun's attribute makes it a path.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

// The same compressed by brotli, in Base64: `xtask/package.mjs` writes it.
declare module "*/inline.js" {
  export const base64: string;
}

declare module "*/exchange-inline.js" {
  export const base64: string;
}

declare module "*/demo-store-inline.js" {
  export const base64: string;
}
