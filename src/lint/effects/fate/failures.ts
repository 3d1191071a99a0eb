import { deedsIn } from '../../tokens/checking/deeds.ts';

/** What is done with a failure, told by the words of the code. */

/** It is handed on, or answered with. */
export const REFUSES: RegExp =
  /\bthrow\b|next\(\s*\w|reject\(|rejectWithValue|\b[45]\d\d\b|\.statusCode\b|INTERNAL|Exception|\w+Error\(|success\s*:\s*false|ok\s*:\s*false|error\s*:|return\s+false|handleError|errorHandler|serverError|sendError|fail\(|status\(\s*\w*(error|err|e)\w*\.|badRequest|unauthorized|createError|serviceUnavailable|internalServer|badImplementation|badGateway|gatewayTimeout|httpErrors|Boom\.|abort\(|return\s+(err|error|e)\b|errorResponse|\berr(or)?Res|\b(signed_?out|logged_?out|done|revoked)\s*:\s*false|\b(retry|retries|enqueue|requeue|outbox)\w*\b|\bqueue\w*\.(add|push|send)/i;

/** Something is answered, by a return as well. */
export const ANSWERS: RegExp =
  /\b(res|response|reply|ctx|c|NextResponse|Response)\b[\s\S]{0,200}\b(json|send|redirect|end|sendStatus|body|status|render)\b|\breturn\b|redirect\(/;

/** An answer is sent. */
export const SENDS: RegExp =
  /\b(res|response|reply|ctx|c|h)\s*\.[\s\S]{0,120}?\b(json|send|redirect|end|sendStatus|body|render)\b|\breturn\s+(res|reply|response|NextResponse)\b/;

/** The variables, fields and lists that are given something: `failure = error`, `errors.push(error)`. */
export function notedIn(code: string): string[] {
  return [
    ...code.matchAll(
      /(?<![\w$.])([\w$]+)(?:\.[\w$]+)*(?:\s*(?:\+|\?\?|\|\|)?=(?![=>])|\.(?:push|add|set)\()/g,
    ),
  ].flatMap(([, name = '']) => (name === '' ? [] : [name]));
}

export function isTold(name: string, code: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`).test(
    /^(this|req|request|res|ctx|context|c|process|module)$/.test(name) ? '' : code,
  );
}

/** The code in which something is done, without questions after which nothing but a log is. */
export function decidedIn(text: string): string {
  return deedsIn(text).replace(EMPTY, '');
}

const EMPTY = /\bif\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*(?:;|\{[\s;]*\})(?!\s*else)/g;
