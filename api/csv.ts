// A spreadsheet saved as CSV, from its bytes to its cells: UTF-8 with or without BOM, or GB18030 as Excel saves it in Chinese.
import { CsvError, parse } from 'csv-parse/sync';
import { DomainError, type Fault } from '../core/errors.ts';
import { MAX_ROWS, type TableRow } from '../core/organisations/table.ts';

export const MAX_CSV_BYTES = 5 * 1024 * 1024;

/** @throws DomainError body-too-large, organisation-invalid where the file is none that can be read */
export function readCsv(content: Uint8Array): TableRow[] {
  if (content.byteLength > MAX_CSV_BYTES) throw new DomainError('body-too-large', 'The file has more than 5 MB.');
  try {
    const rows = parse(decode(content), { relax_column_count: true, to: MAX_ROWS + 2 }) as string[][];
    return rows.map((cells, n) => ({ row: n + 1, cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['records'] === 'number' ? error['records'] + 1 : 1;
    throw unreadable(`/rows/${row}`, 'not-csv', '此行起引号不配对', 'From this row on the quotes do not match');
  }
}

function decode(content: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content); // leaves a BOM away
    } catch {
      continue;
    }
  throw unreadable('/', 'encoding', '文件编码应为UTF-8或GB18030', 'The file is neither UTF-8 nor GB18030');
}

const unreadable = (pointer: string, code: string, zh: string, en: string) => {
  const fault: Fault = { pointer, code, message: { zh, en } };
  return new DomainError('organisation-invalid', 'The file can not be read as CSV.', { faults: [fault] });
};
