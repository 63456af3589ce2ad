// The town as this page knows it. Everything on the screen is drawn from here, everything in here came
// from the server: a reload of the page therefore loses nothing but the text being typed.

import { api } from "./api.js";
import { History } from "./history.js";

const listeners = new Map();

// Calls `listener(payload)` at each `topic`; returns the function that stops it.
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(listener);
  return () => listeners.get(topic).delete(listener);
}

export function emit(topic, payload) {
  for (const listener of listeners.get(topic) ?? []) listener(payload);
}

export const town = {
  bot: {},
  people: new Map(),
  chats: new Map(),
  commands: [],
  clock: { offset: 0, version: 0 },
  faults: [],
  limits: { on: false },
  histories: new Map(),
  online: true,
};

// Reads the whole state again and returns the number of the last event it includes.
export async function refresh() {
  const state = await api.state();
  town.bot = state.bot;
  town.people = new Map(state.people.map((person) => [person.id, person]));
  town.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  town.commands = state.commands;
  town.faults = state.faults;
  town.limits = state.limits;
  setClock(state.clock);
  // A restarted or emptied town may not know a group any more that was open here.
  for (const id of town.histories.keys())
    if (!town.people.has(id) && !town.chats.has(id)) town.histories.delete(id);
  await Promise.all(
    [...town.histories.values()].filter((history) => history.loaded).map((history) => history.load()),
  );
  town.online = true;
  emit("refreshed");
  return state.sequence;
}

// The history of a chat, loaded on first use. The promise itself is kept, so two columns that open the
// same group at the same moment share one request.
export async function openHistory(chatId) {
  if (!town.histories.has(chatId)) town.histories.set(chatId, new History(chatId));
  const history = town.histories.get(chatId);
  if (!history.loaded) {
    history.loading ??= history.load().finally(() => {
      history.loading = undefined;
    });
    await history.loading;
  }
  return history;
}

// The chats a person can see: the private one with the bot first, then the groups. A group that became a
// supergroup stays in the town under its old id, but nobody sees it any more.
export function chatsOf(personId) {
  const groups = [...town.chats.values()].filter(
    (chat) => chat.type !== "private" && !chat.migrated_to && memberIds(chat).includes(personId),
  );
  return [{ id: personId, type: "private", title: town.bot.name ?? town.bot.username }, ...groups];
}

export const memberIds = (chat) => (chat.members ?? []).map((member) => member.id ?? member);

export const isFrom = (message, personId) => message.from?.id === personId;

function setClock(clock) {
  town.clock = { ...town.clock, ...clock };
  emit("clock", town.clock);
}

// One function per type of event. Each brings the town up to date and then tells the screen.
const reactions = {
  message(event) {
    const message = event.message;
    const chatId = event.chat_id ?? message.chat.id;
    const history = town.histories.get(chatId);
    const known = history && !history.put(message);
    emit(known ? "edited" : "message", { chatId, message });
  },
  edited(event) {
    const message = event.message;
    const chatId = event.chat_id ?? message.chat.id;
    town.histories.get(chatId)?.put(message);
    emit("edited", { chatId, message });
  },
  deleted(event) {
    town.histories.get(event.chat_id)?.remove(event.message_id);
    emit("deleted", { chatId: event.chat_id, messageId: event.message_id });
  },
  reaction(event) {
    const message = town.histories.get(event.chat_id)?.get(event.message_id);
    if (!message) return;
    message.reactions = event.reactions;
    emit("edited", { chatId: event.chat_id, message });
  },
  callback_answer: (event) => emit("answer", event),
  keyboard(event) {
    const history = town.histories.get(event.chat_id);
    if (history) history.replyKeyboard = event.reply_keyboard;
    emit("keyboard", { chatId: event.chat_id });
  },
  typing: (event) => emit("typing", { chatId: event.chat_id, action: event.action }),
  // Menus and names change a few times in a session; reading them again is simpler than merging scopes.
  commands: () => refreshBot(),
  clock: (event) => setClock(event),
  person(event) {
    const person = event.person?.id ? event.person : event;
    town.people.set(person.id, { ...town.people.get(person.id), ...person });
    emit("people");
  },
  chat(event) {
    const chat = event.chat ?? event;
    town.chats.set(chat.id, { ...town.chats.get(chat.id), ...chat });
    emit("chats");
  },
  faults(event) {
    town.faults = event.faults;
    emit("faults");
  },
  limits(event) {
    town.limits = event.limits;
    emit("faults");
  },
  call: (event) => emit("call", event),
  reset: () => refresh(),
};

// Brings one event of the stream into the town. Types this page does not know are skipped: the server
// may grow faster than the page.
export function apply(type, event) {
  reactions[type]?.(event);
}

async function refreshBot() {
  const state = await api.state();
  town.bot = state.bot;
  town.commands = state.commands;
  emit("bot");
}
