/*
 * The launcher's badge: how many requests have news. Asked for once, and only where this device holds keys to requests;
 * later the widget tells.
 */
import { words } from "./messages";

/** Shows the count that the widget tells of, on the launcher. */
export function show(host, launcher, settings) {
  host.addEventListener("helpnook-unread-changed", ({ detail }) => {
    launcher.querySelector(".launcher__news")?.remove();
    if (!detail?.count) return;
    const badge = document.createElement("i");
    badge.className = "launcher__news";
    const count = new Intl.NumberFormat(settings.language).format(detail.count);
    badge.textContent = ` ${count} ${words(settings.language).unread}`;
    launcher.append(badge);
  });
}

/** Asks the backend how many of this device's requests have an answer that was not read here; tells the host. */
export async function ask(host, settings) {
  try {
    const held = JSON.parse(localStorage.getItem(`helpnook:${settings.backend}:tickets`)) ?? [];
    // A signed-in customer's requests from elsewhere have no key here.
    const keys = held.flatMap(({ key }) => key || []).join(", ");
    if (!keys) return;
    const reply = await fetch(settings.backend + "/v1/tickets", {
      headers: { Authorization: "TicketKeys " + keys },
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (!reply.ok) return;
    const isNews = ({ id, last_message: last }) =>
      last?.author?.kind == "agent" && held.some((ticket) => ticket.id == id && ticket.seen != last.id);
    const count = (await reply.json()).items.filter(isNews).length;
    if (count) host.dispatchEvent(new CustomEvent("helpnook-unread-changed", { bubbles: true, detail: { count } }));
  } catch {
    // News are extra: without storage, network or an answer there are none.
  }
}
