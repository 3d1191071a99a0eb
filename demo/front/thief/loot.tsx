import type { ReactNode } from 'react';
import type { ThiefState } from '../../thief/state.ts';
import { duration, verdictOf } from './words.ts';

/** What else the thief has, and what became of it. */
export function Loot({ thief }: { readonly thief: ThiefState | undefined }): ReactNode {
  const { refresh, respelled = [] } = thief ?? {};
  const worst = respelled.find(({ status }) => status !== 401) ?? respelled[0];
  const stream = streamOf(thief);
  return (
    <dl className="loot">
      <Row
        name="Refresh token"
        detail={refresh === undefined ? 'kept for later' : 'POST /auth/refresh'}
        verdict={refresh === undefined ? '–' : statusText(refresh)}
        kind={refresh === undefined ? 'none' : verdictOf(refresh)}
      />
      <Row name="Event stream" {...stream} />
      <Row
        name="The token, respelled"
        detail={worst ? respelled.map(({ name }) => name).join(', ') : 'to slip past a list of tokens, later'}
        verdict={worst ? respelled.map(({ status }) => statusText(status)).join(' ') : '–'}
        kind={worst ? verdictOf(worst.status) : 'none'}
      />
    </dl>
  );
}

interface RowProps {
  readonly name: string;
  readonly detail: string;
  readonly verdict: string;
  readonly kind: 'ok' | 'bad' | 'unknown' | 'none';
}

function Row({ name, detail, verdict, kind }: RowProps): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="detail">{detail}</dd>
      <dd className="verdict" data-kind={kind}>
        {verdict}
      </dd>
    </div>
  );
}

function streamOf(thief: ThiefState | undefined): Omit<RowProps, 'name'> {
  if (!thief) return { detail: 'opened once, left open', verdict: '–', kind: 'none' };
  const { state, ticks, endedAt } = thief.stream;
  const events = `${ticks} ${ticks === 1 ? 'event' : 'events'} so far`;
  switch (state) {
    case 'opening':
      return { detail: 'opening', verdict: '–', kind: 'none' };
    case 'open':
      return { detail: events, verdict: 'open', kind: 'ok' };
    case 'broken':
      return { detail: events, verdict: 'broke off', kind: 'unknown' };
    case 'refused':
      return { detail: events, verdict: '401', kind: 'bad' };
    case 'ended': {
      const { revokedAt } = thief;
      const took =
        revokedAt === undefined || endedAt === undefined ? '' : ` after ${duration(endedAt - revokedAt)}`;
      return { detail: 'the server ended it', verdict: `closed${took}`, kind: 'bad' };
    }
    default:
      return state satisfies never;
  }
}

const statusText = (status: number): string => (status === 0 ? 'no answer' : String(status));
