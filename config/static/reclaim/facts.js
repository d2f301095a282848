// A sentence and the facts it rests on mark each other; the links between them do without this.
"use strict";
(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const MARK = "is-marked";

  function clear() {
    for (const one of text.querySelectorAll(`.${MARK}`)) one.classList.remove(MARK);
  }

  function facts(sentence) {
    return sentence.dataset.facts.split(" ").filter(Boolean);
  }

  function markFrom(sentence) {
    clear();
    const numbers = new Set(facts(sentence));
    if (!numbers.size) return;
    sentence.classList.add(MARK);
    for (const fact of text.querySelectorAll("[data-fact]")) {
      fact.classList.toggle(MARK, numbers.has(fact.dataset.fact));
    }
  }

  function markOf(number) {
    clear();
    for (const fact of text.querySelectorAll("[data-fact]")) {
      fact.classList.toggle(MARK, fact.dataset.fact === number);
    }
    for (const sentence of text.querySelectorAll("[data-facts]")) {
      sentence.classList.toggle(MARK, facts(sentence).includes(number));
    }
  }

  function mark(event) {
    const fact = event.target.closest("[data-fact]");
    if (fact) return markOf(fact.dataset.fact);
    const sentence = event.target.closest("[data-facts]");
    if (sentence) markFrom(sentence);
  }

  // One column: the text first, and its facts when they are asked for.
  let narrow = false;
  new ResizeObserver(() => {
    if (narrow === (text.clientWidth < 640)) return;
    narrow = !narrow;
    for (const facts of text.querySelectorAll(".part-facts")) facts.open = !narrow;
  }).observe(text);

  text.addEventListener("click", mark);
  text.addEventListener("focusin", mark);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
