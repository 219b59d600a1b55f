#!/usr/bin/env node
// `npx lianban …`: TypeScript runs through tsx, so a clone needs no build.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
