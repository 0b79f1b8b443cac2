import type { Message } from "../language/message.js";

/** What the part is called where it is linked and shown. */
export const ADDING_TITLE: Message = (w) => w.adding.title;
