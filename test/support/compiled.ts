import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Before the tests: a folder in which every Node that they start finds what another has already compiled. The sources
 * need not be stripped of their types in each process again, which is most of what starting a server costs.
 */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'curfew-compiled-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
