// The stream of what happens in the town (server-sent events), kept alive across restarts of the server.

const TYPES = [
  "message",
  "edited",
  "deleted",
  "reaction",
  "callback_answer",
  "typing",
  "commands",
  "clock",
  "person",
  "chat",
  "keyboard",
  "faults",
  "limits",
  "call",
  "reset",
];
const FIRST_RETRY_MS = 400;
const SLOWEST_RETRY_MS = 5000;

// Opens the stream at `since` and calls `onEvent(type, data)` for each event. When it breaks, it
// calls `onLost()` once and then `onBack()`, which re-reads the state and returns the new `since`: after
// a restart the numbers start again, so resuming blindly at the old one would show nothing for ever.
export function follow({ since, onEvent, onLost, onBack }) {
  let retry = FIRST_RETRY_MS;

  const open = (from) => {
    const source = new EventSource(`/sim/events?since=${from}`);
    // The event's own name decides: a chat has a field "type" of its own in its data.
    const deliver = (type) => (event) => onEvent(type, JSON.parse(event.data));
    source.onopen = () => {
      retry = FIRST_RETRY_MS;
    };
    for (const type of TYPES) source.addEventListener(type, deliver(type));
    source.onerror = () => {
      source.close();
      onLost();
      setTimeout(reopen, retry);
    };
  };

  const reopen = async () => {
    retry = Math.min(retry * 2, SLOWEST_RETRY_MS);
    try {
      open(await onBack());
    } catch (error) {
      if (error.name !== "SimError") throw error;
      setTimeout(reopen, retry);
    }
  };

  open(since);
}
