// Says so when the bot is silent. A newcomer who started only the playground would otherwise wait for ever.

import { say } from "./notify.js";
import { on } from "./store.js";

const PATIENCE_MS = 8000;

// Each person who wrote, with the timer that ends their patience.
const waiting = new Map();

// Call when a person wrote to the bot; `column` is where the remark would be shown.
export function expectAnswer(personId, column) {
  forget(personId);
  waiting.set(
    personId,
    setTimeout(() => {
      waiting.delete(personId);
      say(column, "No answer from the bot yet. Is it running?");
    }, PATIENCE_MS),
  );
}

function forget(personId) {
  clearTimeout(waiting.get(personId));
  waiting.delete(personId);
}

// Anything the bot shows in the chat is an answer, be it an edit or "typing".
for (const topic of ["message", "edited", "typing"]) {
  on(topic, ({ chatId, message }) => {
    if (!message || message.from?.is_bot) forget(chatId);
  });
}
