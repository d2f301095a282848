// Warns two minutes before an idle reader is signed out, and tells the server while a person types.
"use strict";
(() => {
  const WARN = 120_000;
  const TELL = 60_000; // while a person is at work, the server hears of it at most this often
  const allowed = Number(document.body.dataset.idleSeconds) * 1000;
  const dialog = document.getElementById("idle");
  const leftWords = dialog.querySelector("[data-idle-left]");
  const others = new BroadcastChannel("reclaim-still-here");
  let active = Date.now();
  let told = Date.now();

  function signOut() {
    document.documentElement.classList.add("left");
    document.querySelector("[data-sign-out]").submit();
  }

  function tell() {
    told = Date.now();
    others.postMessage(told);
    fetch(document.body.dataset.stillHere, { method: "POST", headers: JSON.parse(document.body.getAttribute("hx-headers")) })
      .then((answer) => { if (answer.redirected || !answer.ok) window.location.reload(); })
      .catch(() => { told = 0; });
  }

  function here() {
    if (dialog.open) return;
    active = Date.now();
    if (active - told > TELL) tell();
  }

  function look() {
    const left = allowed - (Date.now() - active);
    if (left <= 0) return signOut();
    if (left > WARN) return;
    leftWords.textContent = left > 60_000 ? "2 minutes" : "1 minute";
    if (!dialog.open) dialog.showModal();
  }

  function stay() {
    dialog.close();
    active = Date.now();
    tell();
  }

  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  dialog.querySelector("[data-idle-leave]").addEventListener("click", signOut);
  dialog.addEventListener("cancel", stay);
  others.addEventListener("message", () => { active = Date.now(); if (dialog.open) dialog.close(); });
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, here, { passive: true, capture: true });
  }
  setInterval(look, 5000);
})();
