// The types of the pages' API client, from the OpenAPI document of these very sources: `npm run client`.
import fs from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../api/openapi-document.ts';

const ast = await openapiTS((await openApiDocument()) as never, { alphabetize: true });
const text = `// Made by \`npm run client\` from the OpenAPI document.\n${astToString(ast)}`;
const target = new URL('../web/api/schema.d.ts', import.meta.url);
if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) fs.writeFileSync(target, text);
process.exit(0); // routes may have begun to watch what is not here
