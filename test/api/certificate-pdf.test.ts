import { describe, expect, test } from '@jest/globals';
import { renderCertificate, verificationUrl } from '../../api/documents/certificate-pdf.ts';
import type { CertificateContent } from '../../ledger/contents.ts';

const text = (zh: string, en: string) => ({ zh, en });
const certificate: CertificateContent = {
  number: '310199202603020000001X-registration',
  type: 'business-licence',
  typeName: text('营业执照', 'Business licence'),
  caseNo: '310199202603020000001X',
  item: 'registration',
  itemName: text('企业设立登记', 'Registration of a company'),
  organ: 'market',
  organName: text('示范市市场监督管理局', 'Market Regulation Bureau of Sample City'),
  holder: '示范市晨光科技有限公司',
  issuedAt: '2026-03-02T17:30:00.000Z',
  outputs: [{ id: 'code', label: text('统一社会信用代码', 'Unified social credit code'), value: '91310199MA1FAKE00X' }],
};
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;

describe('the certificate on paper', () => {
  test('is one page with its fonts embedded, the same bytes each time', async () => {
    const pdf = await renderCertificate(certificate, 'https://lianban.example');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pages(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toContain('NotoSansSC');
    expect(pdf.length).toBeLessThan(200_000); // subsets, not the whole font
    expect(pdf.equals(await renderCertificate(certificate, 'https://lianban.example'))).toBe(true);
  });
  test('goes on to a further page rather than losing anything', async () => {
    const outputs = Array.from({ length: 12 }, () => certificate.outputs[0]!);
    expect(pages(await renderCertificate({ ...certificate, outputs }, 'https://lianban.example'))).toBe(2);
  });
  test('prints what has no value, and words longer than a line', async () => {
    const outputs = [{ ...certificate.outputs[0]!, value: undefined }];
    const typeName = text('证'.repeat(60), 'certificate '.repeat(20));
    expect(pages(await renderCertificate({ ...certificate, outputs, typeName }, 'https://lianban.example'))).toBe(1);
  });
  test('leads to its verification', () => {
    expect(verificationUrl('https://lianban.example/', certificate.number)).toBe(
      `https://lianban.example/api/certificates/${certificate.number}/verification`,
    );
  });
});
