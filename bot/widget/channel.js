// Requests to the guide, and what can go wrong with them.

const BASE = "/webhooks/widget/";
const PATIENCE = 45000;

/** A request that brought no reply. `retry` means the same request may work later. */
export class Trouble extends Error {
  constructor(message, { status = 0, code = "unreachable", retry = true } = {}) {
    super(message);
    Object.assign(this, { status, code, retry });
  }
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
  }

  /** Posts JSON, or reads when there is no body; resolves with the reply, rejects with Trouble. */
  async ask(path, token, body) {
    const response = await this.#request(path, token, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    return response.json().catch(() => { throw new Trouble(""); });
  }

  /** Fetches a document of a card to save it as a file; resolves with { blob, name }. */
  async fetchDocument({ href, type, copy = "mine" }, token) {
    const path = href === "plan" ? `plan?copy=${encodeURIComponent(copy)}` : href;
    const response = await this.#request(path, token, { headers: { Accept: type } });
    const named = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") || "");
    return { blob: await response.blob(), name: named ? named[1] : "five-steps-plan" };
  }

  /** The address and fields of a form that opens a page of a card: the token travels in the form, never in an address. */
  form({ href, copy = "mine" }, token) {
    const [path, query = ""] = href.split("?");
    const fields = path === "plan" ? { copy } : Object.fromEntries(new URLSearchParams(query));
    return { address: this.address + BASE + path, fields: { ...fields, token } };
  }

  async #request(path, token, options) {
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(this.address + BASE + path, {
        ...options, headers, signal: stop.signal, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
      });
      if (!response.ok) throw await refusal(response);
      return response;
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
    if (this.address === location.origin) return false;
    return new Promise((resolve) => {
      const picture = new Image();
      picture.onload = () => resolve(true);
      picture.onerror = () => resolve(false);
      setTimeout(() => resolve(false), 5000);
      picture.src = `${this.address}/widget/icon.svg?${newId()}`;
    });
  }
}

async function refusal(response) {
  const { error = {} } = await response.json().catch(() => ({}));
  const retry = error.retry ?? response.status >= 500;
  return new Trouble(error.message || "", { status: response.status, code: error.code, retry });
}
