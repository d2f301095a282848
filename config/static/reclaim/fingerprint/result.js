// Shows the digits before anything is kept, and puts exactly the same ones into the form.
import { NOTES, pictureWords, qualityWords, sizeWords } from "./words.js";

const DIGITS = ["pdq", "phash", "sha256", "md5"];

export class Result {
  constructor(root) {
    this.card = root.querySelector("[data-result]");
    this.title = this.card.querySelector("h2");
    this.keep = this.card.querySelector("[data-keep]");
  }

  forget() {
    this.card.hidden = true;
    for (const slot of this.card.querySelectorAll("[data-copy-text], [data-fact]")) slot.textContent = "";
    for (const field of this.fields()) field.value = "";
  }

  fields() {
    return this.keep ? this.keep.querySelectorAll("[data-digits] input") : [];
  }

  show(made, fileName) {
    this.forget();
    this.note(made);
    for (const name of DIGITS) {
      const row = this.card.querySelector(`[data-row="${name}"]`);
      row.hidden = !made[name];
      row.querySelector("[data-copy-text]").textContent = made[name] ?? "";
    }
    this.fact("file", fileName);
    this.fact("quality", made.pdq ? qualityWords(made.quality) : "");
    this.fact("bytes", sizeWords(made.bytes));
    this.fact("picture", pictureWords(made));
    this.fact("mime", made.mime);
    this.fact("producer", made.producer);
    for (const field of this.fields()) field.value = made[field.name] ?? "";
    this.card.hidden = false;
    this.title.focus();
  }

  fact(name, words) {
    const slot = this.card.querySelector(`[data-fact="${name}"]`);
    slot.textContent = words;
    const row = slot.closest("[data-fact-row]");
    if (row) row.hidden = !words;
  }

  note(made) {
    const list = this.card.querySelector("[data-notes]");
    list.replaceChildren(...made.notes.map((code) => {
      const line = document.createElement("li");
      line.textContent = NOTES[code](made);
      return line;
    }));
    list.hidden = !made.notes.length;
  }
}
