import { bearer } from './api.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Other ways to write the same credential: what a list of dead token strings, or of their hashes, would not know.
 *
 * @param {string} token
 */
export function respellings(token) {
  return [
    { name: 'unused bit flipped', authorization: bearer(flipLastBit(token)) },
    { name: 'padded', authorization: bearer(`${token}==`) },
    { name: 'lower-case scheme', authorization: `bearer ${token}` },
  ];
}

/** The last bits of a signature's base64 stand for nothing: lax decoders read the same signature. */
function flipLastBit(/** @type {string} */ token) {
  const last = ALPHABET.indexOf(token.slice(-1));
  return token.slice(0, -1) + ALPHABET.charAt(last ^ 1);
}
