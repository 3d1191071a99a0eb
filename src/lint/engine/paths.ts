import { posix } from 'node:path';

/** Where specifiers lead that are not relative: what a tsconfig.json or jsconfig.json says about it. */
export interface PathConfig {
  /** The folder it stands in, relative to the root; empty for the root. */
  readonly folder: string;
  readonly baseUrl: string | undefined;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

const ENDINGS = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];

const CODE = /\.[cm]?[jt]sx?$/;

/** Finds the file that an import means. Answers undefined for packages and for what is not there. */
export class Resolver {
  readonly #files: ReadonlySet<string>;
  readonly #configs: readonly PathConfig[];
  readonly #known = new Map<string, string | undefined>();
  #byEnd: ReadonlyMap<string, readonly string[]> | undefined;

  /** `files` are relative to the root, with `/`. */
  constructor(files: ReadonlySet<string>, configs: readonly PathConfig[]) {
    this.#files = files;
    // The nearest one is the one that holds.
    this.#configs = configs.toSorted((a, b) => b.folder.length - a.folder.length);
  }

  find(specifier: string, from: string): string | undefined {
    const folder = posix.dirname(from);
    const key = `${folder}\n${specifier}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#look(specifier, folder));
    return this.#known.get(key);
  }

  #look(specifier: string, folder: string): string | undefined {
    if (/^\.{1,2}(\/|$)/.test(specifier))
      return this.#file(posix.join(folder, specifier)) ?? this.#moved(specifier);
    for (const config of this.#configs) {
      if (config.folder !== '' && !`${folder}/`.startsWith(`${config.folder}/`)) continue;
      const found = this.#mapped(specifier, config);
      if (found !== undefined) return found;
    }
    return this.#guessed(specifier, folder);
  }

  #mapped(specifier: string, { folder, baseUrl, paths }: PathConfig): string | undefined {
    const base = posix.join(folder, baseUrl ?? '.');
    for (const [pattern, targets] of Object.entries(paths)) {
      const [before = '', after] = pattern.split('*');
      const fits =
        after === undefined
          ? specifier === pattern
          : specifier.startsWith(before) &&
            specifier.endsWith(after) &&
            specifier.length >= pattern.length - 1;
      if (!fits) continue;
      const middle = specifier.slice(before.length, specifier.length - (after?.length ?? 0));
      for (const target of targets) {
        const found = this.#file(posix.join(base, target.replace('*', middle)));
        if (found !== undefined) return found;
      }
    }
    return baseUrl === undefined ? undefined : this.#file(posix.join(base, specifier));
  }

  /** `@/x`, `~/x` and `src/x` mean the nearest source folder above, whatever bundler says so. */
  #guessed(specifier: string, folder: string): string | undefined {
    const alias = /^(?:[@~#]\/|[~#](?=\w)|(?=(?:src|app|lib|server)\/))(.+)$/.exec(specifier)?.[1];
    if (alias === undefined) return undefined;
    for (let above = folder; ; above = posix.dirname(above)) {
      const found =
        this.#file(posix.join(above, alias)) ??
        this.#file(posix.join(above, 'src', alias)) ??
        this.#file(posix.join(above, 'app', alias));
      if (found !== undefined || above === '.' || above === '/') return found;
    }
  }

  /** Of a part of a program, whose folders are not where they were: the one file that ends like the specifier. */
  #moved(specifier: string): string | undefined {
    const parts = specifier.split('/').filter((one) => !/^\.{1,2}$/.test(one));
    if (parts.length < 2) return undefined;
    this.#byEnd ??= byEnd(this.#files);
    const [only, second] = this.#byEnd.get(parts.slice(-2).join('/').replace(CODE, '')) ?? [];
    return second === undefined ? only : undefined;
  }

  #file(path: string): string | undefined {
    const clean = path.startsWith('./') ? path.slice(2) : path;
    if (this.#files.has(clean)) return clean;
    for (const ending of ENDINGS) if (this.#files.has(clean + ending)) return clean + ending;
    // `./x.js` in the source of TypeScript means x.ts.
    const stem = /^(.+)\.([cm]?)jsx?$/.exec(clean);
    if (stem) {
      const [, name = '', kind = ''] = stem;
      for (const ending of [`.${kind}ts`, '.tsx']) if (this.#files.has(name + ending)) return name + ending;
    }
    for (const ending of ENDINGS) {
      const index = posix.join(clean, `index${ending}`);
      if (this.#files.has(index)) return index;
    }
    return undefined;
  }
}

/** Files by the last two parts of their paths, without what says how they are written. */
function byEnd(files: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files) {
    const parts = file.replace(CODE, '').split('/');
    const key = parts.slice(-2).join('/');
    if (parts.length > 1) found.set(key, [...(found.get(key) ?? []), file]);
  }
  return found;
}
