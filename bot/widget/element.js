// <five-steps-guide>: the guide as a panel that a button opens, or as a page.

import { Box, nameOf } from "./box.js";
import { Server } from "./channel.js";
import { colours } from "./colour.js";
import { frame } from "./frame.js";
import { isWeb, make } from "./make.js";
import { stairs } from "./picture.js";
import { connect } from "./press.js";
import { Talk } from "./talk.js";
import { words } from "./words.js";

const SCRIPT = (document.currentScript || document.querySelector('script[src*="/widget.js"]'))?.src || location.href;
const EXIT = "https://www.bbc.co.uk/weather";
// On a screen this small the panel takes all of it, and what lies under it is out of reach.
const SMALL = matchMedia("(max-width: 40em), (max-height: 30em)");
// While the talk is printed, the page round it is not.
const ALONE = "@media print { body *:not(five-steps-guide[printing], :has(five-steps-guide[printing])) { display: none !important; } "
  + ":has(five-steps-guide[printing]) { display: block !important; position: static !important; overflow: visible !important; "
  + "visibility: hidden !important; width: auto !important; height: auto !important; max-height: none !important; "
  + "margin: 0 !important; padding: 0 !important; border: 0 !important; background: none !important; transform: none !important; } "
  + "five-steps-guide[printing] { visibility: visible !important; } }";

/** A constructable style sheet, which a strict content security policy lets through. */
function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

const styles = sheet(STYLES);

class FiveStepsGuide extends HTMLElement {
  static observedAttributes = ["name", "logo", "greeting", "colour", "position"];

  #colours = sheet("");
  #alone = sheet(ALONE);
  #stop = null;

  connectedCallback() {
    this.box = new Box(this.#school(), (what, talk) => this.#heard(what, talk));
    if (this.at) this.talk.box = this.box;
    else this.#build();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("pageshow", (event) => event.persisted && this.#cameBack(), { signal });
    addEventListener("visibilitychange", () => this.#seen(), { signal });
    addEventListener("beforeprint", () => this.#beforePrint(), { signal });
    addEventListener("afterprint", () => this.#afterPrint(), { signal });
    SMALL.addEventListener("change", () => this.#fit(), { signal });
    if (this.page) this.talk.start();
    else if (this.#beginsOpen()) this.#present();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.box.close();
  }

  attributeChangedCallback() {
    if (this.at) this.#dress();
  }

  /** Opens the panel, as its button does. */
  open() {
    if (this.page) return;
    this.box.set("panel", "open");
    this.#present();
    this.at.guide.focus();
  }

  /** Closes the panel. The focus goes back to the button, if it was in the panel. */
  close() {
    if (this.page) return;
    const { guide, launcher } = this.at;
    const inside = guide.contains(this.shadowRoot.activeElement);
    this.box.set("panel", "closed");
    this.#takeDown();
    launcher.hidden = false;
    if (inside) launcher.focus();
  }

  /** Clears the talk from this tab and goes to a page that says nothing about the person. */
  leave() {
    this.box.tell("gone", this.talk.token);
    this.talk.wipe();
    this.close();
    this.box.set("panel", null);
    const asked = this.getAttribute("exit");
    const exit = isWeb(asked) ? asked : EXIT;
    // In a frame the page around it would stay: it goes along if the browser lets it.
    try { if (window.top !== window) window.top.location.replace(exit); } catch { /* this frame goes alone */ }
    location.replace(exit);
  }

  #build() {
    this.page = this.getAttribute("mode") === "page";
    const server = new Server(new URL(this.getAttribute("guide") || SCRIPT, document.baseURI).origin);
    const school = this.#school();
    const about = `${server.address}/about${school ? `?school=${school}` : ""}`;
    this.at = frame(this.page ? "page" : "panel", { about, knows: `${server.address}/knowledge` });
    const { guide, launcher, codeWindow, restartWindow, forgetWindow, helpedWindow } = this.at;
    this.talk = new Talk(this.at, server, this.box, {
      level: this.page ? "h2" : "h3",
      school: () => (this.#school() ? { school: this.#school() } : {}),
      whole: this.page && server.address === location.origin && location.pathname === "/",
    });
    connect(this.at, this.talk, this);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles, this.#colours];
    root.append(...[launcher, guide, codeWindow, restartWindow, forgetWindow, helpedWindow].filter(Boolean));
    for (const part of root.children) part.lang = "en-GB";
    this.#dress();
  }

  /** Name, logo, greeting, colour and position, as the attributes have them. */
  #dress() {
    const { name, mark, greeting, launcher } = this.at;
    const title = this.getAttribute("name") || words.name;
    name.textContent = title;
    mark.replaceChildren(this.#logo());
    greeting.textContent = this.getAttribute("greeting") || "";
    greeting.hidden = !greeting.textContent;
    this.#colours.replaceSync(colours(this.getAttribute("colour")));
    launcher?.replaceChildren(this.#logo(), make("span", {}, title));
  }

  #logo() {
    const address = this.getAttribute("logo") && new URL(this.getAttribute("logo"), document.baseURI).href;
    if (!isWeb(address)) return stairs();
    const picture = make("img", { src: address, alt: "" });
    picture.onerror = () => picture.replaceWith(stairs());
    return picture;
  }

  /** The school that the attribute names; on the guide's own page the address may name it ("/?school=hill-school"). */
  #school() {
    const own = this.getAttribute("mode") === "page" && new URL(SCRIPT).origin === location.origin;
    const named = this.getAttribute("school") || (own && new URLSearchParams(location.search).get("school")) || "";
    return /^[a-z0-9-]{1,64}$/.test(named) ? named : "";
  }

  // The panel

  #beginsOpen() {
    const before = this.box.get("panel");
    // Nobody asked for it yet: it must not cover a small screen.
    return before ? before === "open" : this.hasAttribute("open") && !SMALL.matches;
  }

  #present() {
    const { guide, launcher } = this.at;
    launcher.hidden = true;
    if (guide.open) return;
    // Beside the page: shown without show(), which would move the focus.
    if (SMALL.matches && !this.hasAttribute("printing")) guide.showModal();
    else guide.setAttribute("open", "");
    this.talk.start();
  }

  #takeDown() {
    const { guide } = this.at;
    if (guide.matches(":modal")) guide.close();
    guide.removeAttribute("open");
  }

  /** The screen was turned, or the window made larger or smaller. */
  #fit() {
    if (this.page || !this.at.guide.open) return;
    const { activeElement } = this.shadowRoot;
    this.#takeDown();
    this.#present();
    activeElement?.focus({ preventScroll: true });
  }

  // Other tabs, and the way back

  #heard(what, talk) {
    if (!this.talk.token || nameOf(this.talk.token) !== talk) return;
    if (what === "gone") {
      this.talk.endedElsewhere();
      this.close();
    } else if (what === "on") {
      this.talk.stale = true;
      this.#seen();
    }
  }

  #seen() {
    if (!document.hidden) this.talk.afterOther();
  }

  /** The browser brought this page back as it was. The talk may have gone on since, or been left. */
  #cameBack() {
    if (this.box.get("token")) this.talk.refresh();
    else if (this.talk.token) {
      this.talk.wipe();
      if (this.page) this.talk.start();
      else this.close();
    }
  }

  // On paper

  /** Somebody who prints while they are in the talk means the talk. */
  #beforePrint() {
    if (!this.shadowRoot.activeElement) return;
    this.setAttribute("printing", "");
    this.#fit();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#alone];
  }

  #afterPrint() {
    if (!this.hasAttribute("printing")) return;
    this.removeAttribute("printing");
    this.#fit();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== this.#alone);
  }
}

// A page that loads the script twice still has one guide.
if (!customElements.get("five-steps-guide")) customElements.define("five-steps-guide", FiveStepsGuide);
