// The pHash of the Python library imagehash, 64 bits, over Pillow's shrinking of a grey picture to 32 x 32.
// Pillow shrinks with whole numbers of 22 fractional bits, one direction after the other; so does this.
const SIDE = 32;
const KEPT = 8;
const LOBES = 3; // Lanczos
const BITS = 22;
const ROUNDING = 1e-6;
const HALF = 1 << (BITS - 1);

function sinc(x) {
  if (x === 0) return 1;
  return Math.sin(x * Math.PI) / (x * Math.PI);
}

function lanczos(x) {
  return x >= -LOBES && x < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
}

// Which of `length` old points each of the 32 new ones is made of, and how much of each.
function weightsOf(length) {
  const scale = length / SIDE;
  const wide = Math.max(scale, 1);
  return Array.from({ length: SIDE }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const from = Math.max(0, Math.trunc(centre - LOBES * wide + 0.5));
    const to = Math.min(length, Math.trunc(centre + LOBES * wide + 0.5));
    const raw = Array.from({ length: to - from }, (_, x) => lanczos((x + from - centre + 0.5) * (1 / wide)));
    const sum = raw.reduce((all, one) => all + one, 0);
    return { from, whole: Int32Array.from(raw, (one) => wholeOf(sum ? one / sum : one)) };
  });
}

function wholeOf(weight) {
  return Math.trunc(weight * (1 << BITS) + (weight < 0 ? -0.5 : 0.5));
}

function clip(sum) {
  const byte = sum >> BITS;
  return byte < 0 ? 0 : Math.min(byte, 255);
}

function shrinkRow(row, weights, out, at) {
  for (let i = 0; i < SIDE; i++) {
    const { from, whole } = weights[i];
    let sum = HALF;
    for (let k = 0; k < whole.length; k++) sum += row[from + k] * whole[k];
    out[at + i] = clip(sum);
  }
}

// Adds rows up as they come, so that shrinking down the columns needs no second copy of the picture.
class ShrinkColumns {
  constructor(width, height) {
    this.width = width;
    this.weights = weightsOf(height);
    this.sums = this.weights.map(() => new Int32Array(width).fill(HALF));
    this.seen = 0;
  }

  take(row) {
    for (let i = 0; i < SIDE; i++) {
      const weight = this.weights[i].whole[this.seen - this.weights[i].from];
      if (!weight) continue;
      const sums = this.sums[i];
      for (let x = 0; x < this.width; x++) sums[x] += row[x] * weight;
    }
    this.seen++;
  }

  finish() {
    return this.sums.map((sums) => Uint8Array.from(sums, clip));
  }
}

function cosines(points) {
  const out = new Float64Array(KEPT);
  for (let k = 0; k < KEPT; k++) {
    for (let n = 0; n < SIDE; n++) out[k] += 2 * points[n] * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * SIDE));
  }
  return out.map((one) => (Math.abs(one) < ROUNDING ? 0 : one)); // a chessboard's waves are nought, not nearly
}

function hexOf(grid) {
  const down = Array.from({ length: SIDE }, (_, x) => cosines(grid.map((row) => row[x])));
  const low = Array.from({ length: KEPT }, (_, k) => cosines(down.map((column) => column[k]))).flatMap((row) => [...row]);
  const sorted = Float64Array.from(low).sort();
  const middle = (sorted[low.length / 2 - 1] + sorted[low.length / 2]) / 2;
  let hex = "";
  for (let at = 0; at < low.length; at += 4) {
    hex += low.slice(at, at + 4).reduce((digit, one) => digit * 2 + Number(one > middle), 0).toString(16);
  }
  return hex;
}

export class PHash {
  constructor(width, height) {
    this.width = width;
    this.grey = new Uint8Array(width);
    this.across = weightsOf(width);
    // Since Pillow 13 a picture that shrinks more than twice as much in height is shrunk downwards first.
    this.downFirst = height > 2 * width;
    this.narrow = new Uint8Array(SIDE);
    this.columns = new ShrinkColumns(this.downFirst ? width : SIDE, height);
  }

  take(rgba) {
    for (let at = 0; at < rgba.length; at += this.width * 4) {
      for (let x = 0, p = at; x < this.width; x++, p += 4) {
        this.grey[x] = (rgba[p] * 19595 + rgba[p + 1] * 38470 + rgba[p + 2] * 7471 + 0x8000) >> 16;
      }
      if (!this.downFirst) shrinkRow(this.grey, this.across, this.narrow, 0);
      this.columns.take(this.downFirst ? this.grey : this.narrow);
    }
  }

  finish() {
    const rows = this.columns.finish();
    if (!this.downFirst) return { hex: hexOf(rows) };
    return { hex: hexOf(rows.map((row) => {
      const out = new Uint8Array(SIDE);
      shrinkRow(row, this.across, out, 0);
      return out;
    })) };
  }
}
