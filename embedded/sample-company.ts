// What the sample applicant fills in and hands in: invented, with numbers that pass their checksums.
import PDFDocument from 'pdfkit';

export const sampleGuide = { hasEmployees: true, ownSeal: false } as const;
export const sampleForm = {
  companyName: '示范区晨光软件有限公司',
  companyKind: 'limited',
  registeredCapital: 100000000,
  capitalDueOn: '2030-12-31',
  industry: 'software',
  businessScope: '软件开发；信息技术咨询服务',
  businessTerm: 'long',
  address: '示范区创新路 88 号 601 室',
  premisesArea: 85.5,
  premisesKind: 'own',
  persons: [
    { name: '示例甲', identityNumber: '310199199003070014', role: 'legal-representative', share: 60 },
    { name: '示例乙', identityNumber: '310199198811300020', role: 'shareholder', share: 40 },
    { name: '示例丙', identityNumber: '310199197506150033', role: 'supervisor', share: 0 },
  ],
  contactName: '示例丁',
  contactPhone: '13800000000',
  sealMaterial: 'rubber',
  sealReceiver: '示例丁',
  taxpayerKind: 'small-scale',
  wantsInvoices: true,
  invoicesPerMonth: 25,
  financePhone: '021-60000000',
  employeeCount: 6,
  averageMonthlyWage: 1200000,
  insuredFrom: '2027-01-01',
  housingFundRate: 7,
  bankBranch: '示范银行创新路支行',
  accountPurpose: '日常结算',
};
export const sampleRegistration = { creditCode: '91310199MA1TERT01J', licenceNo: '310199000000001' };

/** A one-page PDF, real enough for a check of type by content. */
export function samplePdf(title: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ size: 'A4' });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.fontSize(18).text(title);
    document.end();
  });
}
