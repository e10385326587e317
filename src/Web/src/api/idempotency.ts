import { isProblem } from "./problem";

/**
 * Keys for requests that move money. Repeating the same request after an answer got lost uses the same key,
 * so that it is charged once; after any real answer the next request is a new one.
 */
export class KeyRing {
  #body = "";
  #key = "";

  async use<T>(body: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const wanted = JSON.stringify(body);
    if (wanted !== this.#body) {
      this.#body = wanted;
      this.#key = newKey();
    }
    try {
      const answer = await send(this.#key);
      this.#body = "";
      return answer;
    } catch (error) {
      if (isProblem(error) && error.status >= 400 && error.status < 500) this.#body = "";
      throw error;
    }
  }
}

/** 128 random bits; unlike `crypto.randomUUID` also to be had on plain http in a home network. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
