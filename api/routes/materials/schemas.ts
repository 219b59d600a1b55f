import { z } from 'zod';
import { kebabId } from '../../schemas.ts';

export const uploadQuery = z.strictObject({
  matter: kebabId,
  material: kebabId.meta({ description: 'id of the material in the definition' }),
});
export const uploaded = z
  .object({
    materialId: z.uuid(),
    size: z.number().int(),
    mediaType: z.string().meta({ description: 'By content, whatever the name says' }),
    fileHash: z.string().meta({ description: 'SHA-256, hex' }),
  })
  .meta({ id: 'UploadedMaterial' });

export const materialParams = z.object({ id: z.uuid() });
const anyBytes = { schema: z.unknown() };
export const download = {
  description: 'The file, as the type it was accepted as',
  content: { 'application/pdf': anyBytes, 'image/jpeg': anyBytes, 'image/png': anyBytes },
};

/** Read as it comes, never as a whole; so no schema checks it. */
export const uploadBody = {
  description: 'One file',
  content: {
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
    },
  },
};
