import type { ReactNode } from 'react';
import { api, type Listed } from '../api.ts';

interface Props {
  readonly sessions: readonly Listed[];
  readonly attempt: (act: () => Promise<unknown>) => Promise<void>;
}

/** Everywhere you are signed in: this one first, then the latest. */
export function Sessions({ sessions, attempt }: Props): ReactNode {
  const [endSession] = api.useEndSessionMutation();
  return (
    // It scrolls when there are many, so it can be reached by the keyboard.
    <ul className="sessions" aria-labelledby="sessions-title" tabIndex={0}>
      {sessions.toSorted(inOrder).map(({ id, device, startedAt, current }) => {
        const name = device?.name ?? 'Unknown device';
        return (
          <li key={id}>
            <div>
              <p className="device">{name}</p>
              <p className="since">
                since {new Date(startedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
                {device?.ip && ` · ${device.ip}`}
              </p>
            </div>
            {current ? (
              <span className="badge">this one</span>
            ) : (
              <button
                type="button"
                className="quiet"
                aria-label={`End the session on ${name}`}
                onClick={() => void attempt(() => endSession(id).unwrap())}
              >
                End
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const inOrder = (a: Listed, b: Listed): number =>
  Number(b.current) - Number(a.current) || b.startedAt - a.startedAt;
