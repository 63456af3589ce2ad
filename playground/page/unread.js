// How many messages of the bot a person has not looked at, by chat. Counted from the events since the
// page was opened; what was there before counts as read, since this page is no one's only phone.

import { emit, isFrom, memberIds, on, town } from "./store.js";

const counts = new Map();

const key = (personId, chatId) => `${personId}:${chatId}`;

export const unreadIn = (personId, chatId) => counts.get(key(personId, chatId)) ?? 0;

export function unreadOf(personId) {
  let sum = 0;
  for (const [name, count] of counts) if (name.startsWith(`${personId}:`)) sum += count;
  return sum;
}

export function markRead(personId, chatId) {
  if (counts.delete(key(personId, chatId))) emit("unread");
}

// Nobody can open a group under the id it left behind, so nothing there waits to be read.
on("chats", () => {
  for (const chat of town.chats.values()) {
    if (chat.migrated_to) for (const reader of memberIds(chat)) markRead(reader, chat.id);
  }
});

on("message", ({ chatId, message }) => {
  const chat = town.chats.get(chatId);
  const readers = chat && chat.type !== "private" ? memberIds(chat) : [chatId];
  for (const reader of readers) {
    if (!town.people.has(reader) || isFrom(message, reader)) continue;
    counts.set(key(reader, chatId), unreadIn(reader, chatId) + 1);
  }
  emit("unread");
});
