/**
 * What must never be printed, logged or put into an error: tokens, private keys and the demo's passwords.
 * The tests look for these in everything that they, and the servers they start, have printed.
 *
 * @type {Readonly<Record<string, RegExp>>}
 */
const patterns = {
  'an access token': /eyJ[\w-]{10,}\.[\w-]{20,}\.[\w-]{20,}/,
  'a refresh token': /(?<![\w-])[\w-]{22}\.\d{1,9}\.[\w-]{43}(?![\w-])/,
  'a ticket': /(?<![\w-])[\w-]{1,255}\.out\.[\w-]{43}(?![\w-])/,
  'a private key': /"d"\s*:\s*"[\w-]{20,}"/,
  'a password': /correct-horse|battery-staple/,
};

/**
 * @param {string} text
 * @returns {string[]} what was found, in words; never the secret itself
 */
export function secretsIn(text) {
  return Object.entries(patterns).flatMap(([what, pattern]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index).split('\n').length;
    return [`${what} in line ${line}`];
  });
}
