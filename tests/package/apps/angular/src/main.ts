import * as api from "@aismarttalk/prestashop";
import { provide } from "@aismarttalk/prestashop/custom";
import { Component } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { conformance } from "../../conformance.mjs";

provide(async () => (await fetch("prestashop_bg.wasm")).arrayBuffer());

@Component({ selector: "app-root", template: "<p>Asking the shop</p>" })
class App {
  constructor() {
    const { searchParams } = new URL(location.href);
    const [url, key] = ["url", "key"].map((name) => searchParams.get(name));
    conformance(api, { url, key }).then((reports) => Object.assign(globalThis, { reports }));
  }
}

bootstrapApplication(App);
