// Everything a person can send that is not text: picked files and ready-made samples.

import { api, SimError, uploadFile } from "./api.js";
import { h } from "./dom.js";
import { openMenu } from "./menu.js";
import { attempt } from "./notify.js";
import { samplePhoto } from "./samplephoto.js";

const MEGABYTE = 1024 * 1024;

const POLL = { question: "Бағдаршам керек пе?", options: ["Иә", "Жоқ"] };

// `target` is {person, chatId, caption(), done()}: the caption is what stands in the input, and it is
// cleared only when the file really went.
export function openAttachMenu(anchor, target) {
  const send = (action) =>
    attempt(anchor, async () => {
      await action(target.caption() || undefined);
      target.done();
    });
  const { person, chatId } = target;
  const sample = (fields) => () => send((caption) => api.file(person.id, chatId, { caption, ...fields }));
  openMenu(anchor, "Attach", [
    "From this device",
    {
      label: "Photo or video",
      icon: "photo",
      onSelect: () =>
        pick("image/*,video/*", true, (files) =>
          send((caption) => sendPicked(target, files, caption, pictureKind)),
        ),
    },
    {
      label: "File",
      icon: "file",
      onSelect: () =>
        pick("", true, (files) => send((caption) => sendPicked(target, files, caption, () => "document"))),
    },
    "Samples",
    {
      label: "Photo",
      icon: "photo",
      onSelect: () =>
        send(async (caption) => uploadFile(fields(target, "photo", caption), await samplePhoto(1))),
    },
    {
      label: "Album of three photos",
      icon: "album",
      onSelect: () => send((caption) => sendAlbum(target, caption)),
    },
    { label: "Voice message", icon: "mic", onSelect: sample({ kind: "voice" }) },
    { label: "Video", icon: "video", onSelect: sample({ kind: "video" }) },
    {
      label: "Document",
      icon: "file",
      hint: "PDF",
      onSelect: sample({ kind: "document", name: "Құжат.pdf" }),
    },
    {
      label: "File too large to fetch",
      icon: "box",
      hint: "25 MB",
      onSelect: sample({
        kind: "document",
        size: 25 * MEGABYTE,
        name: "archive.zip",
        mime: "application/zip",
      }),
    },
    { label: "Location", icon: "pin", onSelect: () => send(() => api.location(person.id, chatId)) },
    { label: "Contact", icon: "person", onSelect: () => send(() => api.contact(person.id, chatId)) },
    { label: "Sticker", icon: "sticker", onSelect: sample({ kind: "sticker" }) },
    { label: "Poll", icon: "poll", onSelect: () => send(() => api.special(person.id, chatId, "poll", POLL)) },
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

const fields = (target, kind, caption) => ({
  person: target.person.id,
  chat_id: target.chatId,
  kind,
  caption,
});

// Several files at once are an album, as in Telegram: one message to the eye, the caption on the first part.
export async function sendPicked(target, files, caption, kindOf) {
  if (files.length === 1) return uploadFile(fields(target, kindOf(files[0]), caption), files[0]);
  const parts = files.map(async (file, position) => ({
    kind: kindOf(file),
    name: file.name,
    mime: file.type || undefined,
    caption: position === 0 ? caption : undefined,
    content_base64: await base64(file),
  }));
  return api.album(target.person.id, target.chatId, await Promise.all(parts));
}

async function sendAlbum(target, caption) {
  const photos = await Promise.all([1, 2, 3].map(samplePhoto));
  return sendPicked(target, photos, caption, () => "photo");
}

// The parts of an album must enter the chat together, so they travel in one JSON request.
function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new SimError(`${file.name} could not be read`, 0));
    reader.readAsDataURL(file);
  });
}
