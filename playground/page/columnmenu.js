// The menu behind the dots of a column: what concerns the person and not one message.

import { api } from "./api.js";
import { button, h } from "./dom.js";
import { openAs } from "./links.js";
import { openMenu, openPanel } from "./menu.js";
import { attempt, say } from "./notify.js";
import { town } from "./store.js";

export function openColumnMenu(anchor, column) {
  const { person } = column;
  const group = town.chats.get(column.chatId);
  const inGroup = group && group.type !== "private";
  const block = person.blocked
    ? {
        label: "Unblock the bot",
        icon: "check",
        onSelect: () => attempt(anchor, () => api.unblock(person.id)),
      }
    : {
        label: "Block the bot",
        icon: "ban",
        danger: true,
        onSelect: () => attempt(anchor, () => api.block(person.id)),
      };
  openMenu(anchor, `Menu of ${person.first_name}`, [
    {
      label: `Open a link as ${person.first_name}…`,
      icon: "link",
      onSelect: () => openLinkPanel(anchor, column),
    },
    block,
    inGroup && `Group: ${group.title}`,
    inGroup &&
      group.type === "group" && {
        label: "Upgrade to a supergroup",
        icon: "people",
        onSelect: () => upgrade(anchor, column, group),
      },
    ...(inGroup ? botInGroup(anchor, group) : []),
    "View",
    { label: "Hide this column", icon: "hide", onSelect: () => column.board.hide(column) },
  ]);
}

function botInGroup(anchor, group) {
  if (!["member", "administrator"].includes(group.bot_status)) {
    return [
      {
        label: "Add the bot to the group",
        icon: "personAdd",
        onSelect: () => attempt(anchor, () => api.admit(group.id, false)),
      },
    ];
  }
  const admin = group.bot_status === "administrator";
  return [
    {
      label: admin ? "Make the bot a plain member" : "Make the bot an administrator",
      icon: "person",
      onSelect: () => attempt(anchor, () => api.admit(group.id, !admin)),
    },
    {
      label: "Remove the bot from the group",
      icon: "ban",
      danger: true,
      onSelect: () => attempt(anchor, () => api.kick(group.id)),
    },
  ];
}

async function upgrade(anchor, column, group) {
  const done = await attempt(anchor, () => api.migrate(group.id));
  if (!done) return;
  say(column.element, "The group is a supergroup now and has a new id.");
}

// An invitation link printed in a terminal has to reach a person somehow; this field is the messenger.
export function openLinkPanel(anchor, column) {
  const { person } = column;
  const input = h("input", {
    type: "text",
    class: "field",
    id: "link-field",
    placeholder: `t.me/${town.bot.username ?? "bot"}?start=…`,
    "data-testid": `link-${person.id}`,
    autocomplete: "off",
    spellcheck: "false",
  });
  const form = h(
    "form",
    {
      class: "panel-form",
      onsubmit: async (event) => {
        event.preventDefault();
        if (!input.value.trim()) return;
        close();
        await openAs(person, input.value, column.element, () => column.openChat(person.id));
      },
    },
    h("label", { for: "link-field" }, `Open a link as ${person.first_name}`),
    input,
    h("p", { class: "note" }, "A link to the bot, or only the text after start="),
    h("div", { class: "panel-actions" }, button("Open", { class: "button button-primary", type: "submit" })),
  );
  const close = openPanel(anchor, "Open a link", form);
  input.focus();
}
