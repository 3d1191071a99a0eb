import type { ReactNode } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { note } from '../note.ts';
import type { Dispatch, State } from '../store.ts';

/** Something of yours that stays in this browser: it must go with the login. */
export function Note(): ReactNode {
  const text = useSelector((state: State) => note.selectors.selectText(state));
  const dispatch = useDispatch<Dispatch>();
  return (
    <label className="note">
      A private note, kept in this browser
      <textarea
        rows={2}
        maxLength={280}
        value={text}
        placeholder="Write something: it must be gone after the logout."
        onChange={({ target }) => void dispatch(note.actions.written(target.value))}
      />
    </label>
  );
}
