import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import { saysRevoked } from '../words.ts';

/** A table may be written to under another name: through a repository of its entity that another file is given. */
export function isMappedElsewhere(program: Program, list: string, func: Func): boolean {
  const entity = list.replace(/(models?|repository|repo|s)$/i, '');
  const given = new RegExp(
    `(InjectRepository|InjectModel|getRepository|getModelToken|Repository<|Model<|\\bmodel\\()[(\\s'"]*${entity}\\w*`,
    'i',
  );
  const { module } = func;
  return program.modules.some(
    (one) =>
      one !== module() && given.test(one.text) && /\.(save|create|insert\w*|upsert|add)\(/.test(one.text),
  );
}

const writers = new WeakMap<Program, boolean>();

/** Whether something is called like a revocation whose code is not there to read. */
export function hasUnseenWriter(program: Program): boolean {
  const known =
    writers.get(program) ??
    program.modules.some(({ funcs }) =>
      funcs.some((func) =>
        effectsOf(program, func).some(
          ({ kind, site }) =>
            kind === 'unknown' &&
            saysRevoked(site?.method ?? '') &&
            !/^(is|has|was|check|get|find)/i.test(site?.method ?? ''),
        ),
      ),
    );
  writers.set(program, known);
  return known;
}
