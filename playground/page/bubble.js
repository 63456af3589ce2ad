// One message as the person of a column sees it.

import { button, h } from "./dom.js";
import { timeOf } from "./dates.js";
import { renderText } from "./entities.js";
import { icon } from "./icons.js";
import { renderInlineKeyboard } from "./keyboards.js";
import { renderMedia, senderName, summary } from "./media.js";
import { onLongPress } from "./longpress.js";
import { openMessageMenu } from "./messagemenu.js";
import { isFrom } from "./store.js";

// `viewer` is {person, column, onLink, onCommand, onReply, onEdit, onJump}; it decides the side of the
// bubble and receives what the person does with it.
export function renderMessage(message, viewer) {
  const service = serviceText(message);
  if (service)
    return h("div", { class: "service", "data-id": message.message_id, "data-testid": "service" }, service);

  const own = isFrom(message, viewer.person.id);
  const bubble = renderBubble(message, viewer, own);
  const element = h(
    "article",
    {
      class: `message ${own ? "is-own" : "is-other"} ${message.has_protected_content ? "is-protected" : ""}`,
      "data-testid": "message",
      "data-id": message.message_id,
      "data-album": message.media_group_id ?? null,
      "aria-label": `${own ? "You" : senderName(message)}, ${timeOf(message.date)}`,
    },
    h("div", { class: "bubble-line" }, bubble, actionsButton(message, viewer)),
    renderInlineKeyboard(message, viewer),
  );
  onLongPress(bubble, (x, y) => openMessageMenu(element, message, viewer, new DOMRect(x, y, 0, 0)));
  return element;
}

function renderBubble(message, viewer, own) {
  const picture = message.photo || message.video ? "has-picture" : "";
  const bare = message.sticker || message.dice ? "is-bare" : "";
  const text = renderCaption(message, viewer);
  const reactions = reactionList(message);
  // Without reactions the time stands in the last line of the text, see text.css.
  const foot = reactions || !text ? h("div", { class: "foot" }, reactions, meta(message)) : null;
  if (!foot) text.append(meta(message));
  return h(
    "div",
    { class: `bubble ${picture} ${bare}` },
    message.chat.type !== "private" && !own ? h("div", { class: "sender" }, senderName(message)) : null,
    forwardLine(message),
    replyQuote(message, viewer),
    renderMedia(message),
    text,
    foot,
  );
}

function renderCaption(message, viewer) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return h(
    "div",
    { class: "text" },
    ...renderText(text, message.entities ?? message.caption_entities, viewer),
  );
}

function actionsButton(message, viewer) {
  return button(
    "Message actions",
    {
      class: "message-actions",
      "aria-haspopup": "menu",
      onclick: (event) => openMessageMenu(event.currentTarget, message, viewer),
    },
    icon("more", 18),
  );
}

function meta(message) {
  return h(
    "span",
    { class: "meta" },
    message.has_protected_content
      ? h("span", { class: "lock", title: "Protected: cannot be copied or forwarded" }, icon("lock", 13))
      : null,
    message.edit_date
      ? h("span", { class: "edited", title: message.edits > 1 ? `${message.edits} edits` : null }, "edited")
      : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
  );
}

function replyQuote(message, viewer) {
  const target = message.reply_to_message;
  if (!target) return null;
  return button(
    `In reply to: ${summary(target)}`,
    { class: "reply-quote", onclick: () => viewer.onJump(target.message_id) },
    h("span", { class: "reply-name" }, senderName(target)),
    h("span", { class: "reply-text" }, summary(target)),
  );
}

function forwardLine(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? "someone";
  return h("div", { class: "forwarded" }, `Forwarded from ${name}`);
}

// The control API lists who put which emoji; equal ones are shown once, with their number.
function reactionList(message) {
  const counts = new Map();
  for (const { emoji } of message.reactions ?? []) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  if (!counts.size) return null;
  return h(
    "span",
    { class: "reactions" },
    ...[...counts].map(([emoji, count]) =>
      h("span", { class: "reaction" }, count > 1 ? `${emoji} ${count}` : emoji),
    ),
  );
}

const SERVICE = [
  [
    "new_chat_members",
    (people) => `${people.map((person) => person.first_name).join(", ")} joined the group`,
  ],
  ["left_chat_member", (person) => `${person.first_name} left the group`],
  ["migrate_to_chat_id", () => "The group became a supergroup"],
  ["migrate_from_chat_id", () => "This supergroup was a group before"],
  ["pinned_message", (pinned) => `Pinned: ${summary(pinned)}`],
  ["forum_topic_created", (topic) => `Topic opened: ${topic.name}`],
  ["forum_topic_closed", () => "Topic closed"],
  ["forum_topic_reopened", () => "Topic opened again"],
  ["group_chat_created", () => "The group was created"],
  ["new_chat_title", (title) => `The group is now called ${title}`],
];

function serviceText(message) {
  const entry = SERVICE.find(([key]) => message[key] !== undefined);
  return entry ? entry[1](message[entry[0]]) : null;
}
