// What a PDF of ours says: the glyphs drawn on its pages, by the fonts' own tables of characters. Enough for what pdfkit writes.
import { inflateSync } from 'node:zlib';

const STREAM = /stream\r?\n([\s\S]*?)\r?\nendstream/;

/** The text of all pages, a line for each run of glyphs. */
export function readPdfText(pdf: Buffer): string {
  const objects = new Map<string, string>();
  for (const [, id, body] of pdf.toString('latin1').matchAll(/(\d+) 0 obj\r?\n([\s\S]*?)\r?\nendobj/g))
    objects.set(id!, body!);
  const streamOf = (id: string) => {
    const body = objects.get(id)!;
    const bytes = Buffer.from(STREAM.exec(body)![1]!, 'latin1');
    return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  };
  const reference = (body: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1];
  const fonts = new Map<string, Map<number, string>>();
  for (const body of objects.values())
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g))
      fonts.set(name!, characters(streamOf(reference(objects.get(id!)!, 'ToUnicode')!)));
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.map((page) => drawn(streamOf(reference(page, 'Contents')!), fonts)).join('\n');
}

/** Of a ToUnicode table: glyph → characters. */
function characters(cmap: string): Map<number, string> {
  const known = new Map<number, string>();
  const toText = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');
  for (const [, from, , list] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
    [...list!.matchAll(/<([\w\s]+)>/g)].forEach(([, hex], n) => known.set(parseInt(from!, 16) + n, toText(hex!)));
  return known;
}

function drawn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  const runs: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
    if (shown !== undefined) runs.push(glyphs.map((g) => font?.get(parseInt(g, 16)) ?? '\uFFFD').join(''));
  }
  return runs.join('\n');
}
