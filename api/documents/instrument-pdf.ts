// A document on paper: one A4 page, ready for the printer, in Chinese as the law wants it and below in English for reference; a QR code
// leads to the case. What needs more room goes on to a further page.
import type { InstrumentContent } from '../../core/instruments/write.ts';
import type { Text } from '../../core/text.ts';
import { BOLD, dateOf, fitted, GREY, INK, LEFT, LINE, printPaper, qrCode, RED, REGULAR, WIDTH } from './paper.ts';

const MARGINS = { top: 64, bottom: 64 };
const PAGE_END = 842 - MARGINS.bottom;
const LABEL_WIDTH = 104;
const QR_SIZE = 64;
const BODY = 12;

export const caseUrl = (publicUrl: string, caseNo: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/cases/${encodeURIComponent(caseNo)}`;

/** The same document gives the same bytes. */
export async function renderInstrument(content: InstrumentContent, publicUrl: string): Promise<Buffer> {
  const { title, number, organName, madeAt } = content;
  const qr = await qrCode(caseUrl(publicUrl, content.caseNo));
  const about = { title: `${title.zh} ${number}`, author: organName.zh, madeAt: new Date(madeAt), margins: MARGINS };
  return printPaper(about, (doc) => {
    drawHead(doc, content);
    drawBody(doc, content);
    drawEnd(doc, content, qr);
    drawEnglish(doc, content);
  });
}

function drawHead(doc: PDFKit.PDFDocument, { title, organName, official, number, ownNumber }: InstrumentContent): void {
  const centred = { width: WIDTH, align: 'center' } as const;
  const heading = (words: string, size: number, colour: string) =>
    doc
      .font(BOLD)
      .fontSize(fitted(doc.font(BOLD), words, size))
      .fillColor(colour)
      .text(words, LEFT, doc.y, centred);
  const colour = official ? RED : INK;
  heading(organName.zh, 22, colour);
  rule(doc, colour, 1.4, 8);
  heading(title.zh, 20, INK);
  doc.moveDown(0.3);
  const numbers = ownNumber === undefined ? `编号：${number}` : `文号：${ownNumber}　编号：${number}`;
  doc.font(REGULAR).fontSize(9.5).fillColor(GREY).text(numbers, LEFT, doc.y, centred);
  doc.moveDown(1.2);
}

function drawBody(doc: PDFKit.PDFDocument, { opening, rows, closing }: InstrumentContent): void {
  const [salutation, ...rest] = opening;
  const written = () => doc.font(REGULAR).fontSize(BODY).fillColor(INK);
  if (salutation) written().text(salutation.zh, LEFT, doc.y, { width: WIDTH });
  const paragraph = ({ zh }: Text) => {
    doc.moveDown(0.35);
    written().text(`　　${zh}`, LEFT, doc.y, { width: WIDTH, lineGap: 5 });
  };
  rest.forEach(paragraph);
  if (rows.length > 0) doc.moveDown(0.5);
  for (const row of rows) drawRow(doc, row);
  if (rows.length > 0) doc.moveDown(0.2);
  closing.forEach(paragraph);
}

function drawRow(doc: PDFKit.PDFDocument, { label, value }: InstrumentContent['rows'][number]): void {
  const right = WIDTH - LABEL_WIDTH;
  const wide = { width: right, lineGap: 3 };
  doc.font(REGULAR).fontSize(11);
  if (doc.y + Math.min(doc.heightOfString(value.zh, wide), 120) + 14 > PAGE_END) doc.addPage();
  const top = doc.y + 6;
  const page = doc.bufferedPageRange().count;
  doc.fillColor(GREY).text(label.zh, LEFT, top, { width: LABEL_WIDTH - 10 });
  const below = doc.y;
  doc.fillColor(INK).text(value.zh, LEFT + LABEL_WIDTH, top, wide);
  if (doc.bufferedPageRange().count === page) doc.y = Math.max(doc.y, below);
  rule(doc, LINE, 0.5, 3);
}

/** A line across, with so much room above it. */
function rule(doc: PDFKit.PDFDocument, colour: string, width: number, above: number): void {
  const y = doc.y + above;
  doc
    .moveTo(LEFT, y)
    .lineTo(LEFT + WIDTH, y)
    .lineWidth(width)
    .strokeColor(colour)
    .stroke();
  doc.y = y + above;
}

function drawEnd(doc: PDFKit.PDFDocument, { organName, madeAt }: InstrumentContent, qr: Buffer): void {
  doc.moveDown(1.5);
  if (doc.y + QR_SIZE + 20 > PAGE_END) doc.addPage();
  const top = doc.y;
  doc.image(qr, LEFT, top, { width: QR_SIZE });
  doc.font(REGULAR).fontSize(7.5).fillColor(GREY);
  doc.text('扫码查看办件', LEFT - 10, top + QR_SIZE + 4, { width: QR_SIZE + 20, align: 'center', lineBreak: false });
  const right = { width: WIDTH, align: 'right' } as const;
  doc.font(REGULAR).fontSize(BODY).fillColor(INK);
  doc
    .text(organName.zh, LEFT, top + 14, right)
    .moveDown(0.3)
    .text(dateOf(madeAt).zh, LEFT, doc.y, right);
  doc.y = top + QR_SIZE + 22;
}

function drawEnglish(doc: PDFKit.PDFDocument, content: InstrumentContent): void {
  const { title, organName, opening, rows, closing } = content;
  const lines = [
    `${title.en} · ${organName.en} · ${dateOf(content.madeAt).iso}`,
    ...opening.map((p) => p.en),
    // what people wrote stands above, in their own words
    ...rows.filter((r) => r.value.en !== r.value.zh).map((r) => `${r.label.en}: ${r.value.en}`),
    ...closing.map((p) => p.en),
  ];
  rule(doc, LINE, 0.5, 4);
  doc.font(REGULAR).fontSize(7.5).fillColor(GREY);
  doc.text('示范数据 Demonstration. English for reference only:', LEFT, doc.y, { width: WIDTH });
  doc.text(lines.join('\n'), LEFT, doc.y, { width: WIDTH, lineGap: 1 });
}
