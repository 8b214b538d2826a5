// Every call and event as helpnook.d.ts allows it: this compiles.

import type {
  HelpnookAttributes,
  HelpnookEventName,
  HelpnookExplanation,
  HelpNookElementAttributes,
  HelpnookSuggestions,
} from "../../../public/helpnook";

helpnook("open");
helpnook("open", "delivery");
helpnook("close");
helpnook("toggle");
helpnook("navigate", { screen: "home" });
helpnook("navigate", { screen: "search", query: "delivery" });
helpnook("navigate", { screen: "article", id: "change-email" });
helpnook("navigate", { screen: "compose" });
helpnook("navigate", { screen: "compose", subject: "Order 7", category: "delivery", locked: ["subject", "category"] });
helpnook("navigate", { screen: "requests" });
helpnook("navigate", { screen: "request", id: "tkt_1" });
helpnook("identify", { name: "Eve", email: "eve@example.com" });
helpnook("identify", { token: "a.b.c" });
helpnook("logout");
helpnook("set", { language: "de", theme: "dark", color: "#a34", position: "left", queries: true });
helpnook("set", { context: { url: "https://shop.example/cart", title: "Cart" } });
helpnook("suggest", { ids: ["change-email"], rules: [{ url: "/cart*", ids: ["payment-methods"] }] });
helpnook("suggest", {});
helpnook("on", "opened", (event) => event.target);
helpnook("on", "closed", () => {});
helpnook("on", "searched", ({ detail }) => detail.count.toFixed() + (detail.query?.length ?? 0));
helpnook("on", "article-viewed", ({ detail }) => detail.id.length);
helpnook("on", "ticket-created", ({ detail }) => detail.reference.length);
helpnook("on", "reply-sent", ({ detail }) => detail.ticket.length);
helpnook("on", "identity-refused", () => helpnook("identify", { token: "eyJ" }));
helpnook("on", "survey-answered", ({ detail }) => detail.score.toFixed());
helpnook("on", "unread-changed", ({ detail }) => detail.count.toFixed());
helpnook("on", "error", ({ detail }) => detail.name === "load-failed");
helpnook("on", "explained", ({ detail }) => detail.backend.address.length);
helpnook("on", "closed", { handleEvent: (event) => event.target });
helpnook("off", "opened", () => {});
helpnook("explain");
helpnook("doctor");
helpnook("destroy");
window.helpnook("open");
helpnook.host?.remove();

document.addEventListener("helpnook-opened", (event) => event.target);
const every: Record<HelpnookEventName, true> = {
  opened: true,
  closed: true,
  searched: true,
  "article-viewed": true,
  "ticket-created": true,
  "reply-sent": true,
  "survey-answered": true,
  "unread-changed": true,
  "identity-refused": true,
  error: true,
  explained: true,
};
Object.keys(every);

const attributes: HelpnookAttributes = { "data-backend": "/", "data-mode": "frame", "data-theme": "auto" };
const onElement: HelpNookElementAttributes = { backend: "/", inline: true, position: "left" };
const suggestions: HelpnookSuggestions = { ids: [] };
Object.entries({ ...attributes, ...onElement });

const element = document.createElement("help-nook");
element.open("delivery");
element.close();
element.toggle();
element.navigate({ screen: "home" });
element.identify({ name: "Eve" });
element.logout();
element.set({ theme: "light" });
element.suggest(suggestions);
element.doctor();
element.addEventListener("helpnook-ticket-created", ({ detail }) => detail.reference.length);
element.addEventListener("click", () => {});
const explanation: Promise<HelpnookExplanation> = element.explain();
explanation.then(({ loaded, mode, customer }) => (loaded && mode === "page" ? customer?.unread : 0));
element.destroy();
document.querySelector("help-nook")?.open();
