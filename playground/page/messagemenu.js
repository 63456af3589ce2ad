// What a person can do with one message: answer it, edit an own one, react, copy.

import { api } from "./api.js";
import { button, copyText, h } from "./dom.js";
import { openMenu } from "./menu.js";
import { attempt, say } from "./notify.js";
import { isFrom } from "./store.js";

// Emoji that Telegram offers as reactions to everybody; the row holds as many as a phone can show.
const REACTIONS = ["👍", "👎", "❤", "🔥", "🙏", "😢"];

// Telegram lets a person edit for 48 hours; the playground's own rule lives in the server, this one only
// decides whether the command is offered.
const EDITABLE = ["text", "caption"];

export function openMessageMenu(anchor, message, viewer, point) {
  const own = isFrom(message, viewer.person.id);
  const body = message.text ?? message.caption;
  let close = () => {};
  const header = reactionRow(message, viewer, anchor, () => close());
  close = openMenu(
    anchor,
    "Message actions",
    [
      { label: "Reply", icon: "reply", onSelect: () => viewer.onReply(message) },
      own &&
        EDITABLE.some((key) => message[key] !== undefined) && {
          label: "Edit",
          icon: "edit",
          onSelect: () => viewer.onEdit(message),
        },
      body &&
        !message.has_protected_content && {
          label: "Copy text",
          icon: "copy",
          onSelect: () => copy(anchor, body),
        },
      message.has_protected_content && {
        label: "Protected content",
        icon: "lock",
        hint: "cannot be copied",
        onSelect: () => {},
      },
    ],
    { point, header },
  );
}

async function copy(place, text) {
  await copyText(text);
  say(place, "Copied");
}

// Choosing one's own reaction again takes it back, as in Telegram.
function reactionRow(message, viewer, anchor, close) {
  const mine = message.reactions?.find((reaction) => reaction.from === viewer.person.id)?.emoji;
  return h(
    "div",
    { class: "reaction-row", role: "group", "aria-label": "React" },
    ...REACTIONS.map((emoji) =>
      button(
        `React with ${emoji}`,
        {
          class: "reaction-choice",
          "aria-pressed": String(emoji === mine),
          onclick: () => {
            close();
            attempt(anchor, () =>
              api.react(viewer.person.id, message.chat.id, message.message_id, emoji === mine ? "" : emoji),
            );
          },
        },
        h("span", {}, emoji),
      ),
    ),
  );
}
