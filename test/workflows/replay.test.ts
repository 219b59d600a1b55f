// Every recorded history replays on the conductor as it is now: a change that would strand running cases is found here.
import fs from 'node:fs';
import { expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { getWorkflowBundle } from '../../conductor/bundle.ts';
import { installRuntime } from '../../conductor/runtime.ts';
import { historyFromText } from './history-file.ts';

installRuntime({ level: 'ERROR' });
const files = fs.readdirSync('test/histories').filter((f) => f.endsWith('.json'));
const read = (file: string) => historyFromText(fs.readFileSync(`test/histories/${file}`, 'utf8'));

it('there are histories', () => expect(files.length).toBeGreaterThanOrEqual(10));

it.each(files)('%s', async (file) => {
  await Worker.runReplayHistory({ workflowBundle: await getWorkflowBundle() }, read(file));
});

it('a history that the conductor would not have written is refused', async () => {
  const history = read('company-bank-approves-at-once.json');
  const scheduled = history.events!.find((e) => e.activityTaskScheduledEventAttributes);
  scheduled!.activityTaskScheduledEventAttributes!.activityType = { name: 'anotherActivity' };
  await expect(Worker.runReplayHistory({ workflowBundle: await getWorkflowBundle() }, history)).rejects.toThrow();
});
