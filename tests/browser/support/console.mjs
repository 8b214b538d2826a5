// What an agent does in the console.

/** An agent, signed in, at the queue. */
export async function agentAtWork({ browser, server }, options = {}) {
  const agent = await browser.visitor(options);
  await agent.goto(`${server.origin}/console/`);
  await agent.getByLabel("Your token").fill(server.token);
  await agent.getByRole("button", { name: "Sign in" }).click();
  await agent.getByRole("heading", { name: "Tickets", level: 1 }).waitFor();
  return agent;
}

/** Opens a ticket from the queue. */
export async function openTicket(agent, subject) {
  await agent.getByRole("link", { name: "Tickets", exact: true }).click();
  await agent.getByRole("list").getByRole("link", { name: subject }).click();
  await agent.getByRole("heading", { name: subject, level: 1 }).waitFor();
}

/** Replies to the customer; `solves` solves the ticket with it. */
export async function reply(agent, text, { solves = false } = {}) {
  await agent.getByRole("radio", { name: "Reply" }).check();
  await agent.getByRole("textbox", { name: "Reply to the customer" }).fill(text);
  await agent.getByRole("checkbox", { name: "and solve the ticket" }).setChecked(solves);
  await agent.getByRole("button", { name: solves ? "Send and solve" : "Send reply" }).click();
  await messages(agent).filter({ hasText: text }).waitFor();
}

/** Writes a note that only agents see. */
export async function note(agent, text) {
  await agent.getByRole("radio", { name: "Internal note" }).check();
  await agent.getByRole("textbox", { name: "Note that only agents see" }).fill(text);
  await agent.getByRole("button", { name: "Add note" }).click();
  await messages(agent).filter({ hasText: text }).waitFor();
}

/** The messages of the ticket on show. */
export const messages = (agent) => agent.getByRole("region", { name: "Messages" }).getByRole("listitem");
