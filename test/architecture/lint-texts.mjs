// Lints texts as if they stood in the files named (which exist, so that their types are known); for lint.test.ts.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const answers = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [{ messages }] = await eslint.lintText(code, { filePath: file });
  answers.push(messages.map((m) => m.ruleId ?? m.message));
}
process.stdout.write(JSON.stringify(answers));
