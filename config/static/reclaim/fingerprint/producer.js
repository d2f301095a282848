// Who made the digits: our rule's version, and the engine that unfolded the picture.
const ENGINES = [
  ["Firefox", /Firefox\/(\d+)/],
  ["Chromium", /Chrome\/(\d+)/],
  ["WebKit", /Version\/(\d+).*Safari/],
];

export function producer(agent = navigator.userAgent) {
  for (const [name, pattern] of ENGINES) {
    const found = pattern.exec(agent);
    if (found) return `reclaim-pdq/1 ${name} ${found[1]}`;
  }
  return "reclaim-pdq/1 another browser";
}
