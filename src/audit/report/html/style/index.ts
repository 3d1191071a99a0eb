import { BASE } from './base.ts';
import { EXCHANGE } from './exchange.ts';
import { NARROW } from './narrow.ts';
import { PRINT } from './print.ts';
import { PROBE } from './probe.ts';
import { STRIP } from './strip.ts';
import { TABLE } from './table.ts';

/** The style of the page, in the order in which it is read. */
export const STYLE: string = [BASE, STRIP, TABLE, PROBE, EXCHANGE, NARROW, PRINT].join('');
