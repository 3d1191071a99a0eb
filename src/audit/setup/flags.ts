import type { Step } from '../plan.ts';
import { SetupError } from '../setup-error.ts';
import { requestsOfCurl } from './curl.ts';
import type { Guess } from './draft.ts';
import { essential, plainStep } from './recorded.ts';
import type { Environment } from './shell-words.ts';

const METHOD = /^([A-Za-z]{3,10})\s+(\/\S*|https?:\/\/\S+)$/;

/** Reads `"GET /me"`, `/me` or a curl command behind a flag such as `--me`. Throws `SetupError` for anything else. */
export function guessOfFlag(flag: string, value: string, method: string, env: Environment): Guess {
  const text = value.trim();
  if (/^curl(?:\.exe)?\s/.test(text)) {
    const [request, ...others] = requestsOfCurl(text, env);
    if (!request || others.length > 0) throw new SetupError(`${flag} takes one curl command`);
    return {
      step: essential(request.step),
      cookies: request.cookies,
      why: `given by ${flag}`,
      given: true,
      exact: true,
    };
  }
  const [, verb = method, url] = METHOD.exec(text) ?? /^()?(\/\S*|https?:\/\/\S+)$/.exec(text) ?? [];
  if (url === undefined)
    throw new SetupError(
      `${flag} takes a method and a path, as in ${flag} "${method} /path", or a curl command`,
    );
  return { step: plainStep(verb.toUpperCase(), url), why: `given by ${flag}`, given: true };
}

/** A flag's step in a plan whose credentials are known: it is sent with those of `like`. */
export function stepOfFlag({ step }: Guess, like: Step | undefined, capturesAccess: boolean): Step {
  const credentials =
    like?.headers.filter(([, value]) => /\{\w+\}/.test(value)) ??
    (capturesAccess ? ([['Authorization', 'Bearer {access}']] as const) : []);
  const own = new Set(step.headers.map(([name]) => name.toLowerCase()));
  return {
    ...step,
    headers: [...step.headers, ...credentials.filter(([name]) => !own.has(name.toLowerCase()))],
  };
}
