import { describe, expect, it } from 'vitest';
import { Resolver, type PathConfig } from './paths.ts';

const files = new Set([
  'src/a.ts',
  'src/lib/index.tsx',
  'src/lib/b.mts',
  'src/c.js',
  'packages/web/src/d.ts',
  'shared/e/index.js',
]);
const none = { folder: '', baseUrl: undefined, paths: {} };

function find(
  specifier: string,
  from = 'src/x/y.ts',
  configs: readonly PathConfig[] = [],
): string | undefined {
  return new Resolver(files, configs).find(specifier, from);
}

describe('an import means', () => {
  it.each([
    ['../a', 'src/a.ts'],
    ['./moved/src/d', 'packages/web/src/d.ts'],
    ['../a.ts', 'src/a.ts'],
    ['../a.js', 'src/a.ts'],
    ['../lib', 'src/lib/index.tsx'],
    ['../lib/', 'src/lib/index.tsx'],
    ['../lib/b.mjs', 'src/lib/b.mts'],
    ['../c', 'src/c.js'],
    ['src/a', 'src/a.ts'],
    ['@/a', 'src/a.ts'],
    ['~/lib/b', 'src/lib/b.mts'],
    ['../gone', undefined],
    ['express', undefined],
    ['@scope/a', undefined],
    ['../../../../a', undefined],
  ])('%s: %s', (specifier, expected) => {
    expect(find(specifier)).toBe(expected);
  });
});

describe('a tsconfig', () => {
  it('maps names, with and without a star', () => {
    const config = {
      ...none,
      paths: { '#shared/*': ['shared/*'], 'the-c': ['src/c.js'], '#all/*': ['nowhere/*', 'src/*'] },
    };
    expect(find('#shared/e', 'src/a.ts', [config])).toBe('shared/e/index.js');
    expect(find('the-c', 'src/a.ts', [config])).toBe('src/c.js');
    expect(find('#all/a', 'src/a.ts', [config])).toBe('src/a.ts');
    expect(find('the-c2', 'src/a.ts', [config])).toBeUndefined();
  });

  it('has a base', () => {
    expect(find('lib/b', 'src/a.ts', [{ ...none, baseUrl: './src' }])).toBe('src/lib/b.mts');
  });

  it('counts below its own folder, and the nearest one first', () => {
    const near = { folder: 'packages/web', baseUrl: undefined, paths: { '$/*': ['src/*'] } };
    const far = { ...none, paths: { '$/*': ['shared/*'] } };
    expect(find('$/d', 'packages/web/src/x.ts', [far, near])).toBe('packages/web/src/d.ts');
    expect(find('$/d', 'src/x.ts', [near])).toBeUndefined();
  });
});
