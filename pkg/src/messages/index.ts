/**
 * The sentences of the package and of the edge worker by code and parameters, for those who show them in
 * another language. Needs no WebAssembly.
 * @module @aismarttalk/prestashop/messages
 */
export { type Message, messageOf, messagesOf } from "./recognise.js";
export { MESSAGES, type MessageCode } from "./table.js";
export { english, type MessageDictionary, rendered, translate } from "./translate.js";
