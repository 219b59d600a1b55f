import { createHash } from 'node:crypto';

/** Of a text or of bytes, in hexadecimal. Core takes it as an argument: it has no crypto of its own. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
