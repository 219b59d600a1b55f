// What our printed papers have in common: fonts, colours, the bytes as one buffer, the QR code, the date as a letter writes it.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';

const { resolve } = createRequire(import.meta.url);
const FONT = '@expo-google-fonts/noto-sans-sc';
export const REGULAR = resolve(`${FONT}/400Regular/NotoSansSC_400Regular.ttf`);
export const BOLD = resolve(`${FONT}/700Bold/NotoSansSC_700Bold.ttf`);

export const INK = '#1f2328';
export const GREY = '#6e7781';
export const RED = '#9b1c1c';
export const LINE = '#d0d7de';
export const LEFT = 72;
export const WIDTH = 451; // A4 is 595 points wide

export interface About {
  readonly title: string;
  readonly author: string;
  /** The same paper gives the same bytes. */
  readonly madeAt: Date;
  readonly margins?: { readonly top: number; readonly bottom: number };
}
/** One A4 document, drawn by `draw`. */
export function printPaper(about: About, draw: (doc: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const { top, bottom } = about.margins ?? { top: 0, bottom: 0 };
  const side = about.margins ? LEFT : 0;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top, bottom, left: side, right: side },
    font: REGULAR,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: about.title, Author: about.author, CreationDate: about.madeAt },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((done, fail) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => done(Buffer.concat(chunks)));
    doc.on('error', fail);
  });
  draw(doc);
  doc.end();
  return finished;
}

export const qrCode = (url: string): Promise<Buffer> => QRCode.toBuffer(url, { margin: 0, scale: 8 });

/** The size at which the words stand in one line. */
export function fitted(doc: PDFKit.PDFDocument, words: string, size: number): number {
  const width = doc.fontSize(size).widthOfString(words);
  return width > WIDTH ? Math.max(8, Math.floor((size * WIDTH) / width)) : size;
}

/** The civil date where the authority is. */
export function dateOf(instant: string): { zh: string; iso: string } {
  const options = { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(new Date(instant));
  const [year, month, day] = (['year', 'month', 'day'] as const).map((t) => parts.find((p) => p.type === t)!.value);
  return { zh: `${year}年${Number(month)}月${Number(day)}日`, iso: `${year}-${month}-${day}` };
}
