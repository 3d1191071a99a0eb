import type { Draft } from './draft.ts';
import { requestsOfCurl } from './curl.ts';
import { draftOfRecording } from './recording.ts';
import type { Environment } from './shell-words.ts';
import type { Recorded } from './recorded.ts';

/** What one or more curl commands say: which of them signs in, and what the others may be. */
export function draftOfCurl(texts: readonly string[], env: Environment): Draft {
  return draftOfRequests(texts.flatMap((text) => requestsOfCurl(text, env)));
}

export function draftOfRequests(requests: readonly Recorded[]): Draft {
  const draft = draftOfRecording(requests, requests.length === 1 ? 'the curl command' : 'the curl commands');
  // Somebody who gives a command that signs out knows that it does.
  return { ...draft, logout: draft.logout.map((guess) => ({ ...guess, given: true })) };
}
