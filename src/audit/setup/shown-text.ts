/** A JWT, or a part of an address that is long and random enough to be somebody's credential. */
const CREDENTIAL =
  /[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|(?<=[/=])(?=[\w~%.-]*\d)(?=[\w~%.-]*[A-Za-z])[\w~%.-]{20,}/g;

/** What may be printed of an address that somebody gave: tokens in it are left out, and `{access}` is written as in a plan. */
export function shownText(text: string): string {
  return text.replaceAll(/%7B(\w+)%7D/gi, '{$1}').replaceAll(CREDENTIAL, '<token>');
}
