// Some browsers alter what a page reads from a canvas, so that it cannot know them again; nothing says that they do.
// A fingerprint made of altered points would match nothing, so known points are drawn and read back first.
const SIDE = 64;

function known(seed) {
  const points = new Uint8ClampedArray(SIDE * SIDE * 4);
  let state = seed;
  for (let i = 0; i < points.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    points[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return points;
}

function flat(level) {
  return new Uint8ClampedArray(SIDE * SIDE * 4).fill(255).map((byte, i) => (i % 4 === 3 ? byte : level));
}

async function readsBack(points) {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const bitmap = await createImageBitmap(new ImageData(points, SIDE, SIDE), { colorSpaceConversion: "none" });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const read = context.getImageData(0, 0, SIDE, SIDE).data;
  return read.every((byte, i) => byte === points[i]);
}

export async function canvasHonest() {
  for (const points of [known(1), known(20261), flat(127)]) {
    if (!(await readsBack(points))) return false;
  }
  return true;
}
