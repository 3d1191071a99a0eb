import type { Plan } from '../plan.ts';
import { SetupError } from '../setup-error.ts';
import { complete, type Trial } from './complete.ts';
import { requestOfWords } from './curl.ts';
import type { Draft, Guess } from './draft.ts';
import { fetched } from './fetched.ts';
import { planOfFile } from './file-plan.ts';
import { finished, patient } from './finished.ts';
import { guessOfFlag } from './flags.ts';
import { draftOfCurl, draftOfRequests } from './from-curl.ts';
import type { Given } from './given.ts';
import { requestsOfHar } from './har.ts';
import { draftOfOpenApi } from './openapi.ts';
import { rebased } from './rebased.ts';
import { draftOfRecording } from './recording.ts';
import { planOfScript } from './script.ts';
import { shownText } from './shown-text.ts';

/** What setting up may ask of whoever wants it. */
export interface Helper extends Trial {
  /** Shows guesses before anything is sent. Rejects with `SetupError` when they are not agreed to. */
  readonly confirm: (guesses: readonly string[]) => Promise<void>;
}

/**
 * Makes a plan of what somebody has. What a curl command, a HAR file or an OpenAPI document does not say is found by trying; a
 * plan in YAML and a script are taken as they are. Throws `SetupError` that says what is missing and how to give it.
 */
export async function setUp(given: Given, helper: Helper): Promise<Plan> {
  const { source } = given;
  switch (source.kind) {
    case 'plan': {
      const { login, ...rest } = await planOfFile(source.text, source.name, given.env);
      if (!login) throw new SetupError(`${source.name} has no login`);
      return finished({ ...rest, login }, given, source.name);
    }
    case 'script':
      return finished(await planOfScript(source.file, given.env), given, source.file);
    case 'curl':
      return tried(draftOfCurl(source.texts, given.env), given, helper);
    case 'words':
      return tried(draftOfRequests([requestOfWords(source.words)]), given, helper);
    case 'har':
      return tried(draftOfRecording(requestsOfHar(source.text, source.name), source.name), given, helper);
    case 'record': {
      const { record } = await import('../browser/record.ts');
      const har = await record(source.url, { signal: helper.signal });
      const requests = requestsOfHar(JSON.stringify(har), 'the recording');
      return tried(draftOfRecording(requests, 'the recording'), given, helper);
    }
    case 'openapi':
      return described(source.text, source.name, undefined, given, helper);
    default:
      return described(await fetched(source.url, helper), source.url, source.url, given, helper);
  }
}

async function described(
  text: string,
  name: string,
  at: string | undefined,
  given: Given,
  helper: Helper,
): Promise<Plan> {
  const { user, password, bases } = given;
  const draft = await draftOfOpenApi(text, name, { at, base: bases[0] }, { user, password });
  await helper.confirm(shown(draft).map(shownText));
  return tried(draft, given, helper, true);
}

async function tried(draft: Draft, given: Given, helper: Helper, placed = false): Promise<Plan> {
  const guess = (flag: string, value: string | undefined, method: string): Guess[] =>
    value === undefined ? [] : [guessOfFlag(flag, value, method, given.env)];
  // An OpenAPI document has its own path behind the base that was given.
  const moved = placed
    ? { ...draft, bases: [...draft.bases, ...given.bases.slice(1)] }
    : rebased(draft, given.bases);
  const quiet: Helper = { ...helper, tell: (what) => helper.tell(shownText(what)) };
  const plan = await complete(
    {
      ...moved,
      me: [...guess('--me', given.me, 'GET'), ...moved.me],
      refresh: [...guess('--refresh', given.refresh, 'POST'), ...moved.refresh],
      logout: [...guess('--logout', given.logout, 'POST'), ...moved.logout],
      canary: given.canary,
    },
    quiet,
  );
  return patient({ ...plan, guesses: plan.guesses.map(shownText) }, given);
}

function shown(draft: Draft): string[] {
  const parts = [
    ['login', draft.login.at(-1)?.step],
    ['me', draft.me[0]?.step],
    ['refresh', draft.refresh[0]?.step],
    ['logout', draft.logout[0]?.step],
  ] as const;
  return parts.map(
    ([part, step]) =>
      `${part}: ${step ? `${step.method} ${step.url}` : 'none is described; the usual addresses will be tried'}`,
  );
}
