/** Longer words are shown in part. */
const LONGEST = 20;

interface Field {
  readonly name: string;
  readonly text: string;
}

/** A stored value for people: what it is made of, with every long word shortened. */
export function fieldsOf(value: string): readonly Field[] {
  // What belongs to a session begins with its name, as JSON; what it holds comes after that.
  const [, stamp, stamped] = /^("[^"]*")(.+)$/s.exec(value) ?? [];
  const fields = partsOf(parsed(stamped ?? value));
  return stamp === undefined ? fields : [{ name: 'stamp', text: masked(parsed(stamp)) }, ...fields];
}

function partsOf(value: unknown): readonly Field[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [{ name: '', text: masked(value) }];
  return Object.entries(value)
    .filter(([name]) => name !== '_persist')
    .map(([name, part]) => ({ name, text: masked(part) }));
}

/** Of each long word the start and the end: enough to recognise it, too little to use it. Instants become times. */
function masked(value: unknown): string {
  if (typeof value === 'number' && value > 1e12) return new Date(value).toLocaleString();
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/[\w.-]+/g, (word) =>
    word.length > LONGEST ? `${word.slice(0, 5)}…${word.slice(-4)}` : word,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
