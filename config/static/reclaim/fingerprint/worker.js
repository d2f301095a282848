// Makes the digits of one file at a time, away from the page, which stays quick to the hand.
import { decoded } from "./decode.js";
import { Md5, Sha256 } from "./digests.js";
import { canvasHonest } from "./honest.js";
import { Pdq } from "./pdq.js";
import { PHash } from "./phash.js";
import { headerOf, kindOf, Refused } from "./sniff.js";

const PIECE = 4 << 20;
const MOST_BYTES = 256 << 20; // of a picture, which is decoded whole; a video is only read
let current = 0; // the file being worked on; another number means that this one was cancelled

class Cancelled extends Error {}

// Lets messages in, such as the one that says stop; goes no further when it did.
async function breathe(number) {
  await new Promise((resume) => { setTimeout(resume); });
  if (number !== current) throw new Cancelled();
}

function tell(number, step, share) {
  postMessage({ number, step, share });
}

async function digestsOf(file, number) {
  const makers = { sha256: new Sha256(), md5: new Md5() };
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    for (const maker of Object.values(makers)) maker.take(piece);
    tell(number, "reading", (at + piece.length) / file.size);
    await breathe(number);
  }
  return { sha256: makers.sha256.finish(), md5: makers.md5.finish() };
}

async function headerOfFile(file, kind) {
  if (file.size > MOST_BYTES) throw new Refused("too-many-bytes");
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { bytes, header: headerOf(kind.kind, bytes) };
}

async function printsOf({ bytes, header }, kind, number) {
  tell(number, "decoding", 0);
  const { width, height, strips } = await decoded(bytes, header, kind);
  const makers = { pdq: new Pdq(width, height), phash: new PHash(width, height) };
  for (const { rgba, share } of strips()) {
    for (const maker of Object.values(makers)) maker.take(rgba);
    tell(number, "fingerprinting", share);
    await breathe(number);
  }
  const { hex: pdq, quality } = makers.pdq.finish();
  return { pdq, quality, phash: makers.phash.finish().hex, width, height };
}

async function make(file, number) {
  tell(number, "reading", 0);
  const kind = await kindOf(file);
  const made = { mime: kind.mime, bytes: file.size, notes: [] };
  if (kind.kind === "video") return { ...made, ...(await digestsOf(file, number)), notes: ["video"] };
  if (kind.kind === "other") return { ...made, ...(await digestsOf(file, number)), notes: ["no-picture-reader"] };
  const picture = await headerOfFile(file, kind);
  Object.assign(made, await digestsOf(file, number));
  if (!(await canvasHonest())) return { ...made, notes: ["falsified"] };
  return { ...made, ...(await printsOf(picture, kind, number)), notes: picture.header.notes };
}

function refusal(error) {
  if (error instanceof Refused) return { code: error.code, detail: error.detail };
  return { code: error instanceof DOMException ? "unreadable" : "broken", detail: {} };
}

self.addEventListener("message", async ({ data: { number, file } }) => {
  current = number;
  if (!file) return;
  try {
    postMessage({ number, made: await make(file, number) });
  } catch (error) {
    if (!(error instanceof Cancelled)) postMessage({ number, refused: refusal(error) });
  }
});
// An engine that cannot draw away from the page is not ready, and the page goes on saying so.
if (self.OffscreenCanvas && self.createImageBitmap) postMessage({ ready: true });
