/**
 * Finds the Firefox that some browser tests drive beside Chromium. Nothing is installed: without one those tests say that
 * they were not run.
 */
import { findProgram } from './programs.mjs';

const firefox = {
  variable: 'FIREFOX',
  elsewhere: ['/usr/bin/firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  names: ['firefox', 'firefox-esr'],
};

/** @returns {string | undefined} the path of a Firefox; the one that the variable FIREFOX names comes first */
export function findFirefox() {
  return findProgram(firefox);
}
