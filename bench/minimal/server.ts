// The same kind of HTTP route and the same kind of token as ours, over the hand-written workflow.
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { readServerConfig } from '../../config.ts';
import { createPool } from '../../db/pool.ts';
import { decide } from './workflow.ts';

const config = readServerConfig();
const pool = createPool(config.DATABASE_URL, { max: 10, applicationName: 'minimal-server' });
const client = new Client({ connection: await Connection.connect({ address: config.TEMPORAL_ADDRESS }) });
const keys = createRemoteJWKSet(new URL(config.JWKS_URL ?? `${config.ISSUER_URL}/jwks`));
const app = Fastify();
const ITEMS = ['item-a', 'item-b', 'item-c', 'item-d', 'item-e'];
const DAY = 86_400_000;
const INSERT_CASE = `
  with opened as (insert into minimal_cases values ($1, 'open'))
  insert into minimal_items select $1, unnest($2::text[]), 'open'`;

app.addHook('onRequest', async (request) => {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  await jwtVerify(token, keys, { issuer: config.ISSUER_URL, audience: config.AUDIENCE, algorithms: ['ES256'] });
});
app.post('/cases', async (_request, reply) => {
  const caseNo = randomUUID();
  await pool.query(INSERT_CASE, [caseNo, ITEMS]);
  await client.workflow.start('minimalCase', {
    workflowId: caseNo,
    taskQueue: 'minimal',
    args: [caseNo, ITEMS, 5 * DAY],
  });
  return reply.code(201).send({ caseNo });
});
const body = z.strictObject({ outcome: z.literal('granted') });
app.post<{ Params: { no: string; item: string } }>('/cases/:no/items/:item/decision', async (request) => {
  body.parse(request.body);
  await client.workflow
    .getHandle(request.params.no)
    .executeUpdate(decide, { args: [request.params.item], updateId: request.params.item });
  return { ok: true };
});

await app.listen({ host: config.HOST, port: config.PORT });
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.send?.({ ready: true });
