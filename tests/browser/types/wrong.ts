// What helpnook.d.ts must refuse: each line marked `wrong` has an error, and no other line.

import type { HelpnookAttributes, HelpnookEventName } from "../../../public/helpnook";

helpnook("opne"); // wrong
helpnook("open", 7); // wrong
helpnook("close", "now"); // wrong
helpnook("navigate"); // wrong
helpnook("navigate", { screen: "hom" }); // wrong
helpnook("navigate", { screen: "article" }); // wrong
helpnook("navigate", { screen: "compose", locked: ["phone"] }); // wrong
helpnook("navigate", { screen: "compose", subject: 7 }); // wrong
helpnook("identify", { phone: "1" }); // wrong
helpnook("set", { theme: "pink" }); // wrong
helpnook("set", { colour: "red" }); // wrong
helpnook("suggest", { rules: [{ url: "/cart" }] }); // wrong
helpnook("on", "openned", () => {}); // wrong
helpnook("on", "opened"); // wrong
helpnook("on", "searched", ({ detail }) => detail.words); // wrong
helpnook("on", "opened", "closed"); // wrong
helpnook.host = undefined; // wrong
document.createElement("help-nook").navigate({ screen: "search" }); // wrong
document.createElement("help-nook").explain().loaded; // wrong
const attributes: HelpnookAttributes = { "data-mode": "popup" }; // wrong
const name: HelpnookEventName = "helpnook-opened"; // wrong
helpnook("open", attributes["data-label"] ?? name);
