/*
 * The launcher's badge: how many tickets have an answer that was not read. Stage one asks for the number once, and only
 * where this device follows tickets; later the widget tells it.
 */
import { storedTickets } from "./device_storage";
import { messages } from "./messages";
import type { Settings } from "./settings";

/** A ticket in the backend's list, as far as the badge reads it. */
interface ListedTicket {
  id: string;
  last_message?: { id: string; author?: { kind: string } };
}

/** Keeps the number of the event `helpnook-unread-changed` on the launcher. */
export function showBadge(host: HTMLElement, launcher: HTMLElement, settings: Settings): void {
  host.addEventListener("helpnook-unread-changed", (event) => {
    const { detail } = event as CustomEvent<{ count: number } | null>;
    launcher.querySelector(".launcher__news")?.remove();
    if (!detail?.count) return;
    const badge = document.createElement("i");
    badge.className = "launcher__news";
    const count = new Intl.NumberFormat(settings.language).format(detail.count);
    badge.textContent = ` ${count} ${messages(settings.language).unread}`;
    launcher.append(badge);
  });
}

/** Asks the backend how many tickets of this device have an answer that was not read on it; sends the event. */
export async function askForNews(host: HTMLElement, { backend }: Settings): Promise<void> {
  try {
    const stored = storedTickets(backend);
    // The tickets of a signed-in customer from other devices have no key here.
    const keys = stored.flatMap(({ key }) => key || []).join(", ");
    if (!keys) return;
    const reply = await fetch(backend + "/v1/tickets", {
      headers: { Authorization: "TicketKeys " + keys },
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (!reply.ok) return;
    const isNews = ({ id, last_message: last }: ListedTicket) =>
      last?.author?.kind == "agent" && stored.some((ticket) => ticket.id == id && ticket.seen != last.id);
    const count = ((await reply.json()).items as ListedTicket[]).filter(isNews).length;
    if (count) host.dispatchEvent(new CustomEvent("helpnook-unread-changed", { bubbles: true, detail: { count } }));
  } catch {
    // News are extra: without storage, network or an answer the badge shows none.
  }
}
