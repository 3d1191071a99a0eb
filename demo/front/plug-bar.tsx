import type { ReactNode } from 'react';
import type { Position } from '../plug.ts';

const CHOICES: readonly { position: Position; name: string; text: string }[] = [
  { position: 'in', name: 'Connected', text: 'Nothing stands between you and the server.' },
  {
    position: 'cut',
    name: 'Network cut',
    text: 'Nothing of yours gets through. The thief sits elsewhere and is still online. Log out all the same.',
  },
  {
    position: 'down',
    name: 'Server down',
    text: 'The server answers 503 to everybody. That signs nobody out; but you can log out.',
  },
  {
    position: 'slow',
    name: 'Slow server',
    text: 'Every answer takes eight seconds, and the page waits for five. It is clean at once.',
  },
];

interface Props {
  /** Undefined when that is not known yet: then none is chosen, and each can be. */
  readonly position: Position | undefined;
  readonly turn: (position: Position) => void;
}

/** The plug between you and the server. The page itself, and what it shows of the thief, comes over another line. */
export function PlugBar({ position, turn }: Props): ReactNode {
  const chosen = CHOICES.find((choice) => choice.position === position);
  return (
    <fieldset className="plug" data-position={position}>
      <legend>Pull the plug</legend>
      <div className="choices">
        {CHOICES.map((choice) => (
          <label key={choice.position} className="choice">
            <input
              type="radio"
              name="plug"
              checked={choice.position === position}
              onChange={() => turn(choice.position)}
            />
            <span>{choice.name}</span>
          </label>
        ))}
      </div>
      <p className="plug-text" role="status">
        {chosen?.text}
      </p>
    </fieldset>
  );
}
