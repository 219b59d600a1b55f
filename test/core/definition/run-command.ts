// The command line as typed: what it says, to whom, and its exit code.
import { jest } from '@jest/globals';
import { Command } from 'commander';

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}
/** @param register the commands under test */
export async function runCommand(register: (program: Command) => void, args: readonly string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((out += String(chunk)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => ((err += String(chunk)), true));
  const program = new Command('lianban').exitOverride();
  register(program);
  for (const command of program.commands) command.exitOverride();
  process.exitCode = 0;
  await program.parseAsync(args, { from: 'user' }).finally(() => jest.restoreAllMocks());
  return { out, err, code: Number(process.exitCode) };
}
