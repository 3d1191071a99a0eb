import { expect, it } from 'vitest';
import { checkText } from './index.ts';
import { renderFindings, type Paint } from './terminal.ts';

const plain: Paint = { bold: (text) => text, dim: (text) => text, of: (_level, text) => text };

function shown(code: string, width = 80): string {
  const findings = checkText(code, 'src/a.js');
  return renderFindings({ findings, files: 1, unreadable: [] }, { paint: plain, width, textOf: () => code });
}

it('shows the place, what is wrong, the line with marks under it, and what to do', () => {
  const lines = shown(
    "const x = 1;\nexports.logout = (req, res) => {\n  res.clearCookie('t').end();\n};\n",
  ).split('\n');
  expect(lines[0]).toBe('src/a.js:2:18 error logout-no-backend-effect');
  expect(lines.find((one) => one.startsWith('  2 | '))).toBe('  2 | exports.logout = (req, res) => {');
  expect(lines.find((one) => one.includes('^'))).toBe('    |                  ^^^^^^^^^^^^^^^');
  expect(lines.some((one) => one.startsWith('  fix: '))).toBe(true);
  expect(lines.at(-2)).toBe('1 error in 1 file.');
});

it('says what --fix would mend, and what could not be seen', () => {
  const text = shown(
    "const jwt = require('jsonwebtoken'); exports.m = (id) => jwt.sign({ id }, S, { expiresIn: '5m' });\nexports.logout = (q, res) => { go(); res.end(); };",
  );
  expect(text).toContain('fix (--fix): ');
  expect(text).toContain('It calls what could not be read.');
  expect(text).toContain('1 error, 1 warning in 1 file. --fix mends 1 of them.');
});

it('says so when there is nothing, and which files were not read', () => {
  const text = renderFindings(
    { findings: [], files: 3, unreadable: [{ file: 'x.js', reason: 'min\nified' }] },
    { paint: plain, width: 80, textOf: () => '' },
  );
  expect(text).toBe('x.js: not read: min\uFFFDified\nNothing found in 3 files.\n');
});

it('keeps within the width, and shows a long line from where it matters', () => {
  const code = `${'/* far */ '.repeat(30)}exports.logout = (req, res) => res.end();`;
  const lines = shown(code, 60).split('\n');
  expect(lines.slice(1).every((one) => one.length <= 62)).toBe(true);
  expect(lines.some((one) => one.includes('=> res.end()'))).toBe(true);
  expect(lines.some((one) => one.includes('^'))).toBe(true);
});

it('lets no source command the terminal', () => {
  expect(shown("exports.logout = (req, res) => res.end('\u001b[2J');")).not.toContain('\u001b');
});
