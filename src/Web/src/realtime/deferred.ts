export interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
}

/** A promise to be fulfilled from outside. */
export function deferred(): Deferred {
  let resolve!: () => void;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
