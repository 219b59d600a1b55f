// The measurement of bench/timers.ts, small: two hundred cases whose time ends in one second, while people go on.
import { expect, test } from '@jest/globals';
import { playTimers } from '../../bench/timers/play.ts';
import { makeDataDir } from './client.ts';

test('every reader sees it at once, each end is recorded once with its own instant, and people notice nothing', async () => {
  const wanted = { cases: 200, lead: 45, limit: 90, dataDir: makeDataDir(), say: () => undefined };
  const { faults, readers, decisions, ...figures } = await playTimers(wanted);
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ cases: 200, expected: 600, recorded: 600 });
  expect(readers.before).toMatchObject({ red: 0, recorded: 0 });
  expect(readers.after.red).toBe(readers.after.lights);
  expect(readers.after.lights).toBeGreaterThan(50);
  expect(decisions.before.count).toBeGreaterThan(20);
  expect(decisions.after.count).toBeGreaterThan(0);
}, 180_000);
