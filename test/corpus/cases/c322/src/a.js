#!/usr/bin/env node
import { b } from './b.js';

export const a = () => b?.();
export const registry = new Proxy({}, { get: (_, name) => (name === 'logout' ? () => registry.logout : undefined) });
