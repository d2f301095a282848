// This page calls home for nothing, so its session runs out; that is said, and nothing stays on an empty desk's screen.
const WARN = 5 * 60_000;

export function watchSession(words, forget) {
  const allowed = Number(document.body.dataset.idleSeconds) * 1000;
  if (!allowed) return;
  const ends = Date.now() + allowed;
  const clock = new Date(ends).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  let active = Date.now();
  let warned = false;
  const say = (told) => { if (words) words.textContent = told; };
  say(`This page calls home for nothing, so you are signed out at ${clock}. Keep the digits before then.`);

  function look() {
    const now = Date.now();
    if (now - active > allowed) {
      active = Infinity; // said once, until somebody is here again
      forget("Nobody was here for a while, so the digits were taken off the screen.");
    }
    if (now > ends) say("You are signed out by now. To keep digits, load this page again and sign in.");
    else if (now > ends - WARN && !warned) {
      warned = true;
      say(`Less than 5 minutes left: you are signed out at ${clock}. Keep the digits now.`);
    }
  }

  for (const kind of ["keydown", "pointerdown", "drop"]) {
    document.addEventListener(kind, () => { active = Date.now(); }, { passive: true, capture: true });
  }
  setInterval(look, 5000);
}
