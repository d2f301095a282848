// A JPEG's markers, to its end: size, colours, EXIF's way up, the ranges of its colour profile.
import { wayUp } from "./exif.js";

const [SOI, EOI, SOS, APP1, APP2] = [0xd8, 0xd9, 0xda, 0xe1, 0xe2];
const isFrame = (marker) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

function named(bytes, at, name) {
  return [...name].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

// The next marker after compressed points, where FF 00 and the restart markers are part of the points.
function afterPoints(bytes, from) {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== 0 && next !== 0xff && !standsAlone(next)) return at;
  }
  return bytes.length;
}

function readSegment(found, view, bytes, marker, at) {
  if (isFrame(marker) && !found.width) {
    found.height = view.getUint16(at + 5);
    found.width = view.getUint16(at + 7);
    if (bytes[at + 9] === 4) found.notes.push("printing-colours");
  } else if (marker === APP1 && named(bytes, at + 4, "Exif\0\0")) {
    if (wayUp(view, at + 10) > 1) found.notes.push("turned");
  } else if (marker === APP2 && named(bytes, at + 4, "ICC_PROFILE\0")) {
    found.cuts.push([at, at + 2 + view.getUint16(at + 2)]);
  }
}

export function jpeg(view, bytes) {
  const found = { width: 0, height: 0, whole: false, cuts: [], notes: [] };
  let at = 2;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === SOI) return found;
    if (marker === EOI) return { ...found, whole: true };
    if (marker === 0xff) at += 1;
    else if (standsAlone(marker)) at += 2;
    else {
      readSegment(found, view, bytes, marker, at);
      at += 2 + view.getUint16(at + 2);
      if (marker === SOS) at = afterPoints(bytes, at);
    }
  }
  return found;
}
