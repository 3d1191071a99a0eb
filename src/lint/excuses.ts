import type * as t from '@babel/types';
import type { Func } from './engine/types.ts';

/** A comment or message that explains why logging out does nothing. */
export interface Excuse {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How such a text speaks: of no state, of nothing to do, of the client's duty, of expiry, of later. */
const EXCUSES: readonly RegExp[] = [
  /stateless|state-less|\bjwts? (?:is|are|can(?:no|')t|do(?:es)?n.?t)\b|sin estado|sem estado|无状态|zustandslos/i,
  /(nothing|no need|not? necessary|don.?t need|doesn.?t need|needn.?t|no server|not? .{0,20}server[- ]?side) .{0,40}(do|to|invalidat|revok|server|here|needed|log ?out|action|session)/i,
  /(client|front-?end|browser|app|user agent)(?:-?side| side)?.{0,60}(delet|remov|discard|clear|drop|forget|handle|destroy|throw)/i,
  /(delet|remov|discard|clear|drop|forget|handl|destroy)\w*.{0,40}(on|by|in|from) (?:the )?(client|front-?end|browser|local ?storage)/i,
  /(token|jwt|session|it)s? .{0,25}(will|would|to|until|naturally|just|simply|eventually)[^.]{0,25}expir|until (it|they|the token)s? expires?|valid until|let .{0,20}expire/i,
  /(can(?:no|')t|can not|cannot|impossible|no way|not possible|unable) .{0,40}(revok|invalidat|expire|cancel|blacklist|server)/i,
  /\b(todo|fixme|in (?:a )?(?:production|real)|for now|future|later|if needed|could|should|optionally|would)\b.{0,80}(black-?list|deny-?list|revok|invalidat|redis|server-?side)/i,
  /(black-?list|deny-?list|revok|invalidat)\w*.{0,60}\b(todo|later|future|if needed|not implemented|optional|in production|real app)/i,
];
const ABOUT =
  /stateless|log|sign|token|jwt|session|client|front|browser|black|revok|invalidat|expire|server/i;

/** What in a function, or right above it, explains that nothing is to be done. */
export function excuseIn(func: Func): Excuse | undefined {
  return excusesIn(func)[0];
}

export function excusesIn(func: Func): readonly Excuse[] {
  const { ast, text } = func.module();
  const { start, end } = extent(func);
  const all = ast.comments ?? [];
  const first = above(all, text, start);
  const comments = all.flatMap((one) => {
    const from = one.start ?? 0;
    const to = one.end ?? 0;
    return from >= first && to <= end ? candidate(one.value, from, to) : [];
  });
  const strings = func.node.type === 'File' ? [] : stringsIn(text.slice(start, func.node.end ?? end), start);
  return [...comments, ...strings].filter(
    (one) => ABOUT.test(one.text) && EXCUSES.some((excuse) => excuse.test(one.text)),
  );
}

function candidate(text: string, start: number, end: number): Excuse[] {
  // Routes are often described for a documentation tool; that is no comment of the author on the code.
  return /@(swagger|openapi)\b/.test(text)
    ? []
    : [{ text: text.replace(/\s*\n\s*\*?\s*/g, ' '), start, end }];
}

/** From where comments belong to what starts here: nothing but its registration or decorators is between. */
function above(comments: readonly t.Comment[], text: string, start: number): number {
  let from = start;
  for (const one of comments.toReversed()) {
    const end = one.end ?? 0;
    if (end > from) continue;
    const between = text.slice(end, from).replaceAll('})', '');
    if (between.length > 400 || /[;}]/.test(between)) break;
    from = one.start ?? 0;
  }
  return from;
}

function stringsIn(text: string, offset: number): Excuse[] {
  const found: Excuse[] = [];
  for (const match of text.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.){15,300})\1/g)) {
    const start = offset + match.index;
    found.push({ text: match[2] ?? '', start, end: start + match[0].length });
  }
  return found;
}

/** A function, and what stands behind it on its last line. */
function extent(func: Func): { start: number; end: number } {
  const node: t.Node = func.node;
  const end = node.end ?? 0;
  const lineEnd = func.module().text.indexOf('\n', end);
  return { start: node.start ?? 0, end: lineEnd < 0 ? func.module().text.length : lineEnd };
}
