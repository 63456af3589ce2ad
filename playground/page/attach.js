// Everything a person can send that is not text: picked files and ready-made samples.

import { api, uploadFile } from "./api.js";
import { h } from "./dom.js";
import { openMenu } from "./menu.js";
import { attempt } from "./notify.js";
import { samplePhoto } from "./samplephoto.js";

const MEGABYTE = 1024 * 1024;

// `target` is {person, chatId, caption(), done()}: the caption is what stands in the input, and it is
// cleared only when the file really went.
export function openAttachMenu(anchor, target) {
  const send = (action) => attempt(anchor, async () => {
    await action(target.caption() || undefined);
    target.done();
  });
  const { person, chatId } = target;
  const sample = (fields) => () => send((caption) => api.file(person.id, chatId, { caption, ...fields }));
  openMenu(anchor, "Attach", [
    "From this computer",
    { label: "Photo or video", icon: "photo", onSelect: () => pick("image/*,video/*", true, (files) => send((caption) => sendPicked(target, files, caption, pictureKind))) },
    { label: "File", icon: "file", onSelect: () => pick("", true, (files) => send((caption) => sendPicked(target, files, caption, () => "document"))) },
    "Samples",
    { label: "Photo", icon: "photo", onSelect: () => send(async (caption) => uploadFile(fields(target, "photo", caption), await samplePhoto(1))) },
    { label: "Album of three photos", icon: "album", onSelect: () => send((caption) => sendAlbum(target, caption)) },
    { label: "Voice message", icon: "mic", hint: "0:07", onSelect: sample({ kind: "voice", size: 28_000 }) },
    { label: "Video", icon: "video", hint: "3 MB", onSelect: sample({ kind: "video", size: 3 * MEGABYTE, name: "yard.mp4" }) },
    { label: "Document", icon: "file", hint: "PDF, 240 KB", onSelect: sample({ kind: "document", size: 240_000, name: "Өтінім.pdf", mime: "application/pdf" }) },
    { label: "File too large to fetch", icon: "box", hint: "25 MB", onSelect: sample({ kind: "document", size: 25 * MEGABYTE, name: "archive.zip", mime: "application/zip" }) },
    { label: "Location", icon: "pin", onSelect: () => send(() => api.location(person.id, chatId)) },
    { label: "Contact", icon: "person", onSelect: () => send(() => api.contact(person.id, chatId)) },
    { label: "Sticker", icon: "sticker", onSelect: sample({ kind: "sticker" }) },
    { label: "Poll", icon: "poll", onSelect: () => send(() => api.special(person.id, chatId, "poll")) },
  ]);
}

function pick(accept, multiple, onFiles) {
  const input = h("input", { type: "file", accept, multiple, class: "visually-hidden" });
  input.addEventListener("change", () => {
    if (input.files.length) onFiles([...input.files]);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

const pictureKind = (file) => (file.type.startsWith("video/") ? "video" : "photo");

const fields = (target, kind, caption, album) => ({ person: target.person.id, chat_id: target.chatId, kind, caption, media_group_id: album });

// Several files at once are an album, as in Telegram: one group id, the caption on the first part.
export async function sendPicked(target, files, caption, kindOf) {
  const album = files.length > 1 ? newAlbumId() : undefined;
  for (const [position, file] of files.entries()) {
    await uploadFile(fields(target, kindOf(file), position === 0 ? caption : undefined, album), file);
  }
}

async function sendAlbum(target, caption) {
  const photos = await Promise.all([1, 2, 3].map(samplePhoto));
  await sendPicked(target, photos, caption, () => "photo");
}

// Telegram's group ids are long digit strings; the digits after the clock keep two quick albums apart.
const newAlbumId = () => `${Date.now()}${Math.floor(Math.random() * 1e4).toString().padStart(4, "0")}`;
