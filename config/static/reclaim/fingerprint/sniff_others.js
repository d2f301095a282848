// GIF, WebP and AVIF: size, animation, whether the file goes on to where it says it ends.
import { wayUp } from "./exif.js";

const fresh = () => ({ width: 0, height: 0, whole: false, cuts: [], notes: [] });

function textAt(bytes, at) {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

// Gives where a GIF's chain of small blocks ends, or nothing when the file ends first.
function afterBlocks(bytes, from) {
  let at = from;
  while (at < bytes.length && bytes[at]) at += bytes[at] + 1;
  return at < bytes.length ? at + 1 : 0;
}

export function gif(view, bytes) {
  const found = { ...fresh(), width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const palette = (flags) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + palette(bytes[10]);
  while (at && at < bytes.length) {
    if (bytes[at] === 0x21) at = afterBlocks(bytes, at + 2);
    else if (bytes[at] === 0x2c && found.whole) return { ...found, notes: ["first-frame"] };
    else if (bytes[at] === 0x2c) {
      found.width = Math.max(found.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      found.height = Math.max(found.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      at = afterBlocks(bytes, at + 11 + palette(bytes[at + 9]));
      found.whole = at > 0;
    } else return found;
  }
  return found;
}

const WEBP = {
  VP8X(view, at) {
    const size = (from) => (view.getUint32(from, true) & 0xffffff) + 1;
    return [size(at + 4), size(at + 7), view.getUint8(at) & 0x02 ? ["first-frame"] : []];
  },
  "VP8 "(view, at) {
    return [view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff, []];
  },
  VP8L(view, at) {
    const bits = view.getUint32(at + 1, true);
    return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1, []];
  },
};

export function webp(view, bytes) {
  const found = fresh();
  const end = view.getUint32(4, true) + 8;
  let at = 12;
  while (at + 8 <= end) {
    const name = textAt(bytes, at);
    const next = at + 8 + view.getUint32(at + 4, true);
    if (name in WEBP) {
      const [width, height, notes] = WEBP[name](view, at + 8);
      found.width = Math.max(found.width, width);
      found.height = Math.max(found.height, height);
      found.notes.push(...notes);
    }
    if (name === "EXIF") found.turn = wayUp(view, at + (textAt(bytes, at + 8) === "Exif" ? 14 : 8));
    if (name === "ICCP") found.cuts.push([at, next + (next & 1)]);
    at = next + (next & 1);
  }
  if (found.turn > 1) found.notes.push("turned");
  return { ...found, whole: end <= bytes.length && at >= end };
}

// Every size that an AVIF names, in the boxes that may hold one; the biggest is what it costs to decode.
const HOLDS = { meta: 12, iprp: 8, ipco: 8 };

function sizesIn(found, view, bytes, from, to) {
  let at = from;
  while (at + 8 <= to) {
    const name = textAt(bytes, at + 4);
    const length = view.getUint32(at) || to - at;
    if (length < 8 || at + length > to) return false;
    if (name in HOLDS && !sizesIn(found, view, bytes, at + HOLDS[name], at + length)) return false;
    if (name === "ispe" && view.getUint32(at + 12) * view.getUint32(at + 16) > found.width * found.height) {
      found.width = view.getUint32(at + 12);
      found.height = view.getUint32(at + 16);
    }
    at += length;
  }
  return true;
}

export function avif(view, bytes) {
  const found = fresh();
  if (textAt(bytes, 8) === "avis") found.notes.push("first-frame");
  found.whole = sizesIn(found, view, bytes, 0, bytes.length);
  return found;
}
