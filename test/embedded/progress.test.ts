// A start tells of what takes long, and of nothing else.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createSteps } from '../../embedded/progress.ts';

test('a step over a second says its name and its seconds; a short one nothing; a failed one does not say it is done', async () => {
  const said: string[] = [];
  const step = createSteps((line) => void said.push(line));
  const results = await Promise.allSettled([
    step('schema', () => 1),
    step('PostgreSQL', () => sleep(1_100, 2)),
    step('worker', () => sleep(1_050).then(() => Promise.reject(new Error('no disk left')))),
  ]);
  expect(results).toMatchObject([{ value: 1 }, { value: 2 }, { reason: { message: 'no disk left' } }]);
  expect(said).toEqual(['… PostgreSQL', '… worker', expect.stringMatching(/^✓ PostgreSQL \(1\.\d s\)$/)]);
});
