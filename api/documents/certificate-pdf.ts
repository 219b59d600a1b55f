// A certificate on paper: one A4 page in both languages, with a QR code that leads to its verification.
import type { Text } from '../../core/text.ts';
import type { CertificateContent } from '../../ledger/contents.ts';
import { BOLD, dateOf, fitted, GREY, INK, LEFT, LINE, printPaper, qrCode, RED, REGULAR, WIDTH } from './paper.ts';

const LABEL_WIDTH = 150;
const VALUE_LEFT = LEFT + LABEL_WIDTH;
const VALUE_WIDTH = WIDTH - LABEL_WIDTH;
const ROWS_TOP = 218;
/** Below it the QR code and the issuer stand; rows that need more go to a further page. */
const ROWS_END = 615;
const QR_SIZE = 104;

export const verificationUrl = (publicUrl: string, number: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/api/certificates/${encodeURIComponent(number)}/verification`;

/** The same certificate gives the same bytes. */
export async function renderCertificate(certificate: CertificateContent, publicUrl: string): Promise<Buffer> {
  const { typeName, number, issuedAt, organName } = certificate;
  const qr = await qrCode(verificationUrl(publicUrl, number));
  const title = `${typeName.zh} ${typeName.en} ${number}`;
  return printPaper({ title, author: organName.zh, madeAt: new Date(issuedAt) }, (doc) => {
    drawFrame(doc);
    drawTitle(doc, certificate);
    drawRows(doc, rowsOf(certificate));
    drawIssue(doc, certificate, qr);
  });
}

interface Row {
  readonly label: Text;
  readonly value: string;
  /** The value in English, where there is one. */
  readonly english?: string;
}

function rowsOf({ holder, itemName, outputs, number, caseNo }: CertificateContent): Row[] {
  return [
    { label: { zh: '持有人', en: 'Holder' }, value: holder },
    { label: { zh: '事项', en: 'Item' }, value: itemName.zh, english: itemName.en },
    ...outputs.map(({ label, value }): Row => ({ label, value: printed(value) })),
    { label: { zh: '证照编号', en: 'Certificate number' }, value: number },
    { label: { zh: '办件编号', en: 'Case number' }, value: caseNo },
  ];
}
const printed = (value: unknown): string =>
  value === undefined || value === null || value === '' ? '—' : String(value as string | number);

function drawFrame(doc: PDFKit.PDFDocument): void {
  doc.lineWidth(1.6).strokeColor(RED).rect(34, 34, 527, 774).stroke();
  doc.lineWidth(0.5).rect(39, 39, 517, 764).stroke();
  doc.font(REGULAR).fontSize(9).fillColor(GREY);
  doc.text('示范数据 Demonstration', LEFT, 778, { width: WIDTH, align: 'center', lineBreak: false });
}

function drawTitle(doc: PDFKit.PDFDocument, { typeName, organName }: CertificateContent): void {
  const centred = { width: WIDTH, align: 'center' } as const;
  doc.font(REGULAR).fontSize(12).fillColor(GREY).text(organName.zh, LEFT, 82, centred);
  doc
    .font(BOLD)
    .fontSize(fitted(doc, typeName.zh, 32))
    .fillColor(RED)
    .text(typeName.zh, LEFT, 108, centred);
  doc
    .font(REGULAR)
    .fontSize(fitted(doc, typeName.en, 14))
    .fillColor(INK)
    .text(typeName.en, LEFT, 162, centred);
  doc
    .moveTo(LEFT, ROWS_TOP - 14)
    .lineTo(LEFT + WIDTH, ROWS_TOP - 14)
    .lineWidth(1)
    .strokeColor(RED)
    .stroke();
}

function drawRows(doc: PDFKit.PDFDocument, rows: readonly Row[]): void {
  let top = ROWS_TOP;
  for (const row of rows) {
    const height = heightOf(doc, row);
    if (top + height > ROWS_END && top > ROWS_TOP) {
      doc.addPage();
      drawFrame(doc);
      top = 72;
    }
    drawRow(doc, row, top);
    top += height;
    doc
      .moveTo(LEFT, top)
      .lineTo(LEFT + WIDTH, top)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
  }
}

const PADDING = 9;
function heightOf(doc: PDFKit.PDFDocument, { label, value, english }: Row): number {
  const lines = (words: string, font: string, size: number, width: number) =>
    doc.font(font).fontSize(size).heightOfString(words, { width });
  const left = lines(label.zh, REGULAR, 11, LABEL_WIDTH - 12) + lines(label.en, REGULAR, 8, LABEL_WIDTH - 12);
  const right =
    lines(value, BOLD, 12, VALUE_WIDTH) + (english === undefined ? 0 : lines(english, REGULAR, 9, VALUE_WIDTH));
  return Math.max(left, right) + 2 * PADDING;
}
function drawRow(doc: PDFKit.PDFDocument, { label, value, english }: Row, top: number): void {
  doc.font(REGULAR).fontSize(11).fillColor(INK);
  doc.text(label.zh, LEFT, top + PADDING, { width: LABEL_WIDTH - 12 });
  doc
    .fontSize(8)
    .fillColor(GREY)
    .text(label.en, { width: LABEL_WIDTH - 12 });
  doc.font(BOLD).fontSize(12).fillColor(INK);
  doc.text(value, VALUE_LEFT, top + PADDING, { width: VALUE_WIDTH });
  if (english !== undefined) doc.font(REGULAR).fontSize(9).fillColor(GREY).text(english, { width: VALUE_WIDTH });
}

function drawIssue(doc: PDFKit.PDFDocument, { organName, issuedAt }: CertificateContent, qr: Buffer): void {
  const width = WIDTH - QR_SIZE - 40;
  const date = dateOf(issuedAt);
  const pair = (zh: string, en: string) => `${zh}  ${en}`;
  doc.font(REGULAR).fontSize(9).fillColor(GREY).text(pair('发证机关', 'Issued by'), LEFT, 640, { width });
  doc.font(BOLD).fontSize(12).fillColor(INK).text(organName.zh, { width });
  doc.font(REGULAR).fontSize(9).text(organName.en, { width }).moveDown(0.8);
  doc.fillColor(GREY).text(pair('发证日期', 'Issued on'), { width });
  doc.font(BOLD).fontSize(12).fillColor(INK).text(pair(date.zh, date.iso), { width });
  const left = LEFT + WIDTH - QR_SIZE;
  doc.image(qr, left, 640, { width: QR_SIZE });
  doc.font(REGULAR).fontSize(8).fillColor(GREY);
  doc.text('扫码核验 Scan to verify', left - 10, 640 + QR_SIZE + 5, { width: QR_SIZE + 20, align: 'center' });
}
