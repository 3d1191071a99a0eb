import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { saysRevoked } from '../words.ts';
import { recordUses, type Field, type RecordUse } from './records.ts';
import { mayMeet, shapeOf, spelled, type Shape } from './shape.ts';

/** A record that is revoked by something other than what it is stored under. */
export interface RecordMismatch {
  readonly use: RecordUse;
  readonly said: string;
  readonly other: RecordUse;
  readonly otherSaid: string;
}

const ABOUT = /^(\w*token\w*|jti|\w*hash|\w*digest|sid|session_?id|key|jwt)$/i;
/** In a list of revoked tokens, what may hold one. */
const VALUES = /^(value|fingerprint|identifier|entry|item|credential|raw|body|content)$/i;
const IDS = /^(_?id|uuid|pk)$/i;
const HASHED_LATER =
  /pre\(\s*['"](save|validate|insertMany)|BeforeInsert|before(Create|Save|Insert|Validate|Upsert)|\$extends|transformer\s*:|customType|\bset\s*[:(][^;]{0,80}hash|\.method\(|get\s*set\b/i;

/** Where a logout, or what is called like one, changes records that are not there under what it says. */
export function recordMismatches(program: Program, revokes: (func: Func) => boolean): RecordMismatch[] {
  const all = recordUses(
    program,
    program.modules.flatMap(({ funcs }) => funcs),
  );
  const tables = new Map<string, RecordUse[]>();
  for (const one of all) {
    const same = tables.get(one.table);
    if (same) same.push(one);
    else tables.set(one.table, [one]);
  }
  return all.flatMap((use): RecordMismatch[] => {
    const others = tables.get(use.table) ?? [];
    if (use.kind === 'delete' && revokes(use.func)) return unmet(program, use, others, 'set');
    // What is put on a list has to be what is looked for on it.
    return use.kind === 'set' && isDenylist(use) ? unmet(program, use, others, 'get') : [];
  });
}

function isDenylist({ table }: RecordUse): boolean {
  return (
    saysRevoked(table) ||
    /^(denied|deny|revoked|revocation|dead|banned|blocked|invalid|signedout|loggedout)/.test(table)
  );
}

function unmet(
  program: Program,
  use: RecordUse,
  all: readonly RecordUse[],
  kind: 'set' | 'get',
): RecordMismatch[] {
  const others = all.filter((one) => one.kind === kind && one.fields.length > 0);
  if (others.length === 0 || use.open) return [];
  const named = use.fields.filter(({ name }) => ABOUT.test(name) || (kind === 'get' && VALUES.test(name)));
  // Who names the owner too, or another field that is no token's, finds the records by that.
  if (kind === 'set' && named.length < use.fields.filter(({ name }) => !STATES.test(name)).length)
    return byId(program, use, others);
  const pairs = named.flatMap((field) => {
    const shape = shapeOf(program, field.node, use.func);
    return others.flatMap((other) =>
      other.fields
        .filter(({ name }) => isSame(name, field.name))
        .map((one) => ({ field, other, shape, otherShape: shapeOf(program, one.node, other.func) })),
    );
  });
  const [first] = pairs;
  if (first) {
    if (pairs.some(({ shape, otherShape }) => mayMeet(shape, otherShape)) || isHashedLater(program, pairs))
      return [];
    const { field, shape, other, otherShape } = first;
    return [made(use, field, shape, other, first.field, otherShape)];
  }
  return otherField(program, use, named, others, kind);
}

/** Fields that say how a record is, and not which. */
const STATES =
  /^(revoked\w*|is_?\w+|active|valid|used\w*|expire\w*|created\w*|updated\w*|deleted\w*|blacklisted|status|type|kind|\$\w+)$/i;

/** `deleteOne({ refreshToken })`, where every record that is made has it in `token`. */
function otherField(
  program: Program,
  use: RecordUse,
  named: readonly Field[],
  others: readonly RecordUse[],
  kind: 'set' | 'get',
): RecordMismatch[] {
  const [field] = named;
  const [other] = others;
  if (!field || !other || named.length !== 1 || others.some((one) => one.open)) return [];
  // A column that something else gives, as a default of the table does.
  if (kind === 'set' && isDeclared(program, field.name)) return [];
  const theirs = other.fields.find(({ name }) => ABOUT.test(name));
  if (!theirs) return [];
  return [
    made(
      use,
      field,
      shapeOf(program, field.node, use.func),
      other,
      theirs,
      shapeOf(program, theirs.node, other.func),
    ),
  ];
}

/** `delete({ id: refreshToken })`, where the token stands in another field and the id is one of its own. */
function byId(program: Program, use: RecordUse, others: readonly RecordUse[]): RecordMismatch[] {
  const [field, second] = use.fields;
  const [other] = others;
  if (!field || second || !other || !IDS.test(field.name)) return [];
  const shape = shapeOf(program, field.node, use.func);
  if (!/^<(token|refresh|header|bare)>$/.test(spelled(shape))) return [];
  const ids = others.flatMap((one) =>
    one.fields.flatMap(({ name, node }) => (isSame(name, field.name) ? [{ other: one, node }] : [])),
  );
  const [id] = ids;
  if (id) {
    const shapes = ids.map((one) => shapeOf(program, one.node, one.other.func));
    if (shapes.some((one) => spelled(one) !== '<hash>')) return [];
    return [made(use, field, shape, id.other, field, shapes[0] ?? shape)];
  }
  if (others.some((one) => one.open)) return [];
  const theirs = other.fields.find(({ name }) => /token|hash|jwt/i.test(name));
  return theirs ? [made(use, field, shape, other, theirs, shapeOf(program, theirs.node, other.func))] : [];
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase().replaceAll('_', '') === other.toLowerCase().replaceAll('_', '');
}

/** Whether a schema, a type or a migration speaks of a field. */
function isDeclared({ modules }: Program, name: string): boolean {
  const declared = new RegExp(
    `\\b${name}['"]?\\s*[?!]?:\\s*(\\{|string|String|\\w+\\(|DataTypes)|@\\w+\\([^)]*\\)\\s*(\\w+\\s+)*${name}\\b`,
  );
  return modules.some(({ text }) => declared.test(text));
}

/** Whether a model hashes by itself what it is given, so that both may be the same in the end. */
function isHashedLater(
  { modules }: Program,
  pairs: readonly { readonly shape: Shape; readonly otherShape: Shape }[],
): boolean {
  const isHash = pairs.some(
    ({ shape, otherShape }) => spelled(shape) === '<hash>' || spelled(otherShape) === '<hash>',
  );
  return isHash && modules.some(({ text }) => HASHED_LATER.test(text) && /hash|digest|sha/i.test(text));
}

function made(
  use: RecordUse,
  field: Field,
  shape: Shape,
  other: RecordUse,
  theirs: Field,
  otherShape: Shape,
): RecordMismatch {
  return {
    use,
    said: `${use.table}.${field.name} = ${spelled(shape, true)}`,
    other,
    otherSaid: `${other.table}.${theirs.name} = ${spelled(otherShape, true)}`,
  };
}
