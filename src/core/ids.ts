/** Control characters, and halves of characters: not every store gives them back as it got them. */
const UNSAFE = /[\p{Cc}\p{Cs}]/u;

/** Whether `given` is a text of at most `longest` characters that every store keeps as it is. */
export function isId(given: unknown, longest = 255): given is string {
  return typeof given === 'string' && given !== '' && given.length <= longest && !UNSAFE.test(given);
}

/** `given`, if it is one. Throws a `TypeError` that names `what`. */
export function checkId(what: string, given: unknown, longest = 255): string {
  if (isId(given, longest)) return given;
  throw new TypeError(
    `${what} must be a string of 1 to ${longest} characters, none of them a control character`,
  );
}
