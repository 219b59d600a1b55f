import { describe, expect, test } from '@jest/globals';
import { caseUrl, renderInstrument } from '../../api/documents/instrument-pdf.ts';
import { INSTRUMENT_KINDS } from '../../core/engine/instruments.ts';
import type { InstrumentContent } from '../../core/instruments/write.ts';
import { sampleOf } from '../support/instrument-samples.ts';
import { readPdfText } from '../support/pdf-text.ts';

const print = (content: InstrumentContent) => renderInstrument(content, 'https://lianban.example');
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;

test.each(INSTRUMENT_KINDS)(
  '%s on one page: all that it says, in Chinese, with organ and date at its end; the same bytes each time',
  async (kind) => {
    const content = sampleOf(kind);
    const pdf = await print(content);
    const said = readPdfText(pdf).replaceAll(/\s/g, '');
    const { title, organName, number, opening, rows, closing } = content;
    const parts = [title, organName, ...opening, ...rows.flatMap((r) => [r.label, r.value]), ...closing];
    for (const { zh } of parts) expect(said).toContain(zh.replaceAll(/\s/g, ''));
    expect(said).toContain(number);
    expect(said).toMatch(/示范区市场监督管理局2026年3月\d+日/);
    expect(said).not.toContain('\uFFFD');
    expect(pages(pdf)).toBe(1);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('NotoSansSC');
    expect(pdf.length).toBeLessThan(300_000); // subsets, not the whole font
    expect(pdf.equals(await print(content))).toBe(true);
  },
);

describe('what people wrote', () => {
  const refused = sampleOf('decision-refused');
  const withReason = (zh: string): InstrumentContent => ({
    ...refused,
    rows: refused.rows.map((r) => (r.label.en === 'Reason' ? { ...r, value: { zh, en: zh } } : r)),
  });
  test('is text, whatever it looks like: it closes no string and begins no command', async () => {
    const hostile = '理由) Tj ET Q /F1 99 Tf (其他 \\n %%EOF <script>alert(1)</script> {item} endstream endobj';
    const pdf = await print(withReason(hostile));
    expect(readPdfText(pdf).replaceAll(/\s/g, '')).toContain(hostile.replaceAll(/\s/g, ''));
    expect(pages(pdf)).toBe(1);
    expect(pdf.toString('latin1').match(/\/JavaScript|\/OpenAction|\/URI|\/Launch/)).toBeNull();
  });
  test('is whole, also when it is long: further pages, nothing cut off', async () => {
    const long = Array.from({ length: 120 }, (_, n) => `第${n}条，应当说明的情况；`).join('');
    const pdf = await print(withReason(long));
    expect(pages(pdf)).toBeGreaterThan(1);
    expect(readPdfText(pdf).replaceAll(/\s/g, '')).toContain(long);
  });
  test('with characters that no font has is printed all the same', async () => {
    expect(readPdfText(await print(withReason('𠮷野家 🍜 \u202e')))).toContain('野家');
  });
});

test('the code leads to the case', () => {
  expect(caseUrl('https://lianban.example/', 'a/b')).toBe('https://lianban.example/cases/a%2Fb');
});
