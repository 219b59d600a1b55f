// OpenAPI 3.1 at /api/openapi.json, made from the routes' own schemas, and a page to try it at /api/docs.
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route reads from the body itself, so that no schema can tell it. */
    requestBody?: Readonly<Record<string, unknown>>;
  }
}

export const documentation = fp(async (app: FastifyInstance) => {
  const bodies = new Map<string, unknown>();
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.requestBody) bodies.set(operationId(String(method), url), { required: true, ...config.requestBody });
  });
  const finished = (document: OpenApi) => withoutUnused(withBodies(document, bodies));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '联办 Lianban',
        version: '0.1.0',
        description:
          '“一件事”联合审批。Each change takes an Idempotency-Key; errors are RFC 9457 problems with permanent codes.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      return { url, schema: { ...schema, operationId: operationId(String(route.route.method), url) } };
    },
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformSpecification: (document) => finished(document as OpenApi) as Record<string, unknown>,
    uiConfig: { docExpansion: 'list', persistAuthorization: false },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.type('application/json; charset=utf-8');
    return JSON.stringify(finished(app.swagger() as OpenApi));
  });
});

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}
interface OpenApi {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}
/** Every schema with an id in this process is offered to us, also those of the definition format: only what is referred to is told. */
export function withoutUnused(document: OpenApi): OpenApi {
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const visit = (value: unknown) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name!) || schemas[name!] === undefined) continue;
      used.add(name!);
      visit(schemas[name!]);
    }
  };
  visit({ ...document, components: {} });
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas: kept } };
}

/** Headers without which a call is refused, though by a code of its own and not by the schema. */
const REQUIRED_HEADERS = ['idempotency-key', 'lianban-key-id', 'lianban-timestamp', 'lianban-signature'];

function withBodies(document: OpenApi, bodies: ReadonlyMap<string, unknown>): OpenApi {
  const told = (operation: Operation) => {
    const requestBody = bodies.get(operation.operationId ?? '');
    const parameters = operation.parameters?.map((p) => ({
      ...p,
      ...(REQUIRED_HEADERS.includes(p.name) && { required: true }),
    }));
    return { ...operation, ...(parameters && { parameters }), ...(requestBody !== undefined && { requestBody }) };
  };
  const methods = (path: Readonly<Record<string, Operation>>) =>
    Object.fromEntries(Object.entries(path).map(([method, operation]) => [method, told(operation)]));
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [path, methods(operations)]);
  return { ...document, paths: Object.fromEntries(paths) as OpenApi['paths'] };
}

/** `GET /api/cases/:no/clock` → getCasesNoClock: what a generated client calls it. */
function operationId(method: string, url: string): string {
  const words = url
    .replace(/^\/api/, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return method.toLowerCase() + words.map((w) => w[0]!.toUpperCase() + w.slice(1)).join('');
}
