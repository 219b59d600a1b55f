// What the document says of each operation, ready to generate from and to check against.
import { Ajv2020 } from 'ajv/dist/2020.js';

export type Schema = Readonly<Record<string, unknown>>;
export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly secured: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: Readonly<Record<string, { schema: Schema }>>;
  /** Of an answer: undefined when this status and type are not documented, else the faults of the body. */
  faultsOf(status: number, type: string, body: unknown): string[] | undefined;
}
interface Told {
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
export interface Document {
  readonly paths: Record<string, Record<string, Told>>;
  readonly components: { schemas: Record<string, Schema> };
}

const FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  binary: true,
} as const;
const escape = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Throws on a format that this file does not know: an unchecked one would prove nothing. */
export function readOperations(document: Document): Operation[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: true, formats: FORMATS }).addSchema(document, 'api');
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]): Operation => {
      const name = `${method.toUpperCase()} ${path}`;
      const validators = new Map(
        Object.entries(told.responses).flatMap(([status, { content = {} }]) =>
          Object.keys(content).map((type) => {
            const where = ['paths', path, method, 'responses', status, 'content', type, 'schema'];
            return [`${status} ${type}`, ajv.compile({ $ref: `api#/${where.map(escape).join('/')}` })] as const;
          }),
        ),
      );
      return {
        name,
        method: method.toUpperCase() as Operation['method'],
        path,
        secured: told.security !== undefined,
        parameters: told.parameters ?? [],
        ...(told.requestBody && { body: told.requestBody.content }),
        faultsOf(status, type, body) {
          const response = told.responses[status];
          if (!response) return undefined;
          if (!response.content) return body === '' ? [] : ['a body where none is documented'];
          const validate = validators.get(`${status} ${type}`);
          if (!validate) return undefined;
          if (!type.includes('json')) return [];
          return validate(body) ? [] : validate.errors!.map((e) => `${e.schemaPath} ${e.keyword}`);
        },
      };
    }),
  );
}
