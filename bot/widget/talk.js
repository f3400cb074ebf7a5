// One conversation with the guide: keeps it going over the channel, and shows it.

import { acts } from "./acts.js";
import { newId, told, Trouble } from "./channel.js";
import { feedbackForm, guideTurn, yourTurn } from "./draw.js";
import { button, make } from "./make.js";
import { View, spoken } from "./view.js";
import { words } from "./words.js";

const AGAIN_AFTER = [2000, 5000, 10000, 20000];
// Only the guide itself can say that a talk has ended.
const ENDED = ["no-token", "expired", "forgotten", "moved"];

/**
 * A conversation, shown in the parts of frame.js.
 *
 * box keeps what lasts as long as the tab: get(key), set(key, value or null).
 * options: level, the heading of a card; school(), what a new conversation begins with; whole, true where the talk
 * has the page to itself and may scroll it.
 */
export class Talk {
  constructor(at, server, box, options) {
    Object.assign(this, { at, server, box, ...options });
    this.token = box.get("token");
    this.busy = false;
    this.open = []; // the sets of choices of the newest reply
    this.era = 0; // counts conversations, so that a late reply to an old one is dropped
    this.begun = false;
    this.view = new View(at);
    this.acts = acts(this);
  }

  keep(token) {
    this.token = token;
    this.box.set("token", token);
  }

  /** Takes up the talk of this tab, or begins one; does nothing a second time. */
  start() {
    if (this.begun) return;
    this.begun = true;
    this.token = this.box.get("token");
    if (this.token) this.#begin("messages", null);
    else this.#begin("sessions", this.school());
  }

  async startNew() {
    this.keep(null);
    this.clear();
    this.begun = true;
    await this.#begin("sessions", this.school());
  }

  /** Carries on with a code; rejects with Trouble where that does not work. */
  async resume(code) {
    const reply = await this.server.ask("resume", null, { code });
    this.clear();
    this.begun = true;
    this.#show(reply);
  }

  /** Has everything removed, and says so; rejects with Trouble where that does not work. */
  async forget() {
    const { at } = this;
    const reply = this.token ? await this.server.ask("forget", this.token, {}) : {};
    this.box.tell("gone", this.token);
    this.keep(null);
    this.clear();
    this.view.progress(0);
    at.composer.hidden = true;
    const messages = reply.messages?.length ? reply.messages : [{ text: words.forgotten }];
    for (const message of messages) at.turns.append(guideTurn({ text: message.text }, this.acts).item);
    this.#offerNew();
    this.view.announce(messages.map(spoken).join(" "));
  }

  /** Leaves nothing of the talk on the page or in the tab. */
  wipe() {
    this.keep(null);
    this.clear();
    this.begun = false;
    this.view.progress(0);
    this.at.said.value = "";
    this.view.announce("");
  }

  /** Shows the talk of this tab afresh, after the browser brought an old page back. */
  refresh() {
    this.clear();
    this.begun = false;
    this.start();
  }

  /** Tells that the talk was ended in another tab. */
  endedElsewhere() {
    this.wipe();
    this.at.composer.hidden = true;
    this.at.turns.append(make("li", { className: "turn" }, make("p", {}, words.endedElsewhere)));
    this.#offerNew();
  }

  /** Shows the talk as the guide has it, where another tab has gone on with it. */
  async afterOther() {
    if (!this.stale || !this.token || this.busy || !this.begun) return;
    this.stale = false;
    const { token, era } = this;
    const reply = await this.server.ask("messages", token).catch(() => null);
    if (era !== this.era || token !== this.token) return;
    // Whoever has begun to say something meanwhile is shown the talk when that is answered.
    this.stale = !reply || this.busy;
    if (this.stale) return;
    this.view.keepPlace();
    this.at.turns.replaceChildren();
    this.#showHistory(reply, true);
    this.view.announce(words.elsewhere);
  }

  /** The form that asks whether the guide helped. */
  feedback() {
    return feedbackForm(async (helped, said) => {
      if (!this.token) throw new Error("");
      const body = { id: newId(), helped, ...(said && { words: said }) };
      const { messages } = await this.server.ask("feedback", this.token, body);
      this.view.announce(messages.map(spoken).join(" "));
      return messages;
    }, this.acts);
  }

  clear() {
    this.view.keepPlace();
    this.at.turns.replaceChildren();
    this.open = [];
    this.era += 1;
    this.busy = false;
    this.at.composer.hidden = false;
    this.view.problem("");
    this.view.noTrouble();
  }

  // Talking

  /**
   * Asks until there is a reply or a refusal: the same request, so nothing is said twice.
   * Never settles once another conversation has begun. `turn` is the person's message, where there is one.
   */
  async #insist(path, body, turn) {
    const started = this.era;
    const stopWaiting = this.view.waiting();
    try {
      for (let attempt = 0; started === this.era; attempt += 1) {
        const asked = this.server.ask(path, this.token, body);
        const result = await asked.then((reply) => ({ reply }), (trouble) => ({ trouble }));
        if (started !== this.era) break;
        if (result.reply) return result.reply;
        if (!result.trouble.retry || result.trouble.code === "busy") throw result.trouble;
        await this.#pause(result.trouble, attempt, turn);
      }
    } finally {
      stopWaiting();
      if (started === this.era) this.view.noTrouble();
    }
    return new Promise(() => {});
  }

  /** The text, and that the answers are safe where some were given. */
  #withSafe(text) {
    return this.token ? `${text} ${words.safe}` : text;
  }

  /** Waits for a moment, for the network to come back, or for the person to press Try again. */
  #pause(trouble, attempt, turn) {
    const wait = AGAIN_AFTER[attempt];
    const text = told(trouble, this.#withSafe(wait ? words.unreachable : words.stillUnreachable));
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener("online", go);
        document.removeEventListener("visibilitychange", awake);
        turn?.state(words.sending);
        this.view.noTrouble(false);
        resolve();
      };
      // A telephone that slept tells nothing but that it is looked at again.
      const awake = () => { if (!document.hidden) go(); };
      const timer = wait && setTimeout(go, wait);
      addEventListener("online", go);
      document.addEventListener("visibilitychange", awake);
      turn?.state(words.notSent);
      this.view.trouble(text, words.tryAgain, go);
    });
  }

  /** Sends one message of the person; `text` is what they see themselves say. Resolves with whether it was taken. */
  async send(message, text, settled = null) {
    this.busy = true;
    const { at } = this;
    const mine = yourTurn(text);
    const before = this.open;
    for (const group of before) if (group !== settled) group.settle([]);
    at.turns.append(mine.item);
    mine.state(words.sending);
    this.view.scrollTo(mine.item);
    if (settled) mine.item.focus({ preventScroll: true });
    this.view.problem("");
    const era = this.era;
    try {
      const reply = await this.#insist("messages", { id: newId(), ...message }, mine);
      for (const line of at.turns.querySelectorAll(".state")) line.textContent = "";
      mine.state(words.sent);
      this.view.problem("");
      this.#show(reply, mine.item);
      this.box.tell("on", this.token);
      return true;
    } catch (trouble) {
      mine.item.remove();
      for (const group of before) group.open();
      this.#refused(trouble);
      return false;
    } finally {
      if (era === this.era) this.busy = false;
      this.afterOther();
    }
  }

  /** Says why something was refused; `nothing` is true where there is no talk on the page that could go on. */
  #refused(trouble, nothing = false) {
    const otherwise = this.#withSafe(trouble instanceof Trouble ? words.notThrough : words.unclear);
    const text = trouble.code === "bad-origin" ? words.notListed : told(trouble, otherwise);
    // Another tab may have gone on: then the newest question is the one to answer.
    if (["busy", "bad-choice"].includes(trouble.code)) this.stale = true;
    if (ENDED.includes(trouble.code)) this.view.trouble(text, words.startNew, () => this.startNew());
    else if (nothing || trouble.code === "bad-origin") this.view.trouble(text, words.tryAgain, () => this.refresh());
    else this.view.problem(text);
  }

  /** Opens a conversation and shows what it begins with. */
  async #begin(path, body, note = "") {
    this.busy = true;
    const { era } = this;
    const { turns } = this.at;
    try {
      const reply = await this.#insist(path, body);
      turns.replaceChildren();
      if (note) turns.append(guideTurn({ text: note }, this.acts).item);
      if (body) this.#show(reply, turns.firstElementChild, this.whole);
      else this.#showHistory(reply);
    } catch (trouble) {
      if (body || !ENDED.includes(trouble.code)) return this.#refused(trouble, true);
      this.keep(null);
      return await this.#begin("sessions", this.school(), words.ended);
    } finally {
      if (era === this.era) this.busy = false;
    }
    return undefined;
  }

  // Showing

  /** Shows a reply: its messages, how far we are, and the words for those who listen. */
  #show(reply, from = null, scroll = true) {
    if (reply.token) this.keep(reply.token);
    const messages = reply.messages || [];
    if (!messages.length) return this.view.problem(words.noReply);
    this.open = [];
    const items = messages.map((message) => this.#add(message));
    this.view.progress(reply.step);
    this.#mayAskHowItWas(messages);
    if (scroll) this.view.scrollTo(from || items[0]);
    return this.view.announce(messages.map(spoken).join(" "));
  }

  #add(message) {
    const { item, groups } = guideTurn(message, this.acts);
    this.at.turns.append(item);
    this.open.push(...groups);
    return item;
  }

  #showHistory(reply, stay = false) {
    const { turns } = this.at;
    this.open = [];
    for (const turn of reply.messages) {
      if (turn.from === "you") {
        for (const group of this.open) {
          group.settle(group.choices.filter((choice) => choice.label === turn.text).map((choice) => choice.label));
        }
        this.open = [];
        turns.append(yourTurn(turn.text).item);
      } else this.#add(turn);
    }
    this.view.progress(reply.step);
    const last = [...turns.querySelectorAll(".you")].pop();
    if (last || this.whole || stay) this.view.scrollTo(last || turns.firstElementChild);
  }

  /** Once the plan is there, asks whether this helped. */
  #mayAskHowItWas(messages) {
    if (!messages.some((message) => message.card?.kind === "plan")) return;
    this.at.turns.querySelector(".feedback")?.closest("li").remove();
    this.at.turns.append(make("li", { className: "turn" }, this.feedback()));
  }

  #offerNew() {
    this.at.turns.append(make("li", { className: "turn" }, button(words.startNew, () => this.startNew(), "main")));
  }
}
