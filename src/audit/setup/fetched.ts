import { Gate } from '../network/gate.ts';
import { Secrets } from '../secrets/secrets.ts';
import { Sender } from '../network/sender.ts';
import { SetupError } from '../setup-error.ts';
import { isGood, redirectOf } from './answer.ts';
import type { Trial } from './complete.ts';
import { plainStep } from './recorded.ts';
import { Visitor } from './visitor.ts';

const TIMEOUT = 15_000;

/** The text at a URL of the application. Throws `SetupError` when it is not there, or where nothing may be asked. */
export async function fetched(
  url: string,
  { allowHosts, maxRequests, signal, tell }: Trial,
): Promise<string> {
  const sender = new Sender(
    new Gate(allowHosts, maxRequests),
    new Secrets(),
    TIMEOUT,
    signal,
    () => undefined,
  );
  const visitor = new Visitor({ base: url, sender, variables: {}, tell });
  let next = url;
  for (let times = 0; times < 5; times += 1) {
    const reply = await visitor.send(plainStep('GET', next));
    if (isGood(reply)) return reply.text;
    const to = redirectOf(reply);
    const target = to === undefined ? undefined : URL.parse(to, reply.request.url);
    if (!target)
      throw new SetupError(
        `${next} ${reply.status === 0 ? `gave no answer: ${reply.error ?? 'unknown'}` : `answered ${reply.status}`}`,
      );
    next = target.href;
  }
  throw new SetupError(`${url} redirects without end`);
}
