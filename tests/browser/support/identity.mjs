// A site that signs its customers in: its key, and the tokens that it makes. As docs/identity.md says.

import { createHmac } from "node:crypto";

const SECRET = "what the shop and its helpnook know";

/** The server's settings for keys of these names. */
export const keysOf = (...kids) => ({
  HELPNOOK_IDENTITY_KEYS: `[${kids.map((kid) => `{ kid = "${kid}", algorithm = "HS256", secret = "${SECRET}" }`).join(", ")}]`,
});

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seconds = (after = 0) => Math.floor(Date.now() / 1000) + after;

/** A token for a customer; `claims` and `header` are laid over what is right. */
export function signed(sub, claims = {}, { secret = SECRET, ...header } = {}) {
  const said = { sub, aud: "helpnook", exp: seconds(600), email: `${sub}@example.com`, ...claims };
  const text = `${part({ alg: "HS256", typ: "JWT", kid: "1", ...header })}.${part(said)}`;
  const signature = header.alg == "none" ? "" : createHmac("sha256", secret).update(text).digest("base64url");
  return `${text}.${signature}`;
}

/** Tokens that no backend may take, by what is wrong with them. */
export const wrong = () => ({
  expired: signed("eve", { exp: seconds(-600) }),
  "not valid yet": signed("eve", { nbf: seconds(600), exp: seconds(800) }),
  "valid for too long": signed("eve", { exp: seconds(86_400) }),
  "signed by another key": signed("eve", {}, { secret: "what nobody but a stranger knows…" }),
  "not signed": signed("eve", {}, { alg: "none" }),
  "for another site": signed("eve", { aud: "elsewhere" }),
  "by a key that was taken back": signed("eve", {}, { kid: "0" }),
});
