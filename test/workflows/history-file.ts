// Histories as JSON files. The SDK's own conversion (`historyToJSON`) fails where npm installs protobufjs more than once, so this is
// the generated classes' own, both ways.
import proto from '@temporalio/proto';
import type { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
const { History: Type } = proto.temporal.api.history.v1;

/** One event a line, so that a change shows in the diff. */
export function historyToText(history: History): string {
  const { events } = Type.toObject(Type.fromObject(history), { longs: String, enums: String, bytes: String }) as {
    events: object[];
  };
  return `{"events":[\n${events.map((e) => JSON.stringify(e)).join(',\n')}\n]}\n`;
}
export const historyFromText = (text: string): History => Type.fromObject(JSON.parse(text) as object);

/** Everything the history holds, with its payloads in the clear: for searching. */
export function plainText(history: History): string {
  const text = historyToText(history);
  const payloads = [...text.matchAll(/"data":"([A-Za-z0-9+/=]*)"/g)].map(([, data]) =>
    Buffer.from(data!, 'base64').toString(),
  );
  return [text, ...payloads].join('\n');
}
