import type { PathConfig } from './engine/paths.ts';

/** A tsconfig, which is JSON with comments and commas. What cannot be read says nothing. */
export function configOf(file: string, text: string): PathConfig[] {
  const plain = text
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1')
    .replace(/,(\s*[}\]])/g, '$1');
  try {
    const { compilerOptions } = JSON.parse(plain) as {
      compilerOptions?: { baseUrl?: unknown; paths?: Record<string, unknown> };
    };
    if (!compilerOptions) return [];
    const { baseUrl, paths = {} } = compilerOptions;
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
    const targets = Object.entries(paths).map(
      ([name, to]) => [name, Array.isArray(to) ? to.map(String) : []] as const,
    );
    return [
      {
        folder,
        baseUrl: typeof baseUrl === 'string' ? baseUrl : undefined,
        paths: Object.fromEntries(targets),
      },
    ];
  } catch {
    return [];
  }
}

/** The versions of dependencies that a package.json asks for. The first one that is met holds. */
export function readVersions(text: string, versions: Map<string, string>): void {
  try {
    const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, unknown> };
    for (const [name, version] of Object.entries(dependencies)) {
      if (typeof version === 'string' && !versions.has(name)) versions.set(name, version);
    }
  } catch {
    // A broken manifest says nothing of versions.
  }
}
