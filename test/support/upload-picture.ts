// The smallest picture there is, uploaded as a material. @returns the material's id
import type { TestApp } from './test-app.ts';

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const PART =
  '--part\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n';

export async function uploadPicture(
  a: TestApp,
  person: string,
  matter: string,
  material: string,
  headers = {},
): Promise<string> {
  const body = Buffer.concat([Buffer.from(PART), PNG, Buffer.from('\r\n--part--\r\n')]);
  const type = { 'content-type': 'multipart/form-data; boundary=part', ...headers };
  const answer = await a.call(person, 'POST', `/api/materials?matter=${matter}&material=${material}`, body, type);
  return answer.body.materialId as string;
}
