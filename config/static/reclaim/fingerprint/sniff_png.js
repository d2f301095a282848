// A PNG's chunks, to its end: size, animation, the ranges of what would change its colours.
import { wayUp } from "./exif.js";

const COLOURS = new Set(["iCCP", "gAMA", "cHRM", "sRGB", "cICP"]);

export function png(view, bytes) {
  const found = { width: view.getUint32(16), height: view.getUint32(20), whole: false, cuts: [], notes: [] };
  let at = 8;
  let points = false;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length) return found;
    if (name === "IDAT") points = true;
    if (name === "IEND") return { ...found, whole: points };
    if (name === "acTL") found.notes.push("first-frame");
    if (name === "eXIf" && wayUp(view, at + 8) > 1) found.notes.push("turned");
    if (COLOURS.has(name)) found.cuts.push([at, end]);
    at = end;
  }
  return found;
}
