// PDQ: 256 bits of a picture's broad light and dark, with a quality from 0 to 100.
// Written from Meta's public description (github: facebook/ThreatExchange, pdq/README and the paper there).
// Every sum is rounded to 32 bits in the order of the C++ reference: another order gives other bits.
// Rows stream through, so a big picture needs two windows of rows and never a second copy of itself.
const { fround } = Math;
const SIDE = 64;
const KEPT = 16;
const SMALLEST = 5; // under this the reference gives no hash at all
const RED = fround(0.299);
const GREEN = fround(0.587);
const BLUE = fround(0.114);
const WAVES = waves();

function waves() {
  const scale = fround(Math.sqrt(2 / SIDE));
  const table = new Float32Array(KEPT * SIDE);
  for (let i = 0; i < KEPT; i++) {
    for (let j = 0; j < SIDE; j++) {
      table[i * SIDE + j] = scale * Math.cos((Math.PI / 2 / SIDE) * (i + 1) * (2 * j + 1));
    }
  }
  return table;
}

function windowOf(length) {
  return Math.floor((length + 2 * SIDE - 1) / (2 * SIDE));
}

function lumaOf(rgba, at, row) {
  for (let x = 0, p = at; x < row.length; x++, p += 4) {
    row[x] = fround(fround(RED * rgba[p]) + fround(GREEN * rgba[p + 1])) + fround(BLUE * rgba[p + 2]);
  }
}

// A moving mean along one row; the window is narrower at both ends.
function blurRow(row, out, window) {
  const ahead = (window + 2) >> 1;
  const length = row.length;
  let sum = 0;
  let count = 0;
  let right = 0;
  let left = 0;
  let at = 0;
  while (right < ahead - 1) {
    sum = fround(sum + row[right++]);
    count++;
  }
  while (right < window) {
    sum = fround(sum + row[right++]);
    out[at++] = sum / ++count;
  }
  while (right < length) {
    sum = fround(sum + row[right++]);
    sum = fround(sum - row[left++]);
    out[at++] = sum / count;
  }
  while (at < length) {
    sum = fround(sum - row[left++]);
    out[at++] = sum / --count;
  }
}

// The same moving mean down the columns, for all columns at once, a row at a time.
class BlurColumns {
  constructor(width, height, emit) {
    this.window = windowOf(height);
    this.ahead = (this.window + 2) >> 1;
    this.rows = Array.from({ length: this.window }, () => new Float32Array(width));
    this.sums = new Float32Array(width);
    this.out = new Float32Array(width);
    this.seen = 0;
    this.emit = emit;
  }

  take(row) {
    const { sums, window } = this;
    const slot = this.rows[this.seen % window];
    if (this.seen < window) {
      for (let x = 0; x < row.length; x++) sums[x] += row[x];
    } else {
      for (let x = 0; x < row.length; x++) sums[x] = fround(sums[x] + row[x]) - slot[x];
    }
    slot.set(row);
    this.seen++;
    if (this.seen >= this.ahead) this.give(Math.min(this.seen, window));
  }

  give(count) {
    for (let x = 0; x < this.out.length; x++) this.out[x] = this.sums[x] / count;
    this.emit(this.out);
  }

  finish() {
    for (let gone = 1; gone < this.ahead; gone++) {
      const oldest = this.rows[(this.seen - this.window + gone - 1) % this.window];
      for (let x = 0; x < oldest.length; x++) this.sums[x] -= oldest[x];
      this.give(this.window - gone);
    }
  }
}

// Takes 64 x 64 samples at the middles of equal cells.
class Samples {
  constructor(width, height) {
    const middle = (length, i) => Math.floor(((i + 0.5) * length) / SIDE);
    this.rows = Array.from({ length: SIDE }, (_, i) => middle(height, i));
    this.columns = Array.from({ length: SIDE }, (_, i) => middle(width, i));
    this.grid = new Float32Array(SIDE * SIDE);
    this.taken = 0;
    this.passed = 0;
  }

  take(row) {
    while (this.taken < SIDE && this.rows[this.taken] === this.passed) {
      for (let j = 0; j < SIDE; j++) this.grid[this.taken * SIDE + j] = row[this.columns[j]];
      this.taken++;
    }
    this.passed++;
  }
}

function qualityOf(grid) {
  let steps = 0;
  const step = (u, v) => Math.abs(Math.trunc(fround(fround(fround(u - v) * 100) / 255)));
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      const here = grid[i * SIDE + j];
      if (i + 1 < SIDE) steps += step(here, grid[(i + 1) * SIDE + j]);
      if (j + 1 < SIDE) steps += step(here, grid[i * SIDE + j + 1]);
    }
  }
  return Math.min(100, Math.floor(steps / 90));
}

// The sixteen slowest waves of each direction, without the constant one.
function wavesOf(grid) {
  const half = new Float32Array(KEPT * SIDE);
  const whole = new Float32Array(KEPT * KEPT);
  for (let i = 0; i < KEPT; i++) {
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum = fround(sum + fround(WAVES[i * SIDE + k] * grid[k * SIDE + j]));
      half[i * SIDE + j] = sum;
    }
  }
  for (let i = 0; i < KEPT; i++) {
    for (let j = 0; j < KEPT; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum = fround(sum + fround(half[i * SIDE + k] * WAVES[j * SIDE + k]));
      whole[i * KEPT + j] = sum;
    }
  }
  return whole;
}

// One bit a wave: stronger than the lower of the two middle ones. Written from the last wave to the first.
function hexOf(strengths) {
  const middle = Float32Array.from(strengths).sort()[strengths.length / 2 - 1];
  let hex = "";
  for (let at = strengths.length - 1; at > 0; at -= 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) digit = digit * 2 + Number(strengths[at - bit] > middle);
    hex += digit.toString(16);
  }
  return hex;
}

export class Pdq {
  constructor(width, height) {
    if (width < SMALLEST || height < SMALLEST) throw new RangeError("too small for PDQ");
    this.width = width;
    this.window = windowOf(width);
    this.row = new Float32Array(width);
    this.blurred = new Float32Array(width);
    this.samples = new Samples(width, height);
    const again = new Float32Array(width);
    this.second = new BlurColumns(width, height, (row) => this.samples.take(row));
    this.first = new BlurColumns(width, height, (row) => {
      blurRow(row, again, this.window);
      this.second.take(again);
    });
  }

  // Takes whole rows of red, green, blue and (ignored) alpha bytes, from the top.
  take(rgba) {
    for (let at = 0; at < rgba.length; at += this.width * 4) {
      lumaOf(rgba, at, this.row);
      blurRow(this.row, this.blurred, this.window);
      this.first.take(this.blurred);
    }
  }

  finish() {
    this.first.finish();
    this.second.finish();
    return { hex: hexOf(wavesOf(this.samples.grid)), quality: qualityOf(this.samples.grid) };
  }
}
