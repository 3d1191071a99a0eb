import type * as t from '@babel/types';
import { bare } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import type { Effect } from '../effects/effect.ts';
import { reachOf } from '../effects/reach.ts';
import { isDead } from '../keys/dead.ts';
import { unwrittenLists } from '../keys/lists.ts';
import { hasUnseenWriter, isMappedElsewhere } from '../keys/writers.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';
import { isAboutOthers } from '../tokens/checking/other-lists.ts';
import { saysRevoked } from '../words.ts';
import { keyMismatches } from './revoke-key-mismatch.ts';

export const denylistNeverWritten: Rule = {
  id: 'denylist-never-written',
  level: 'error',
  summary: 'A list of revoked tokens is asked, and nothing ever writes to it.',
  cwe: ['CWE-613', 'CWE-561'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  // A list that is written under another key is the mistake of that rule.
  const isApart = program.isLoose && !holdsLogout(program);
  const keys = isApart || keyMismatches(program).length > 0 ? [] : unwrittenLists(program);
  return [...ofNames(program), ...keys.map(({ name, node, func }) => finding(program, name, node, func))];
}

function ofNames(program: Program): readonly Finding[] {
  const seen = new Set<string>();
  return program.modules.flatMap(({ funcs }) =>
    funcs.flatMap((func) =>
      effectsOf(program, func).flatMap((effect) => {
        const list = listOf(effect);
        if (
          list === undefined ||
          seen.has(list.toLowerCase()) ||
          !isAsked(effect) ||
          isAboutOthers(list, effect.site) ||
          isWritten(program, list, func)
        )
          return [];
        seen.add(list.toLowerCase());
        return [finding(program, list, effect.node, func)];
      }),
    ),
  );
}

function finding(program: Program, list: string, node: t.Node, func: Func): Finding {
  return findingAt(denylistNeverWritten, func, node, {
    message: `${list} is asked here whether a token was revoked, and nothing in this program ever adds to it: every token passes. Write to it at logout.`,
    // Who lets in may be another program than who logs out.
    certainty: holdsLogout(program) || isOwn(list, func) ? 'proven' : 'cannot-see-callee',
  });
}

/** The name of the list that is asked: a collection, or a model. */
function listOf({ site }: Effect): string | undefined {
  const chain = site?.chain ?? [];
  return chain.findLast(
    (name, at) =>
      at < chain.length - 1 &&
      // What a function answers is no list that has a name.
      chain[at + 1] !== '()' &&
      saysRevoked(name) &&
      !/service|manager|helper|util/i.test(name),
  );
}

function isAsked({ site }: Effect): boolean {
  return /^(has|includes|some|find\w*|get|exists?\w*|count\w*|indexOf|sismember|select\w*|isMember)$/i.test(
    site?.method ?? '',
  );
}

/**
 * Whether anything writes to the list. One that belongs to a file is only looked for there; for a model or a store
 * the whole program must be there, which is so when it holds the logout.
 */
function isWritten(program: Program, list: string, func: Func): boolean {
  const init = isOwn(list, func);
  // What is filled from the beginning is a list of something else.
  if (init && !isEmpty(init)) return true;
  const isShared =
    init !== undefined &&
    [...func.module().exports.values()].some(
      (one) => one.kind === 'here' && one.node.type === 'Identifier' && one.node.name === list,
    );
  const mayBeElsewhere = program.isLoose && (init ? isShared : !holdsLogout(program));
  if (mayBeElsewhere || (init && !isShared && isGivenAway(func, list))) return true;
  if (!init && (isMappedElsewhere(program, list, func) || hasUnseenWriter(program))) return true;
  const writes = new RegExp(
    `\\b${list}\\??\\.(add|push|set|create|insert\\w*|save|upsert|update\\w*|unshift|concat|bulkCreate|put|sadd|findOneAndUpdate|findOneAndReplace|replaceOne|build|append|store)\\b|\\bnew\\s+(this\\.)?${list}\\b|\\b(insert|insertInto|into|merge|upsert)\\(\\s*(\\w+\\.)*${list}\\b|\\b${list}\\s*(=(?!=)|\\[[^\\]]+\\]\\s*=(?!=))(?!\\s*(new\\s+\\w*(Set|Map|Cache|LRU|Keyv)|\\[\\s*\\]|\\{\\s*\\}|require|await import))|\\.\\.\\.${list}\\b|(\\$(addToSet|push|set|setOnInsert)\\b|\\bdata['"]?\\s*:)[^;]{0,120}\\b${list}\\b|\\b${list}['"]?\\s*:\\s*\\{\\s*(push|set|create|connect)\\b`,
    'i',
  );
  // What is no collection of a file, and is called by a name that does not ask, may write.
  const acts = new RegExp(`\\b${list}\\??\\.(?!${NOT_WRITING})\\w+\\s*\\(`, 'i');
  if (!init && program.modules.some(({ text }) => acts.test(withoutComments(text)))) return true;
  const mayBeDead = init !== undefined && !program.isLoose && holdsLogout(program);
  return program.modules.some((module) => {
    if (!writes.test(withoutComments(module.text))) return false;
    const places = [...module.text.matchAll(new RegExp(writes.source, 'gi'))];
    // What writes to it has to be called by somebody.
    return !mayBeDead || places.some(({ index }) => !isDead(program, module, index));
  });
}

const NOT_WRITING =
  '(has|includes|some|every|find|get|exists|count|indexOf|sismember|select|is|check|filter|map|forEach|delete|remove|clear|del|destroy|purge|sweep|prune|clean|aggregate|lean|where|schema|index|length|size|join|entries|values|keys|toString|on|watch|init|define|sync|model|belongsTo|hasMany|query|list|load|read|fetch|lookup|contains|trim|split|slice|test|match)';

/** What a list of this very file begins with; undefined where it is none. */
function isOwn(list: string, func: Func): t.Node | undefined {
  const found = bindingOf(list, func);
  const init =
    found?.binding.kind === 'variable' && found.func.node.type === 'File' ? found.binding.init : undefined;
  return isCollection(init) ? init : undefined;
}

/** Whether the program holds the logout, and all of it: then what it does not write is not written. */
function holdsLogout(program: Program): boolean {
  const logouts = logoutsOf(program);
  if (!program.isLoose) return logouts.length > 0;
  return (
    logouts.some(({ how }) => how !== 'service') &&
    logouts.every(({ handler }) =>
      reachOf(program, handler).effects.every(
        ({ kind, plausible }) => kind !== 'unknown' || plausible !== true,
      ),
    )
  );
}

function isCollection(init: t.Node | undefined): boolean {
  const inner = init && bare(init);
  return (
    inner?.type === 'ArrayExpression' ||
    inner?.type === 'ObjectExpression' ||
    (inner?.type === 'NewExpression' &&
      inner.callee.type === 'Identifier' &&
      /^(Set|Map)$/.test(inner.callee.name))
  );
}

function isEmpty(init: t.Node | undefined): boolean {
  const inner = init && bare(init);
  if (inner?.type === 'NewExpression') return inner.arguments.length === 0 || isEmpty(inner.arguments[0]);
  if (inner?.type === 'ArrayExpression') return inner.elements.length === 0;
  return inner?.type === 'ObjectExpression' && inner.properties.length === 0;
}

/** Whether it is passed to somebody who may write to it. */
function isGivenAway(func: Func, list: string): boolean {
  return (
    new RegExp(`[(,]\\s*${list}\\s*[,)]|exports[^;\\n]*\\b${list}\\b|export\\s*\\{[^}]*\\b${list}\\b`).test(
      withoutComments(func.module().text),
    ) && func.module().exports.size === 0
  );
}
