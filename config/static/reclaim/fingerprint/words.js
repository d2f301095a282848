// What is said to a person: one sentence or two for everything that a file can turn out to be.
const COMMAND = "the command reclaim-fingerprint on this computer";

export const STEPS = {
  reading: "Reading the file, on this device",
  decoding: "Unfolding the picture",
  fingerprinting: "Making the picture fingerprint",
};

export const NOTES = {
  video: () => "This is a video: SHA-256 and MD5 of the file. They find this very file again; any re-save, cut or upload"
    + " that changes it makes another file, which they do not find.",
  "first-frame": () => "This picture moves. PDQ and pHash are of its first frame alone.",
  "printing-colours": () => "This is in printing colours (CMYK), which programs turn into screen colours in different"
    + " ways: another program's PDQ may differ in some bits.",
  turned: () => "It is stored turned. PDQ and pHash are of the picture upright, as people see it.",
  falsified: () => "This browser alters what a page reads from a picture, so that nobody can track you by it. A picture"
    + " fingerprint made here would match nothing, and none was made. SHA-256 and MD5 below are right. For PDQ, open this"
    + ` page in another browser, or use ${COMMAND}.`,
  "no-picture-reader": (made) => `Not every browser reads this kind of picture (${made.mime}), so no picture fingerprint`
    + ` was made. SHA-256 and MD5 below are right.`,
};

const size = ({ width, height }) => `${width.toLocaleString()} × ${height.toLocaleString()} pixels`;
export const REFUSALS = {
  empty: () => "This file is empty: there is nothing to make a fingerprint of.",
  page: () => "This is a web page or a drawing written as text (HTML, SVG or XML), not a photograph or a video. It was not"
    + " opened.",
  unknown: () => "This is no picture or video that this page knows. It reads JPEG, PNG, WebP, GIF and AVIF, and takes"
    + " digests of videos.",
  truncated: () => "The file ends before the picture does: it was cut short when it was saved or copied. Use a whole copy"
    + " if there is one on this device; do not look for one elsewhere.",
  broken: () => "The picture cannot be unfolded: the file is damaged, or is not what it says it is.",
  "too-many-pixels": (it) => `This says that it is ${size(it)}. More than 100 million could stop this browser, so it was not`
    + ` unfolded. Use ${COMMAND}.`,
  "too-long": (it) => `This is ${size(it)}. A side of more than 32,767 is more than a browser can draw.`,
  "too-small": (it) => `This is ${size(it)}. Below 16 in either direction nothing is left to compare.`,
  "too-many-bytes": () => `This picture's file is larger than 256 MB, more than this page unfolds. Use ${COMMAND}.`,
  unreadable: () => "The file could not be read to its end. It may have been moved or changed, or be kept online and not on"
    + " this device.",
  stopped: () => "The tool stopped, perhaps because this device has too little memory free. Load this page again, with"
    + ` fewer others open, or use ${COMMAND}.`,
};

const ENOUGH = 50; // ThreatExchange, pdq/README: discard 49 and less
const RICH = 80;

export function qualityWords(quality) {
  const told = `Quality ${quality} of 100`;
  if (quality < ENOUGH) return `${told}: too plain to match. It is not kept for matching, only as a record.`;
  if (quality < RICH) return `${told}: enough to match.`;
  return `${told}: rich enough to match well.`;
}

export function sizeWords(bytes) {
  const units = [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]];
  const [unit, one] = units.find(([, least]) => bytes >= least) ?? ["", 1];
  const exactly = `${bytes.toLocaleString()} bytes`;
  return unit ? `${exactly} (${(bytes / one).toFixed(1)} ${unit})` : exactly;
}

export function pictureWords({ width, height }) {
  return width ? size({ width, height }) : "";
}
