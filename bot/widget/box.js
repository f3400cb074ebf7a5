// What lasts as long as the tab, and what the tabs of one browser tell each other.

/**
 * Keeps values for a school's guide in this tab. Where storage is forbidden, as long as the page.
 * heard(what, talk) is called when another tab, or another guide on the page, tells: "on" (its talk went on) or "gone".
 */
export class Box {
  constructor(school, heard) {
    this.end = school ? `:${school}` : "";
    this.held = {};
    // Browsers without it lose only the news from the other tab.
    this.channel = window.BroadcastChannel ? new BroadcastChannel("five-steps") : null;
    this.channel?.addEventListener("message", ({ data }) => heard(data?.what, data?.talk));
  }

  get(key) {
    try { return sessionStorage.getItem(this.#name(key)); } catch { return this.held[key] ?? null; }
  }

  set(key, value) {
    this.held[key] = value;
    try {
      if (value === null) sessionStorage.removeItem(this.#name(key));
      else sessionStorage.setItem(this.#name(key), value);
    } catch { /* kept in memory only */ }
  }

  tell(what, token) {
    if (token) this.channel?.postMessage({ what, talk: nameOf(token) });
  }

  close() {
    this.channel?.close();
  }

  #name(key) {
    return `five-steps-${key}${this.end}`;
  }
}

/** A name for a talk by which tabs know it again: the end of its token opens nothing. */
export const nameOf = (token) => (token || "").slice(-12);
