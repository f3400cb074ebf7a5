// What the talk looks like beside its turns: how far we are, waiting, trouble, and the words for those who listen.

import { words } from "./words.js";

const STILL_WAITING = 6000;

/** The view of a talk in the parts of frame.js. */
export class View {
  constructor(at) {
    this.at = at;
  }

  /** Says something once to those who listen. */
  announce(text) {
    clearTimeout(this.hush);
    this.at.announcer.textContent = text;
    this.hush = setTimeout(() => { this.at.announcer.textContent = ""; }, 1000);
  }

  /** Says under the message box what is wrong with what was written; "" takes it away. */
  problem(text) {
    const { said, saidProblem } = this.at;
    saidProblem.textContent = text;
    saidProblem.hidden = !text;
    said.setAttribute("aria-invalid", String(Boolean(text)));
    if (text) this.announce(text);
  }

  progress(step) {
    const { bars, step: line } = this.at;
    bars.hidden = !step;
    line.textContent = step ? words.progress(step, words.steps[step - 1] || "") : "";
    [...bars.children].forEach((bar, place) => {
      bar.className = place < step - 1 ? "done" : place === step - 1 ? "now" : "";
    });
  }

  /** Shows that we wait, once it takes a moment; returns what ends it. */
  waiting() {
    const { waiting, waitingText, trouble } = this.at;
    waitingText.textContent = words.waiting;
    const soon = setTimeout(() => { waiting.hidden = !trouble.hidden; }, 500);
    const later = setTimeout(() => {
      waitingText.textContent = words.stillWaiting;
      this.announce(words.stillWaiting);
    }, STILL_WAITING);
    return () => {
      clearTimeout(soon);
      clearTimeout(later);
      waiting.hidden = true;
    };
  }

  trouble(text, label, onclick) {
    const { trouble, troubleText, troubleButton, waiting } = this.at;
    // Once for as long as it lasts, however often we try again.
    if (this.told !== text) this.announce(`${text} ${words.helpNow}`);
    this.told = text;
    waiting.hidden = true;
    troubleText.textContent = text;
    troubleButton.textContent = label;
    troubleButton.onclick = () => {
      this.keepPlace();
      onclick();
    };
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  }

  /** Takes the trouble away; `over` is false where the same request is only tried again. */
  noTrouble(over = true) {
    this.at.trouble.hidden = true;
    this.at.waiting.hidden = over;
    if (over) this.told = "";
  }

  /** Takes the focus into the talk before what has it goes away, so that Tab does not begin at the top of the page. */
  keepPlace() {
    const { turns, trouble } = this.at;
    const { activeElement } = turns.getRootNode();
    if (turns.contains(activeElement) || trouble.contains(activeElement)) turns.parentElement.focus({ preventScroll: true });
  }

  scrollTo(item) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    item?.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  }
}

/** What is read out of a message: its words, the name of its card, and how many choices there are. */
export const spoken = (message) => [
  message.text,
  message.card?.title,
  message.choices?.length && words.choiceCount(message.choices.length),
].filter(Boolean).join(". ");
