// The control API of the playground (/sim/...), one thin function per route.

// What the server refused, in its own words; shown to the player as it is.
export class SimError extends Error {
  constructor(message, status) {
    super(message);
    this.name = "SimError";
    this.status = status;
  }
}

async function request(method, path, body) {
  let response;
  try {
    response = await fetch(`/sim/${path}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    // fetch() reports every network failure as a bare TypeError; a player needs to know what to do.
    if (error instanceof TypeError)
      throw new SimError("The playground does not answer. Is it still running?", 0);
    throw error;
  }
  const text = await response.text();
  const data = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : { error: text };
  if (!response.ok) throw new SimError(data.error ?? response.statusText, response.status);
  return data;
}

const get = (path) => request("GET", path);
const post = (path, body = {}) => request("POST", path, body);

// `undefined` values disappear in JSON, so optional fields can be passed through as they are.
export const api = {
  state: () => get("state"),
  chat: (chatId, limit) => get(`chat/${chatId}?limit=${limit}`),
  text: (person, chatId, text, replyTo) => post("text", { person, chat_id: chatId, text, reply_to: replyTo }),
  tap: (person, chatId, messageId, row, column) =>
    post("tap", { person, chat_id: chatId, message_id: messageId, row, column }),
  edit: (person, chatId, messageId, fields) =>
    post("edit", { person, chat_id: chatId, message_id: messageId, ...fields }),
  react: (person, chatId, messageId, emoji) =>
    post("react", { person, chat_id: chatId, message_id: messageId, emoji }),
  file: (person, chatId, fields) => post("file", { person, chat_id: chatId, ...fields }),
  album: (person, chatId, parts) => post("album", { person, chat_id: chatId, parts }),
  special: (person, chatId, kind, fields) => post("special", { person, chat_id: chatId, kind, ...fields }),
  location: (person, chatId) =>
    post("location", { person, chat_id: chatId, latitude: 51.1282, longitude: 71.4304 }),
  contact: (person, chatId) => post("contact", { person, chat_id: chatId }),
  block: (person) => post("block", { person }),
  unblock: (person) => post("unblock", { person }),
  link: (person, start) => post("link", { person, start }),
  addPerson: (fields) => post("people", fields),
  migrate: (chatId) => post("migrate", { chat_id: chatId }),
  admit: (chatId, admin) => post("admit", { chat_id: chatId, admin }),
  kick: (chatId) => post("kick", { chat_id: chatId }),
  clock: (change) => post("clock", change),
  faults: () => get("faults"),
  addFault: (fault) => post("faults", fault),
  clearFaults: (id) => request("DELETE", id === undefined ? "faults" : `faults/${id}`),
  limits: (on) => post("limits", { on }),
  calls: (since) => get(`calls?since=${since}`),
};

// Sends a picked file as it is. JSON would need base64, a third more memory for a 40 MB video.
export async function uploadFile(fields, file) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") form.append(key, value);
  }
  form.append("file", file, file.name);
  const response = await fetch("/sim/file", { method: "POST", body: form });
  const data = await response.json();
  if (!response.ok) throw new SimError(data.error ?? response.statusText, response.status);
  return data;
}
