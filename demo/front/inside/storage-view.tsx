import type { ReactNode } from 'react';
import { fieldsOf } from './fields.ts';
import { useCookies, useStorage } from './use-storage.ts';
import { entriesIn, OUTBOX, purposeOf } from './words.ts';

/** Everything in `localStorage`, and the names of the cookies. What could be used by somebody is shown in part. */
export function StorageView({ isSignedIn }: { readonly isSignedIn: boolean }): ReactNode {
  const items = useStorage();
  const cookies = useCookies(items);
  const waiting = entriesIn(items.find(({ key }) => key === OUTBOX)?.value ?? null);
  return (
    <section className="card" aria-labelledby="storage-title">
      <div className="card-head">
        <h2 id="storage-title">What this browser keeps</h2>
        <p className="pill" role="status" data-waiting={waiting > 0}>
          outbox: {waiting === 0 ? 'empty' : `${waiting} waiting`}
        </p>
      </div>
      <p className="about">
        <code>localStorage</code> and the cookies, as they are now. No access token and no refresh token is in
        any place that a script can read.
      </p>
      <dl className="storage" aria-labelledby="storage-title">
        {items.map(({ key, value }) => (
          <div key={key}>
            <dt>
              <code>{key}</code> <span>{purposeOf(key)}</span>
            </dt>
            <dd>
              {fieldsOf(value).map(({ name, text }) => (
                <span className="field" key={name}>
                  {name} <code>{text}</code>
                </span>
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <code>cookies</code> <span>{aboutCookies(cookies.length > 0, isSignedIn, waiting > 0)}</span>
          </dt>
          <dd>
            {cookies.map((name) => (
              <code className="field" key={name}>
                {name}
              </code>
            ))}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Only the server can take them back: what that means depends on whether it can be reached. */
function aboutCookies(areThere: boolean, isSignedIn: boolean, isWaiting: boolean): string {
  if (!areThere) return 'none.';
  if (isSignedIn) return 'HttpOnly: no script can read them.';
  if (isWaiting)
    return 'only the server can take them back. The session that they name is over here all the same.';
  return 'left from an interrupted logout. The server refuses them.';
}
