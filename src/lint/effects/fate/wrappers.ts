import type * as t from '@babel/types';
import { bare, isFunction, type Call } from '../../engine/ast.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { decidedIn } from './failures.ts';
import { siteOf } from '../site.ts';

const PACKAGES = /^(await-to-js|await-to|go-await|catchify|await-of|safe-await|@sindresorhus\/is-promise)$/;

/** Whether a call makes a value of the failure of the promise, or the function, that it is given: `safe(promise)`. */
export function catchesForCaller(program: Program, call: Call, func: Func): boolean {
  const { from, value } = siteOf(program, call, func);
  if (from !== undefined) return PACKAGES.test(from);
  if (value.kind !== 'function') return false;
  const { node, tries, module } = value.func;
  if (node.type === 'File') return false;
  if (value.func.returns.some((one) => MAKES_RESULT.test(module().text.slice(one.start ?? 0, one.end ?? 0))))
    return true;
  const given = node.params.flatMap((one) => boundBy(one).map(({ name }) => name));
  const text = (part: t.Node): string => module().text.slice(part.start ?? 0, part.end ?? 0);
  const runs = (code: string): boolean =>
    given.some((name) => new RegExp(`\\bawait\\s+${name.replaceAll('$', String.raw`\$`)}\\b`).test(code));
  const inTry = tries.some(
    ({ block, handler }) =>
      handler &&
      runs(text(block)) &&
      /\breturn\b/.test(text(handler.body)) &&
      !/\bthrow\b/.test(text(handler.body)),
  );
  if (inTry) return true;
  // `promise.then((data) => [null, data]).catch((error) => [error, null])`
  const whole = text(node);
  return (
    given.some((name) =>
      new RegExp(`\\b${name.replaceAll('$', String.raw`\$`)}\\b(\\(\\))?\\s*\\.then\\(`).test(whole),
    ) &&
    /\.catch\(\s*(async\s*)?\(?\s*\w+\s*\)?\s*=>\s*[[({]/.test(whole) &&
    !/\bthrow\b/.test(whole)
  );
}

/** Of neverthrow, fp-ts and Effect: a failure is a value, which is asked for. */
const MAKES_RESULT =
  /^\s*(new\s+)?(ResultAsync|AsyncResult|Result|TE|TaskEither|fromPromise|fromAsyncThrowable|tryCatch|safeTry)\b(\.(fromPromise|fromThrowable|tryCatch\w*|wrap\w*|try|from))?\(/;

const ERRORS =
  /^_?e$|err|fail|ok|success|status|rejected|reason|isE|match|orElse|fold|unwrap|expect|throw|isLeft|isRight/i;

/** Whether the failure, which is a part of what such a call answers, is looked at. */
export function looksAtFailure(call: Call, func: Func): boolean {
  const { parents, text } = func.module();
  let holder = parents.get(call);
  while (
    holder?.type === 'AwaitExpression' ||
    (holder && holder.type !== 'VariableDeclarator' && bare(holder) === call)
  )
    holder = parents.get(holder);
  if (holder?.type === 'ExpressionStatement') return false;
  if (holder?.type !== 'VariableDeclarator' || isFunction(holder.id)) return true;
  const rest = decidedIn(text.slice(holder.end ?? 0, func.node.end ?? 0));
  const says = (name: string): RegExp =>
    new RegExp(`(?<![\\w.$])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`);
  if (holder.id.type === 'Identifier') {
    const uses = [...rest.matchAll(new RegExp(`(?<![\\w.$])${holder.id.name}(?![\\w$])\\??\\.?(\\w*)`, 'g'))];
    return uses.some(([, member = '']) => member === '' || ERRORS.test(member));
  }
  return boundBy(holder.id).some(
    ({ name, path }) => (ERRORS.test(name) || ERRORS.test(path.at(-1) ?? '')) && says(name).test(rest),
  );
}
