import { expect, it, vi } from 'vitest';
import { warn } from './warning.ts';

it('warns once in a process', () => {
  const emit = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
  for (const code of ['CURFEW_ONE', 'CURFEW_ONE', 'CURFEW_OTHER']) warn(code, 'what is not as it should be');
  expect(emit.mock.calls).toEqual(
    ['CURFEW_ONE', 'CURFEW_OTHER'].map((code) => [
      'what is not as it should be',
      { type: 'CurfewWarning', code },
    ]),
  );
  emit.mockRestore();
});
