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
  /\b(todo|fixme|xxx|hack|tbd|in (?:a )?(?:production|real)|for now|future|later|if needed|could|should|optionally|would)\b.{0,80}(black-?list|deny-?list|block-?list|revo[kc]|invalidat|redis|server-?side)/i,
  /(black-?list|deny-?list|block-?list|revo[kc]|invalidat)\w*.{0,60}\b(todo|later|future|if needed|not (?:yet )?(?:implemented|supported|available|done)|optional|in production|real app)/i,
  /\b(skip|skipping|ignor\w+|(?:do|does|did|is|are|we)(?: not|n.t)|without|no|never)\b.{0,25}(revo[kc]|invalidat|black-?list|deny-?list)/i,
  /\b(no-?op|placeholder|dummy|stub|does nothing|is enough|good enough|suffices?|sufficient)\b/i,
  /self-?contained|short[- ]?lived|(stays?|remains?|still|keeps?) (valid|alive|good|usable|working)|\b(dies|lapses|runs? out|times? out)\b.{0,20}\b(itself|own|anyway|soon|eventually)\b/i,
  /\b(delete|remove|discard|clear|drop|forget|throw away)\b (the|your|this|any|all|both)\b[^.]{0,40}\byour\b|\b(delete|remove|discard|drop|forget) your\b/i,
  /\b(do(es)?n.?t|do(es)? not|never|there (is|are) no|we have no) (keep|store|track|persist|remember|maintain|hold|have)?\w*\b.{0,30}(session|token|state)/i,
  /(client|front-?end|browser)[- ]?side( only)?\b|for (consistency|symmetry|completeness)\b|nothing (to|that|else|more)\b/i,
  /\b(only|just) (lives?|lasts?|valid|good)\b.{0,30}\b(min|minutes?|hours?|seconds?|h|m)\b|\bexpires? (in|after) \d+|\b\d+ ?(min|minutes?|hours?)\b.{0,30}(fine|ok|enough|acceptable)/i,
  /(nichts|kein\w*)\b.{0,20}(zu tun|nötig|notwendig|erforderlich|zustand)|läuft .{0,20}\bab\b|(niets te doen|verloopt vanzelf|nic do zrobienia|sam wygaśnie|wygasa sam)/i,
  /rien à faire|(expire|expirent) tou(t|s) seul|pas (besoin|nécessaire)|sans état|niente da fare|scad(e|ono) da s|senza stato/i,
  /nada (que|a|por|para) (hacer|fazer)|no hace falta|n[ãa]o (é|precisa|há)|não tem estado|expira (solo|sozinho|por si)|caduca\w* (solo|por si)|\bbasta\b/i,
  /ничего .{0,20}(делать|не нужно)|истеч|протух|何もしない|期限切れ|无需|不需要|自动过期|自然过期|만료|할 필요|yapılacak bir şey yok/,
  /\b(client|cliente|front-?end|navegador|navigateur|istemci)\b.{0,60}(elimin|borr|apag|descart|supprim|efface|lösch|entfern|verw[ie]rf|cancell|rimuov|jet|sil)/i,
  /(en el|del|lado del|no|do|lado do|sur le|le|côté|au|auf dem|der|im|beim|lato|nel) (client|cliente|front-?end|navegador|browser|navigateur)\b.{0,60}(elimin|borr|remov|apag|descart|supprim|efface|lösch|entfern|verw[ie]rf|cancell|rimuov|jet)/i,
  /(elimin|borr|remov|apag|descart|supprim|efface|lösch|entfern|verw[ie]rf|cancell|rimuov|jet)\S*.{0,60}(en el|del|lado del|no|do|lado do|sur le|le|côté|au|auf dem|der|im|beim|lato|nel) (client|cliente|front-?end|navegador|browser|navigateur)\b/i,
  /(客户端|前端|クライアント|フロント|клиент|클라이언트).{0,30}(删|清|移除|丢弃|削除|破棄|удал|стир|삭제)|(удал|стир)\S*.{0,30}клиент/,
];
const ABOUT =
  /stateless|log|sign|token|jwt|jti|session|cookie|client|front|browser|black|block-?list|deny|revo[kc]|invalidat|expire|server|serveur|servidor|jeton|sesi[oó]n|sess[aã]o|sitzung|токен|сесси|トークン|令牌|토큰|客户端|前端|クライアント|клиент|클라이언트/i;

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
    const between = text
      .slice(end, from)
      .replaceAll(/\{[^{}]*\}(?=\s*,)/g, '')
      .replaceAll('})', '');
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
