// Requests to the guide, and what can go wrong with them.

const BASE = "/webhooks/widget/";
// Longer than a guide takes to give up, or nginx to ask a second one: after that, nobody will answer any more.
const PATIENCE = 45000;
const TOO_MANY = 429;

/** A request that brought no reply. `retry` means the same request may work later. */
export class Trouble extends Error {
  constructor(message, { status = 0, code = "unreachable", retry = true } = {}) {
    super(message);
    Object.assign(this, { status, code, retry });
  }
}

/** Why something did not work: the guide's own words where it refused, else `otherwise`; never what a program says of itself. */
export function told(trouble, otherwise) {
  const refused = trouble instanceof Trouble && trouble.status >= 400 && trouble.status < 500;
  return (refused && trouble.message) || otherwise;
}

/** An id for a message, so that sending it twice is harmless. */
export function newId() {
  // randomUUID is missing on plain-http addresses, which school networks use.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The guide at an address such as "https://guide.example". */
export class Server {
  constructor(address) {
    this.address = address;
    this.known = false; // whether it has answered this page before
  }

  /** Posts JSON, or reads when there is no body; resolves with the reply, rejects with Trouble. */
  async ask(path, token, body) {
    return this.#request(path, token, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    }, read);
  }

  /** Fetches a document of a card to save it as a file; resolves with { blob, name }. */
  async fetchDocument({ href, type, copy = "mine" }, token) {
    const path = href === "plan" ? `plan?copy=${encodeURIComponent(copy)}` : href;
    return this.#request(path, token, { headers: { Accept: type } }, async (response) => {
      const named = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") || "");
      return { blob: await response.blob(), name: named ? named[1] : "five-steps-plan" };
    });
  }

  /** The address and fields of a form that opens a page of a card: the token travels in the form, never in an address. */
  form({ href, copy = "mine" }, token) {
    const [path, query = ""] = href.split("?");
    const fields = path === "plan" ? { copy } : Object.fromEntries(new URLSearchParams(query));
    return { address: this.address + BASE + path, fields: { ...fields, token } };
  }

  /** Resolves with what `taken` makes of the response. A reply that stops half way is given up like one that never begins. */
  async #request(path, token, options, taken) {
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(this.address + BASE + path, {
        ...options, headers, signal: stop.signal, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
      });
      this.known = true;
      if (!response.ok) throw await refusal(response);
      return await taken(response);
    } catch (error) {
      if (error instanceof Trouble) throw error;
      throw new Trouble("", await this.#turnsUsAway() ? { status: 403, code: "bad-origin", retry: false } : {});
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * True if the guide is there and answers pages of other places, but not this one: the browser then hides even
   * the refusal from us. A picture is let through from anywhere, so it tells this from a guide that is down.
   */
  #turnsUsAway() {
    if (this.known || this.address === location.origin) return false;
    return new Promise((resolve) => {
      const picture = new Image();
      picture.onload = () => resolve(true);
      picture.onerror = () => resolve(false);
      setTimeout(() => resolve(false), 5000);
      picture.src = `${this.address}/widget/icon.svg?${newId()}`;
    });
  }
}

/** The reply in a response; a page that something else on the way put in its place is none. */
async function read(response) {
  const reply = await response.json();
  if (!Array.isArray(reply?.messages)) throw new Trouble("");
  return reply;
}

/** What was refused. Where it was not the guide that refused, there is no code and no message. */
async function refusal(response) {
  const { error } = await response.json().then((body) => ({ error: body?.error || {} }), () => ({ error: {} }));
  const retry = error.retry ?? (response.status >= 500 || response.status === TOO_MANY);
  return new Trouble(error.message || "", { status: response.status, code: error.code || "", retry });
}
