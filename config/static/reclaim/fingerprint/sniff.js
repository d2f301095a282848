// What a file is by its first bytes; its name and the type a browser guesses say nothing that can be relied on.
import { jpeg } from "./sniff_jpeg.js";
import { png } from "./sniff_png.js";
import { avif, gif, webp } from "./sniff_others.js";

const HEAD = 512;
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE = 32_767; // a canvas is no wider
const SMALLEST_SIDE = 16; // below this nothing of a picture is left to compare

function starts(bytes, text, at = 0) {
  return [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

const brandIn = (...brands) => (bytes) => starts(bytes, "ftyp", 4) && brands.some((brand) => starts(bytes, brand, 8));

// Order matters: the first line that fits is the kind.
const KINDS = [
  ["jpeg", "image/jpeg", (b) => starts(b, "\xff\xd8\xff")],
  ["png", "image/png", (b) => starts(b, "\x89PNG\r\n\x1a\n")],
  ["gif", "image/gif", (b) => starts(b, "GIF87a") || starts(b, "GIF89a")],
  ["webp", "image/webp", (b) => starts(b, "RIFF") && starts(b, "WEBP", 8)],
  ["avif", "image/avif", brandIn("avif", "avis")],
  ["other", "image/heic", brandIn("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1")],
  ["other", "image/tiff", (b) => starts(b, "II*\0") || starts(b, "MM\0*")],
  ["other", "image/bmp", (b) => starts(b, "BM")],
  ["other", "image/jxl", (b) => starts(b, "\xff\x0a") || starts(b, "JXL ", 4)],
  ["video", "video/quicktime", (b) => brandIn("qt  ")(b) || ["moov", "mdat", "wide"].some((box) => starts(b, box, 4))],
  ["video", "video/3gpp", brandIn("3gp", "3g2")],
  ["video", "video/mp4", (b) => starts(b, "ftyp", 4)],
  ["video", "video/webm", (b) => starts(b, "\x1a\x45\xdf\xa3")],
  ["video", "video/x-msvideo", (b) => starts(b, "RIFF") && starts(b, "AVI ", 8)],
  ["video", "video/ogg", (b) => starts(b, "OggS")],
  ["video", "video/x-flv", (b) => starts(b, "FLV\x01")],
  ["video", "video/x-ms-wmv", (b) => starts(b, "\x30\x26\xb2\x75\x8e\x66\xcf\x11")],
  ["video", "video/mpeg", (b) => starts(b, "\0\0\x01\xba") || starts(b, "\0\0\x01\xb3")],
  ["video", "video/mp2t", (b) => b[0] === 0x47 && b[188] === 0x47 && b[376] === 0x47],
];
const PARSERS = { jpeg, png, gif, webp, avif };

export class Refused extends Error {
  constructor(code, detail = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

// Says what the file claims to be: { kind: jpeg, png, gif, webp, avif, other or video; mime }.
export async function kindOf(file) {
  if (!file.size) throw new Refused("empty");
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const found = KINDS.find(([, , fits]) => fits(head));
  if (found) return { kind: found[0], mime: found[1] };
  const text = new TextDecoder().decode(head).replace(/^\ufeff/, "").trimStart().toLowerCase();
  throw new Refused(text.startsWith("<") ? "page" : "unknown");
}

// Reads sizes and notes from the header, before anything is decoded: { width, height, cuts, notes }.
// `cuts` are the byte ranges of colour profiles, which every program reads differently.
export function headerOf(kind, bytes) {
  let found = null;
  try {
    found = PARSERS[kind](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // it ends before what its header promises
  }
  if (!found?.width || !found.height || !found.whole) throw new Refused("truncated");
  const { width, height } = found;
  if (width * height > MOST_PIXELS) throw new Refused("too-many-pixels", { width, height });
  if (Math.max(width, height) > LONGEST_SIDE) throw new Refused("too-long", { width, height });
  if (Math.min(width, height) < SMALLEST_SIDE) throw new Refused("too-small", { width, height });
  return found;
}
