// The command menu of a person: which list wins is Telegram's own rule, from narrow to wide, and in each
// scope the person's language before the list without a language.
// https://core.telegram.org/bots/api#determining-list-of-commands

import { openMenu } from "./menu.js";
import { town } from "./store.js";

export function commandsFor(person, chat) {
  const inPrivate = chat.type === "private";
  const scopes = inPrivate
    ? [["chat", chat.id], ["all_private_chats"], ["default"]]
    : [["chat_member", chat.id, person.id], ["chat", chat.id], ["all_group_chats"], ["default"]];
  for (const [type, chatId, userId] of scopes) {
    for (const language of [person.language_code, ""]) {
      const found = town.commands.find((entry) => matches(entry, type, chatId, userId, language ?? ""));
      if (found?.commands.length) return found.commands;
    }
  }
  return [];
}

function matches(entry, type, chatId, userId, language) {
  const scope = entry.scope ?? { type: "default" };
  return (
    scope.type === type &&
    (entry.language_code ?? "") === language &&
    (chatId === undefined || String(scope.chat_id) === String(chatId)) &&
    (userId === undefined || String(scope.user_id) === String(userId))
  );
}

export function openCommandMenu(anchor, person, chat, onCommand) {
  const commands = commandsFor(person, chat);
  const items = commands.map((entry) => ({
    label: `/${entry.command}`,
    hint: entry.description,
    onSelect: () => onCommand(`/${entry.command}`),
  }));
  openMenu(
    anchor,
    "Commands of the bot",
    items.length
      ? ["Commands the bot offers this person", ...items]
      : [
          "The bot has set no commands for this person yet",
          { label: "/start", icon: "play", onSelect: () => onCommand("/start") },
        ],
  );
}
