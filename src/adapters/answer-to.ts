import { problem } from '../http/problem.ts';

/** The answer to an error of Curfew; any other is thrown on. */
export function answerTo(error: unknown): Response {
  const answer = problem(error);
  if (answer) return answer;
  throw error;
}
