import type { Program } from './engine/program.ts';
import type { Finding, Level } from './finding.ts';

/** One thing that can be wrong, and how it is found. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** The weaknesses that it is about. */
  readonly cwe: readonly `CWE-${number}`[];
  /** The requirement of OWASP's ASVS 5.0 that it is about. */
  readonly asvs?: string;
  readonly check: (program: Program, settings: Settings) => readonly Finding[];
}

export interface Settings {
  /** How long a token may outlive its logout, ms. */
  readonly budget: number;
}
