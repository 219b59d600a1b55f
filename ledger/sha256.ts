import { createHash } from 'node:crypto';

/** Of a text, in hexadecimal. Core takes it as an argument: it has no crypto of its own. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
