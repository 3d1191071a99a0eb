import type { ReactNode } from 'react';
import type { Cell } from '../../thief/state.ts';

/** How many requests are shown. */
const LENGTH = 120;

/** The thief's requests as a row of cells: the newest comes in on the right, the oldest leaves on the left. */
export function Timeline({ cells }: { readonly cells: readonly Cell[] }): ReactNode {
  const shown = [...Array.from({ length: LENGTH - cells.length }, () => 'none' as const), ...cells];
  return (
    <figure className="timeline">
      <div className="cells" role="img" aria-label={summary(cells)}>
        {shown.map((cell, index) => (
          // A cell is nothing but its place in the row.
          <i key={index} className={`cell ${cell}`}>
            {cell === 'revoked' && <span>revoked</span>}
          </i>
        ))}
      </div>
      <figcaption>
        <code>GET /api/me</code>
        <span className="legend">
          <i className="cell ok" />
          200
        </span>
        <span className="legend">
          <i className="cell bad" />
          401
        </span>
        <span className="legend">
          <i className="cell unknown" />
          unknown
        </span>
      </figcaption>
    </figure>
  );
}

function summary(cells: readonly Cell[]): string {
  const count = (kind: Cell): number => cells.filter((cell) => cell === kind).length;
  return `The thief's latest requests: ${count('ok')} accepted, ${count('bad')} refused, ${count('unknown')} unknown`;
}
