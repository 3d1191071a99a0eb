import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { storeContract } from '../../testing/index.ts';
import { sqlite } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'curfew-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract(it, (name) => sqlite(join(folder, `${name}.db`)));
