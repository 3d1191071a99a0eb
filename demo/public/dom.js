/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * Writes only what has changed, so that a screen reader is not told the same thing again.
 *
 * @param {string} id
 * @param {string} text
 */
export function setText(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {string} id
 * @param {'ok' | 'bad' | 'unknown' | 'none'} kind
 * @param {string} text
 */
export function setVerdict(id, kind, text) {
  byId(id).dataset.kind = kind;
  setText(id, text);
}

/**
 * What an answer says about the token. Only 401 says that it is dead.
 *
 * @param {number} status
 */
export function verdictOf(status) {
  if (status === 200) return 'ok';
  return status === 401 ? 'bad' : 'unknown';
}

/**
 * @param {string} tag
 * @param {object} [properties]
 * @param {...(Node | string)} children
 */
export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
