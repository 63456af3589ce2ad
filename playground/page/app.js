// Puts the page together: reads the town, follows its events, builds the top bar and the board.

import { Board } from "./board.js";
import { callLog, callsButton } from "./calls.js";
import { clockBar } from "./clockbar.js";
import { follow } from "./events.js";
import { faultsButton } from "./faults.js";
import { hint } from "./hint.js";
import { sampleBar, samplesButton } from "./samplebar.js";
import { apply, refresh, town } from "./store.js";

const RETRY_MS = 1000;

async function firstState() {
  for (;;) {
    try {
      return await refresh();
    } catch (error) {
      if (error.name !== "SimError") throw error;
      setOnline(false);
      await new Promise((resolve) => {
        setTimeout(resolve, RETRY_MS);
      });
    }
  }
}

function setOnline(online) {
  town.online = online;
  document.getElementById("offline").hidden = online;
}

function build() {
  const board = new Board();
  const samples = sampleBar(board);
  const steps = hint();
  document.getElementById("clock").replaceWith(clockBar());
  document.getElementById("tools").append(samplesButton(samples), faultsButton(), callsButton());
  document.getElementById("board").replaceWith(board.element);
  document.getElementById("rail").replaceWith(board.rail);
  document.getElementById("drawer").replaceWith(callLog.element);
  if (steps) document.getElementById("hint").replaceWith(steps);
  document.getElementById("samples").replaceWith(samples);
}

const sequence = await firstState();
setOnline(true);
build();
follow({
  since: sequence,
  onEvent: apply,
  onLost: () => setOnline(false),
  onBack: async () => {
    const latest = await refresh();
    setOnline(true);
    return latest;
  },
});
