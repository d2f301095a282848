// A picture as rows of points: upright, full size, colour profile ignored, over white. The rule every side keeps.
import { TURNS } from "./exif.js";
import { Refused } from "./sniff.js";

const STRIP = 1 << 20; // points read at a time: little memory, and a breath between two

// Cuts the colour profiles out, and gives one whole piece: some engines refuse a picture in parts.
function withoutProfiles(bytes, cuts, kind) {
  const whole = new Uint8Array(bytes.length - cuts.reduce((sum, [from, to]) => sum + to - from, 0));
  let from = 0;
  let at = 0;
  for (const [start, end] of [...cuts, [bytes.length, bytes.length]]) {
    whole.set(bytes.subarray(from, start), at);
    at += start - from;
    from = end;
  }
  if (kind === "webp" && cuts.length) {
    new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
    whole[20] &= ~0x20; // the header no longer promises a profile
  }
  return whole;
}

async function bitmapOf(bytes, header, { kind, mime }) {
  const blob = new Blob([withoutProfiles(bytes, header.cuts, kind)], { type: mime });
  const asStored = { colorSpaceConversion: "none", imageOrientation: "from-image", premultiplyAlpha: "none" };
  const bitmap = await createImageBitmap(blob, asStored).catch(() => {
    throw new Refused("broken");
  });
  const { width, height } = header;
  const asSaid = [[width, height], [height, width]].some(([w, h]) => bitmap.width === w && bitmap.height === h);
  if (asSaid) return bitmap;
  bitmap.close();
  throw new Refused("broken");
}

// Chromium turns a JPEG and a PNG as their EXIF says, and leaves a WebP as it is stored.
function stillToTurn(bitmap, header) {
  const turn = TURNS[header.turn];
  const turnedAlready = bitmap.width !== header.width;
  return turn && !turnedAlready ? turn(bitmap.width, bitmap.height) : [1, 0, 0, 1, 0, 0];
}

// Gives { width, height } and then the rows, strip by strip, to whoever takes them.
export async function decoded(bytes, header, kind) {
  const bitmap = await bitmapOf(bytes, header, kind);
  const turn = stillToTurn(bitmap, header);
  const [width, height] = turn[0] ? [bitmap.width, bitmap.height] : [bitmap.height, bitmap.width];
  return { width, height, strips: () => strips(bitmap, turn, width, height) };
}

function* strips(bitmap, [a, b, c, d, e, f], width, height) {
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP / width)));
  const context = new OffscreenCanvas(width, rows).getContext("2d", { willReadFrequently: true });
  context.imageSmoothingEnabled = false;
  context.fillStyle = "#ffffff";
  try {
    for (let top = 0; top < height; top += rows) {
      context.resetTransform();
      context.fillRect(0, 0, width, rows);
      context.setTransform(a, b, c, d, e, f - top);
      context.drawImage(bitmap, 0, 0);
      const count = Math.min(rows, height - top);
      yield { rgba: context.getImageData(0, 0, width, count).data, share: (top + count) / height };
    }
  } finally {
    bitmap.close();
  }
}
