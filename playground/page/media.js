// What a message carries besides text: pictures, files, voice, places, contacts and the rest.

import { h, humanSize } from "./dom.js";
import { icon } from "./icons.js";
import { town } from "./store.js";

// Everything that needs an icon, a name and a line under it. Order matters: Telegram sends an animation
// as a document as well, and the first match wins.
const FILE_KINDS = ["animation", "video", "video_note", "audio", "voice", "document"];

export function renderMedia(message) {
  if (message.photo) return photo(message.photo);
  for (const kind of FILE_KINDS) if (message[kind]) return FILES[kind](message[kind]);
  if (message.sticker) return h("div", { class: "sticker" }, message.sticker.emoji ?? "🙂");
  if (message.dice)
    return h(
      "div",
      { class: "sticker" },
      message.dice.emoji ?? "🎲",
      h("small", {}, `rolled ${message.dice.value}`),
    );
  if (message.venue || message.location)
    return place(message.venue?.location ?? message.location, message.venue);
  if (message.contact) return contact(message.contact);
  if (message.poll) return poll(message.poll);
  return (
    OTHER.filter(([key]) => message[key]).map(([key, name, text]) =>
      card(name, text, message[key].title ?? ""),
    )[0] ?? null
  );
}

const OTHER = [
  ["story", "play", "Story"],
  ["game", "box", "Game"],
  ["invoice", "file", "Invoice"],
  ["checklist", "check", "Checklist"],
  ["giveaway", "box", "Giveaway"],
];

const FILES = {
  animation: (file) => moving(file, { autoplay: true, loop: true, muted: true }),
  video: (file) => moving(file, { controls: true }),
  video_note: (file) => moving(file, { controls: true, round: true }),
  audio: (file) => sound(file, "play", file.title ?? file.file_name ?? "Audio"),
  voice: (file) => sound(file, "mic", "Voice message"),
  document: (file) => documentCard(file),
};

// Files of the playground are served by the control API under their file_id: the page needs no token.
export const fileUrl = (fileId) => `/sim/file/${encodeURIComponent(fileId)}`;

// A synthetic file has a size but no content; then a drawn stand-in takes the picture's place.
function photo(sizes) {
  const best = sizes.at(-1);
  const frame = h("div", { class: "photo", style: `--ratio: ${best.width || 4} / ${best.height || 3}` });
  const picture = h("img", {
    src: fileUrl(best.file_id),
    alt: "Photo",
    loading: "lazy",
    onerror: () => frame.replaceChildren(standIn("photo", humanSize(best.file_size))),
  });
  frame.append(
    h(
      "a",
      { href: fileUrl(best.file_id), target: "_blank", rel: "noopener", "aria-label": "Open the photo" },
      picture,
    ),
  );
  return frame;
}

function standIn(name, note) {
  return h("div", { class: "stand-in" }, icon(name, 34), note ? h("span", {}, note) : null);
}

function moving(file, { round, ...attributes }) {
  const frame = h("div", {
    class: `photo ${round ? "is-round" : ""}`,
    style: `--ratio: ${round ? "1 / 1" : "16 / 9"}`,
  });
  frame.append(
    h("video", {
      src: fileUrl(file.file_id),
      preload: "metadata",
      playsinline: true,
      ...attributes,
      onerror: () =>
        frame.replaceChildren(
          standIn("video", [duration(file.duration), humanSize(file.file_size)].filter(Boolean).join(" · ")),
        ),
    }),
  );
  return frame;
}

function documentCard(file) {
  const content = [
    h("span", { class: "file-icon" }, icon("file")),
    h(
      "span",
      { class: "file-text" },
      h("span", { class: "file-name" }, file.file_name ?? "File"),
      h("span", { class: "file-note" }, humanSize(file.file_size)),
    ),
  ];
  return h(
    "a",
    { class: "file", href: fileUrl(file.file_id), download: file.file_name ?? "file" },
    ...content,
    h("span", { class: "file-action" }, icon("download", 20)),
  );
}

function sound(file, name, title) {
  const bars = h(
    "span",
    { class: "wave", "aria-hidden": "true" },
    ...waveform(file.file_unique_id ?? file.file_id),
  );
  const audio = h("audio", { src: fileUrl(file.file_id), preload: "none" });
  const toggle = () =>
    audio.paused ? audio.play().catch(() => card.classList.add("is-silent")) : audio.pause();
  const card = h(
    "div",
    { class: "file sound" },
    h(
      "button",
      { type: "button", class: "file-icon", "aria-label": `Play: ${title}`, onclick: toggle },
      icon(name),
    ),
    h(
      "span",
      { class: "file-text" },
      name === "mic" ? bars : h("span", { class: "file-name" }, title),
      h(
        "span",
        { class: "file-note" },
        [duration(file.duration), humanSize(file.file_size)].filter(Boolean).join(" · "),
      ),
    ),
    audio,
  );
  return card;
}

// A steady little pattern made from the file's id: the same voice message looks the same in each column.
function waveform(seed) {
  let state = [...String(seed)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return Array.from({ length: 28 }, () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return h("i", { style: `height: ${18 + ((state >>> 24) % 82)}%` });
  });
}

function duration(seconds) {
  if (seconds === undefined) return "";
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
}

// A map would be an outside resource; a drawn grid with the pin says as much in a play town.
function place({ latitude, longitude }, venue) {
  return h(
    "div",
    { class: "place" },
    h("div", { class: "place-map" }, icon("pin", 30)),
    h(
      "div",
      { class: "place-note" },
      venue?.title ?? "Location",
      h("small", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`),
    ),
  );
}

function contact(person) {
  return card("person", [person.first_name, person.last_name].filter(Boolean).join(" "), person.phone_number);
}

function poll({ question, options }) {
  return h(
    "div",
    { class: "poll" },
    h("strong", {}, question),
    ...options.map((option) => h("div", { class: "poll-option" }, option.text)),
  );
}

function card(name, title, note) {
  return h(
    "div",
    { class: "file" },
    h("span", { class: "file-icon" }, icon(name)),
    h(
      "span",
      { class: "file-text" },
      h("span", { class: "file-name" }, title),
      note ? h("span", { class: "file-note" }, note) : null,
    ),
  );
}

// One line that stands for a message in a reply quote.
export function summary(message) {
  if (!message) return "Message";
  if (message.text ?? message.caption) return message.text ?? message.caption;
  const names = {
    photo: "Photo",
    voice: "Voice message",
    video: "Video",
    video_note: "Video message",
    audio: "Audio",
    sticker: "Sticker",
    location: "Location",
    contact: "Contact",
    poll: "Poll",
    animation: "GIF",
  };
  if (message.document) return message.document.file_name ?? "File";
  const kind = Object.keys(names).find((key) => message[key]);
  return kind ? names[kind] : "Message";
}

export const senderName = (message) => {
  if (message.from?.id === town.bot.id) return town.bot.name ?? town.bot.first_name ?? "Bot";
  return message.from?.first_name ?? message.sender_chat?.title ?? "";
};
