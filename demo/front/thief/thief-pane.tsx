import type { ReactNode } from 'react';
import type { ThiefState } from '../../thief/state.ts';
import { logged } from '../inside/log.ts';
import { Loot } from './loot.tsx';
import { Strip } from './strip.tsx';
import { Timeline } from './timeline.tsx';
import { duration, verdictOf, wordsFor } from './words.ts';

interface Props {
  readonly thief: ThiefState | undefined;
  readonly isSignedIn: boolean;
  readonly lacksCookies: boolean;
}

/** What somebody does who has got a copy of your cookies. It happens on the server: on another machine, as it were. */
export function ThiefPane({ thief, isSignedIn, lacksCookies }: Props): ReactNode {
  const { title, text } = wordsFor(thief, isSignedIn, lacksCookies);
  const state = thief?.status === undefined ? 'waiting' : verdictOf(thief.status);
  const after = thief?.revokedAt === undefined ? undefined : thief.acceptedAfter;
  return (
    <section className="pane thief" id="thief" data-state={state} aria-labelledby="thief-title">
      <div className="pane-head">
        <h2 id="thief-title">The thief</h2>
        <p className="pill">{thief ? `holds ${thief.token}` : 'no token yet'}</p>
      </div>

      <p className="status" role="status">
        {title}
      </p>
      <p className="status-text">{text}</p>

      <Timeline cells={thief?.cells ?? []} />

      <dl className="numbers">
        <div>
          <dt>accepted after it was revoked</dt>
          <dd data-kind={after === undefined ? 'none' : after === 0 ? 'good' : 'bad'}>{after ?? '–'}</dd>
        </div>
        <div>
          <dt>from your click to the first 401</dt>
          <dd>{sinceClick(thief?.refusedAt)}</dd>
        </div>
        <div>
          <dt>tries so far</dt>
          <dd>{thief?.tries ?? 0}</dd>
        </div>
      </dl>

      <Loot thief={thief} />
      <Strip state={state} title={title} />
    </section>
  );
}

/** From the logout that was pressed in this tab; both clocks are those of this machine. */
function sinceClick(at: number | undefined): string {
  const click = logged().find(({ what, text }) => what === 'click' && text.includes('Log out'));
  return at === undefined || click === undefined || at < click.at - 1 ? '–' : duration(at - click.at);
}
