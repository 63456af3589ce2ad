// Links of the town. t.me/<bot>?start=... opens the bot for the same person, as on a phone.

import { api } from "./api.js";
import { attempt, say } from "./notify.js";
import { town } from "./store.js";

// The start payload of a link to our bot; "" for a bare link to it, null for any other address.
export function startPayload(url) {
  const username = (town.bot.username ?? "").toLowerCase();
  const address = parse(url);
  if (!address) return null;
  const toBot =
    address.protocol === "tg:"
      ? address.searchParams.get("domain")?.toLowerCase() === username
      : ["t.me", "telegram.me"].includes(address.hostname) &&
        address.pathname.slice(1).toLowerCase() === username;
  return toBot ? (address.searchParams.get("start") ?? "") : null;
}

function parse(url) {
  return URL.canParse(url) ? new URL(url) : null;
}

// Returns true when the link was ours and has been followed inside the page.
export function followLink(url, person, column, opened) {
  const payload = startPayload(url);
  if (payload === null) return false;
  openAs(person, payload, column, opened);
  return true;
}

// What a person pastes into "open link as": a whole link or only its payload.
export async function openAs(person, linkOrPayload, column, opened) {
  const typed = linkOrPayload.trim();
  const withScheme = /^(t|telegram)\.me\//.test(typed) ? `https://${typed}` : typed;
  const payload = startPayload(withScheme) ?? typed;
  if (/^https?:/.test(payload)) return say(column, "This link does not lead to the bot.", { tone: "error" });
  const done = await attempt(column, () => api.link(person.id, payload));
  if (done) opened?.();
  return done;
}
