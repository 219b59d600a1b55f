// Ports of a stack: the preferred ones where they are free, kept in the data folder so that addresses (and tokens' issuer) stay.
import fs from 'node:fs';
import path from 'node:path';
import { freePort, isFree } from './free-port.ts';

export interface Ports {
  readonly api: number;
  readonly issuer: number;
  readonly bank: number;
  readonly postgres: number;
  readonly temporal: number;
}
export const PREFERRED: Ports = { api: 8080, issuer: 8081, bank: 8082, postgres: 54329, temporal: 7233 };

export async function getPorts(dataDir: string, preferred: Ports | 'any'): Promise<Ports> {
  const file = path.join(dataDir, 'ports.json');
  const wanted = fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Ports)
    : preferred === 'any'
      ? undefined
      : preferred;
  const ports: Record<string, number> = {};
  for (const name of Object.keys(PREFERRED) as (keyof Ports)[]) {
    const port = wanted?.[name];
    ports[name] = port !== undefined && (await isFree(port)) ? port : await freePort();
  }
  fs.writeFileSync(file, JSON.stringify(ports, null, 2));
  return ports as unknown as Ports;
}
