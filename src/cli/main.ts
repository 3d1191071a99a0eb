#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { cli } from './cli.ts';

// Node announces its SQLite driver as experimental; an operator has other worries.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') process.stderr.write(`${warning.name}: ${warning.message}\n`);
});

// A reader that has seen enough (`curfew sessions | head`) is no news; a full disk is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`curfew: cannot write the answer: ${error.message}\n`);
  process.exitCode = 1;
});

const atTerminal = process.stdin.isTTY && process.stderr.isTTY;
const code = await cli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  ask: atTerminal ? ask : undefined,
  interrupted,
});
if (code !== 0) process.exitCode = code;

function interrupted(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped')));
  return stop.signal;
}

/** What the person at the terminal types; an empty line when they leave instead (Ctrl-C, Ctrl-D). */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve('\n'));
    terminal.question(question, resolve);
  });
  if (answer === '\n') process.stderr.write(answer);
  terminal.close();
  return answer;
}
