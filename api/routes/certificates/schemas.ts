import { z } from 'zod';
import { instant, text } from '../../schemas.ts';

export const certificateParams = z.object({
  number: z
    .string()
    .regex(/^\d{22}[0-9A-Z]-[a-z0-9-]{1,60}$/)
    .meta({ description: '证照编号' }),
});
export const certificate = z
  .object({
    certificate: z.object({
      number: z.string(),
      type: z.string(),
      typeName: text,
      caseNo: z.string(),
      item: z.string(),
      itemName: text,
      organ: z.string(),
      organName: text,
      holder: z.string(),
      issuedAt: instant,
      outputs: z.array(z.object({ id: z.string(), label: text, value: z.unknown() })),
    }),
    jws: z.string().meta({ description: 'Compact JWS (ES256) over the canonical JSON of `certificate`' }),
  })
  .meta({ id: 'Certificate' });
export const verification = z
  .object({
    number: z.string(),
    status: z.enum(['valid', 'withdrawn', 'revoked', 'deregistered']),
    type: z.string(),
    typeName: text,
    organName: text,
    itemName: text,
    issuedAt: instant,
    holderMasked: z.string().meta({ description: 'The first and the last character only' }),
  })
  .meta({ id: 'CertificateVerification' });
export const jwks = z
  .object({
    keys: z.array(
      z.object({
        kty: z.string(),
        crv: z.string(),
        x: z.string(),
        y: z.string(),
        kid: z.string(),
        alg: z.string(),
        use: z.string(),
      }),
    ),
  })
  .meta({ id: 'JwkSet' });
export const pdf = { description: 'PDF', content: { 'application/pdf': { schema: z.unknown() } } };
