import { useEffect, useState, type ReactNode } from 'react';

interface Props {
  readonly state: string;
  readonly title: string;
}

/**
 * Where the panes are stacked: how the thief is doing, for as long as its pane is out of sight. For eyes alone; a
 * screen reader is told by the pane itself.
 */
export function Strip({ state, title }: Props): ReactNode {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    const headline = document.querySelector('#thief .status');
    if (!headline) return undefined;
    const observer = new IntersectionObserver(([entry]) => setNeeded(entry?.isIntersecting === false));
    observer.observe(headline);
    return () => observer.disconnect();
  }, []);
  return (
    <a
      className="strip"
      href="#thief"
      data-state={state}
      data-needed={isNeeded && state !== 'waiting'}
      aria-hidden="true"
      tabIndex={-1}
    >
      <span>The thief</span> <b>{title}</b>
    </a>
  );
}
