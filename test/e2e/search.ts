// Where a text is found in what a stack has kept: every row, every history of Temporal, every file; also encoded.
import fs from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { E2e } from './client.ts';

/** Every row of every table as text, with the table's name before it. */
export async function readRows(e: Pick<E2e, 'rows'>): Promise<string[]> {
  const tables = await e.rows<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const read = ({ name }: { name: string }) =>
    e.rows<{ row: string }>(`select '${name} ' || t::text as row from "${name}" t`);
  return (await Promise.all(tables.map(read))).flat().map((r) => r.row);
}

/** Every run that Temporal knows, with its history; what is bytes there is text here. */
export async function readHistories(address: string): Promise<string[]> {
  const client = new Client({ connection: await Connection.connect({ address }) });
  const found: string[] = [];
  try {
    for await (const run of client.workflow.list()) {
      const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
      found.push(`${run.workflowId} ${toText(run)} ${toText(history)}`);
    }
  } finally {
    await client.connection.close();
  }
  return found;
}
const toText = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
    const given = this[key]; // before a Buffer has made JSON of itself
    if (given instanceof Uint8Array) return Buffer.from(given).toString();
    return typeof plain === 'bigint' ? String(plain) : plain;
  });

/** The text as it is, in hex, or inside something in base64. */
export function holds(text: string, needle: string): boolean {
  if (text.includes(needle) || text.includes(Buffer.from(needle).toString('hex'))) return true;
  return (text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []).some((token) => Buffer.from(token, 'base64').includes(needle));
}

/** Files of the folder, and of those in it, that hold one of the texts. */
export function filesWith(folder: string, needle: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => fs.readFileSync(file).includes(needle));
}
