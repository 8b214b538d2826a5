// What an agent does, by the API: for tests in which the console is not what is looked at.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

/** The agent's calls to a server of `startServer`. */
export function agentOf(server) {
  const call = async (method, path, body) => {
    const headers = { Authorization: `Bearer ${server.token}`, "Idempotency-Key": randomUUID() };
    if (body) headers["Content-Type"] = "application/json";
    const reply = await fetch(server.origin + path, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${reply.ok ? "" : await reply.text()}`);
    return reply.json();
  };
  const tickets = async () => (await call("GET", "/v1/agent/tickets")).items.map((entry) => entry.ticket);
  return {
    tickets,
    /** The tickets with this subject. */
    async about(subject) {
      return (await tickets()).filter((ticket) => ticket.subject === subject);
    },
    ticket: (id) => call("GET", `/v1/agent/tickets/${id}`),
    messages: async (id) => (await call("GET", `/v1/agent/tickets/${id}/messages`)).items,
    reply: (id, text) =>
      call("POST", `/v1/agent/tickets/${id}/messages`, { body: text, internal: false, attachments: [] }),
    setStatus: (id, status) => call("PATCH", `/v1/agent/tickets/${id}`, { status }),
    publish: (id, article, language = "en") =>
      call("PUT", `/v1/agent/articles/${id}?language=${language}`, {
        category: "Delivery",
        published: true,
        ...article,
      }),
  };
}

/** Asks again until `check` gives something true; gives that. */
export async function eventually(check, what, patience = 20_000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await check();
    if (found) return found;
    assert.ok(Date.now() < end, `${what}: not within ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
