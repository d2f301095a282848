// SHA-256 (FIPS 180-4) and MD5 (RFC 1321) of a file that is read in pieces, so that its size does not matter.
const WORDS = 16;
const BLOCK = 64;

function primes(count) {
  const found = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p)) found.push(n);
  return found;
}

// The first 32 bits behind the point of a root. Double precision is enough for the primes that are used.
function fraction(root) {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

const SHA_START = Int32Array.from(primes(8), (p) => fraction(Math.sqrt(p)));
const SHA_TABLE = Int32Array.from(primes(64), (p) => fraction(Math.cbrt(p)));
const MD5_START = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
const MD5_TABLE = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
const MD5_TURNS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
const MD5_TURN = Int32Array.from({ length: 64 }, (_, i) => MD5_TURNS[i >> 4][i & 3]);
const MD5_WORD = Int32Array.from({ length: 64 }, (_, i) => [i, 5 * i + 1, 3 * i + 5, 7 * i][i >> 4] & 15);

class Blocks {
  constructor(state, littleEnd) {
    this.state = Int32Array.from(state);
    this.littleEnd = littleEnd;
    this.rest = new Uint8Array(BLOCK);
    this.kept = 0;
    this.length = 0;
  }

  take(bytes) {
    this.length += bytes.length;
    let at = 0;
    if (this.kept) {
      at = Math.min(BLOCK - this.kept, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.kept);
      this.kept += at;
      if (this.kept < BLOCK) return this;
      this.mixAll(this.rest, 0, BLOCK);
    }
    const end = bytes.length - ((bytes.length - at) % BLOCK);
    this.mixAll(bytes, at, end);
    this.rest.set(bytes.subarray(end));
    this.kept = bytes.length - end;
    return this;
  }

  mixAll(bytes, from, to) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const { words, littleEnd } = this;
    for (let at = from; at < to; at += BLOCK) {
      for (let i = 0; i < WORDS; i++) words[i] = view.getInt32(at + 4 * i, littleEnd);
      this.mix();
    }
  }

  finish() {
    const bits = this.length * 8;
    const tail = new Uint8Array(BLOCK * (this.kept < BLOCK - 8 ? 1 : 2) - this.kept);
    const view = new DataView(tail.buffer);
    const [low, high] = [bits % 2 ** 32, Math.floor(bits / 2 ** 32)];
    tail[0] = 0x80;
    view.setUint32(tail.length - (this.littleEnd ? 8 : 4), low, this.littleEnd);
    view.setUint32(tail.length - (this.littleEnd ? 4 : 8), high, this.littleEnd);
    this.take(tail);
    const out = new DataView(new ArrayBuffer(this.state.length * 4));
    this.state.forEach((word, i) => out.setInt32(4 * i, word, this.littleEnd));
    return Array.from(new Uint8Array(out.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

export class Sha256 extends Blocks {
  words = new Int32Array(64);

  constructor() {
    super(SHA_START, false);
  }

  mix() {
    const w = this.words;
    const table = SHA_TABLE;
    for (let i = WORDS; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    const s = this.state;
    let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const one = (h + s1 + ((e & f) ^ (~e & g)) + table[i] + w[i]) | 0;
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    s[0] += a; s[1] += b; s[2] += c; s[3] += d; s[4] += e; s[5] += f; s[6] += g; s[7] += h;
  }
}

export class Md5 extends Blocks {
  words = new Int32Array(WORDS);

  constructor() {
    super(MD5_START, true);
  }

  mix() {
    const s = this.state;
    const w = this.words;
    let a = s[0], b = s[1], c = s[2], d = s[3];
    for (let i = 0; i < 64; i++) {
      let mixed;
      if (i < 16) mixed = (b & c) | (~b & d);
      else if (i < 32) mixed = (d & b) | (~d & c);
      else if (i < 48) mixed = b ^ c ^ d;
      else mixed = c ^ (b | ~d);
      const sum = (a + mixed + MD5_TABLE[i] + w[MD5_WORD[i]]) | 0;
      const turn = MD5_TURN[i];
      a = d; d = c; c = b;
      b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0;
    }
    s[0] += a; s[1] += b; s[2] += c; s[3] += d;
  }
}
