// user ids that were signed out; entries go when their last token must have run out
const kicked = new Set();
const ACCESS_SECONDS = 15 * 60;

export function kick(id) {
  kicked.add(id);
  setTimeout(() => kicked.delete(id), ACCESS_SECONDS * 1000).unref();
}

export const isKicked = (id) => kicked.has(id);
