import type * as t from '@babel/types';
import { bare } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Signing } from '../effects/tokens.ts';
import type { Finding, Fix } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { hasHandle } from '../tokens/signing/handle.ts';
import { isForMachines } from '../tokens/signing/lifetimes.ts';
import { signingsOf } from '../tokens/signing/signings.ts';

export const jwtNoRevocationHandle: Rule = {
  id: 'jwt-no-revocation-handle',
  level: 'warning',
  summary: 'A token carries nothing by which it could be revoked: no jti, session or version.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  return signingsOf(program)
    .filter((one) => one.purpose !== 'once' && !isForMachines(one) && !hasHandle(program, one))
    .map((one) =>
      findingAt(jwtNoRevocationHandle, one.site.func, one.site.node, {
        message:
          'This token carries no jti, session or version, so that a server cannot say which one to refuse after logout. Give it a jti.',
        fix: adding(one),
      }),
    );
}

/** Adds `jti` to a payload that is written out in the call. */
function adding({ payload, library }: Signing): Fix {
  const object = payload && bare(payload);
  const title = 'Add a jti to the payload.';
  if (object?.type !== 'ObjectExpression' || library === 'simple') return advice(title);
  return { title, safe: true, edits: [insertion(object)] };
}

function insertion(object: t.ObjectExpression): Fix['edits'][number] {
  const [first] = object.properties;
  const at = (object.start ?? 0) + 1;
  const claim = 'jti: globalThis.crypto.randomUUID()';
  if (!first) return { start: at, end: (object.end ?? at + 1) - 1, text: ` ${claim} ` };
  const start = first.start ?? at;
  return { start, end: start, text: `${claim}, ` };
}
