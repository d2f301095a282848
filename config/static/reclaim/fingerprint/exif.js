// Which way up EXIF says a picture was held: 1 to 8, or 1 where it does not say.
const ORIENTATION = 0x0112;
const LITTLE_END = 0x4949;

export function wayUp(view, start) {
  try {
    const little = view.getUint16(start) === LITTLE_END;
    const list = start + view.getUint32(start + 4, little);
    const count = view.getUint16(list, little);
    for (let i = 0; i < count; i++) {
      const entry = list + 2 + 12 * i;
      if (view.getUint16(entry, little) === ORIENTATION) return view.getUint16(entry + 8, little);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // broken EXIF says nothing
  }
  return 1;
}

// How stored points come to stand upright: what setTransform takes, for points of width w and height h.
export const TURNS = {
  2: (w) => [-1, 0, 0, 1, w, 0],
  3: (w, h) => [-1, 0, 0, -1, w, h],
  4: (w, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (w, h) => [0, 1, -1, 0, h, 0],
  7: (w, h) => [0, -1, -1, 0, h, w],
  8: (w) => [0, -1, 1, 0, 0, w],
};
