// 文书编号: the case number and the document's place in the case. Unique since case numbers are, without gaps, and without a counter
// that cases would wait for each other at.
const NUMBER = /^(\d{22}[0-9A-Z])-W([1-9]\d{0,5})$/;

export const formatInstrumentNumber = (caseNo: string, no: number): string => `${caseNo}-W${no}`;

export function parseInstrumentNumber(number: string): { caseNo: string; no: number } | undefined {
  const match = NUMBER.exec(number);
  return match ? { caseNo: match[1]!, no: Number(match[2]) } : undefined;
}
