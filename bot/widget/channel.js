// Requests to the guide, and what can go wrong with them.

const BASE = "/webhooks/widget";
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

/** Posts JSON, or reads when there is no body; resolves with the reply, rejects with Trouble. */
export async function ask(path, token, body) {
  const response = await request(BASE + path, token, {
    method: body ? "POST" : "GET",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  try {
    return await response.json();
  } catch {
    throw new Trouble("");
  }
}

/** Fetches the plan as a document of some type, for oneself or to share, or a page to keep; resolves with { blob, name }. */
export async function fetchDocument(path, token, { type = "text/html", copy = "mine" }) {
  const address = path === "plan" ? `${path}?copy=${copy}` : path;
  const response = await request(`${BASE}/${address}`, token, { headers: { Accept: type } });
  const named = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") || "");
  return { blob: await response.blob(), name: named ? named[1] : "five-steps-plan.html" };
}

async function request(address, token, options) {
  const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, { ...options, headers, signal: stop.signal, cache: "no-store" });
    if (!response.ok) throw await refusal(response);
    return response;
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("");
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(response) {
  const { error = {} } = await response.json().catch(() => ({}));
  const retry = error.retry ?? response.status >= 500;
  return new Trouble(error.message || "", { status: response.status, code: error.code, retry });
}
