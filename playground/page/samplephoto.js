// A photo nobody had to take: drawn on a canvas, so that the bot really receives a JPEG it can download.

const WIDTH = 960;
const HEIGHT = 720;

// Three moods for the three parts of a sample album: morning, noon, evening.
const SKIES = [
  ["#7cc7dc", "#f7e2b2"],
  ["#4fb3d4", "#dff1f4"],
  ["#2d4f7c", "#f0a868"],
];

// Returns a File. `number` chooses the picture (1, 2, 3).
export async function samplePhoto(number) {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext("2d");
  drawSky(pen, SKIES[(number - 1) % SKIES.length]);
  drawHills(pen, number);
  drawRoad(pen);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  return new File([blob], `photo-${number}.jpg`, { type: "image/jpeg" });
}

function drawSky(pen, [top, bottom]) {
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT * 0.75);
  sky.addColorStop(0, top);
  sky.addColorStop(1, bottom);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "rgba(255, 236, 179, 0.9)";
  pen.beginPath();
  pen.arc(WIDTH * 0.72, HEIGHT * 0.3, 52, 0, Math.PI * 2);
  pen.fill();
}

function drawHills(pen, seed) {
  const layers = [
    ["#5d8a94", 0.52, 90],
    ["#4b7468", 0.62, 60],
    ["#6f8f5a", 0.72, 36],
  ];
  for (const [colour, height, swing] of layers) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(0, HEIGHT);
    for (let x = 0; x <= WIDTH; x += 12) {
      const wave = Math.sin(x / 130 + seed * 2 + swing) + Math.sin(x / 57 + seed + swing) * 0.4;
      pen.lineTo(x, HEIGHT * height - wave * swing);
    }
    pen.lineTo(WIDTH, HEIGHT);
    pen.fill();
  }
}

// A road with a hole: the most common photo an akimat receives.
function drawRoad(pen) {
  pen.fillStyle = "#4a4f55";
  pen.beginPath();
  pen.moveTo(WIDTH * 0.44, HEIGHT * 0.72);
  pen.lineTo(WIDTH * 0.56, HEIGHT * 0.72);
  pen.lineTo(WIDTH * 0.92, HEIGHT);
  pen.lineTo(WIDTH * 0.08, HEIGHT);
  pen.fill();
  pen.fillStyle = "#24272b";
  pen.beginPath();
  pen.ellipse(WIDTH * 0.47, HEIGHT * 0.89, 110, 26, 0.05, 0, Math.PI * 2);
  pen.fill();
}
