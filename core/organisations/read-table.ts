// From the cells of a table to what its rows say; every fault of their shape is told, by row and column.
import type { Role } from '../access.ts';
import { DomainError, type Fault } from '../errors.ts';
import {
  COLUMN_NAMES,
  COLUMNS,
  MAX_ROWS,
  ROLE_NAMES,
  ROW_KINDS,
  TABLE_FAULTS,
  tableFault,
  type Column,
  type Entry,
  type TableRow,
} from './table.ts';
import { asInstant, type OrganisationKind } from './tree.ts';

type Told = (row: number, column: Column | string, code: keyof typeof TABLE_FAULTS) => void;

export function readTable(table: readonly TableRow[]): {
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const tell: Told = (row, column, code) => faults.push(tableFault(row, column, code, TABLE_FAULTS[code]));
  const [header, ...rows] = table.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header || rows.length === 0) tell(header?.row ?? 1, 'kind', 'empty');
  if (rows.length > MAX_ROWS)
    throw new DomainError('body-too-large', `A table has at most ${MAX_ROWS} rows; send it in parts.`);
  const columns = header ? readHeader(header, tell) : [];
  if (faults.length > 0) return { entries: [], faults };
  const entries = rows.map((row) => readRow(row, columns, tell)).filter((e) => e !== undefined);
  return { entries, faults };
}

function readHeader({ row, cells }: TableRow, tell: Told): readonly Column[] {
  const columns = cells.map((cell) => {
    const word = cell.trim().toLowerCase();
    return COLUMN_NAMES.find((name) => name === word || COLUMNS[name] === word);
  });
  cells.forEach((cell, n) => {
    if (columns[n] === undefined && cell.trim() !== '') tell(row, String(n + 1), 'unknown-column');
    if (columns[n] !== undefined && columns.indexOf(columns[n]) !== n) tell(row, columns[n], 'column-twice');
  });
  if (!columns.includes('kind')) tell(row, 'kind', 'column-missing');
  return columns as readonly Column[];
}

const NO_TEXT = /[\0-\x08\x0b-\x1f\x7f\p{Cs}]/u;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_LENGTH = 100;

/** One row with what it is asked for; each question tells its fault. */
class Cells {
  readonly #values = new Map<Column, string>();
  readonly #asked = new Set<Column>(['kind']);
  constructor(
    readonly row: number,
    columns: readonly (Column | undefined)[],
    cells: readonly string[],
    readonly tell: Told,
  ) {
    cells.forEach((cell, n) => {
      const value = cell.trim();
      const column = columns[n];
      if (value === '') return;
      if (NO_TEXT.test(value)) tell(row, column ?? String(n + 1), 'not-text');
      if (column === undefined) tell(row, String(n + 1), 'cell-outside');
      else this.#values.set(column, value);
    });
  }
  optional(column: Column): string {
    this.#asked.add(column);
    return this.#values.get(column) ?? '';
  }
  needed(column: Column): string {
    const value = this.optional(column);
    if (value === '') this.tell(this.row, column, 'cell-missing');
    return value;
  }
  id(column: Column, value = this.needed(column)): string {
    if (value !== '' && !(value.length <= MAX_LENGTH && ID.test(value))) this.tell(this.row, column, 'malformed-id');
    return value;
  }
  names(): { zh: string; en: string } {
    const zh = this.needed('name-zh');
    const en = this.optional('name-en');
    for (const [column, value] of [
      ['name-zh', zh],
      ['name-en', en],
    ] as const)
      if (value.length > MAX_LENGTH) this.tell(this.row, column, 'too-long');
    return { zh, en };
  }
  role(): Role | undefined {
    const value = this.needed('role');
    const role = ROLE_NAMES.get(value);
    if (value !== '' && role === undefined) this.tell(this.row, 'role', 'unknown-role');
    return role;
  }
  instant(column: 'from' | 'until'): string | undefined {
    const value = this.optional(column);
    const at = value === '' ? undefined : parseInstant(value, column === 'until');
    if (value !== '' && at === undefined) this.tell(this.row, column, 'malformed-instant');
    return at;
  }
  /** What was filled and not asked for is a cell in the wrong place. */
  rest(): void {
    for (const column of this.#values.keys())
      if (!this.#asked.has(column)) this.tell(this.row, column, 'cell-superfluous');
  }
}

function readRow({ row, cells }: TableRow, columns: readonly Column[], tell: Told): Entry | undefined {
  const c = new Cells(row, columns, cells, tell);
  const word = c.needed('kind');
  const kind = ROW_KINDS.get(word.toLowerCase());
  if (kind === undefined) {
    if (word !== '') tell(row, 'kind', 'unknown-kind');
    return undefined;
  }
  const entry = READERS[kind === 'post' || kind === 'appointment' ? kind : 'organisation'](c, kind as OrganisationKind);
  c.rest();
  return entry;
}
const READERS: Readonly<Record<Entry['of'], (c: Cells, kind: OrganisationKind) => Entry | undefined>> = {
  organisation(c, kind) {
    const parent = c.id('parent', c.optional('parent'));
    return {
      of: 'organisation',
      row: c.row,
      id: c.id('id'),
      parentId: parent === '' ? null : parent,
      kind,
      divisionCode: c.needed('division'),
      ...c.names(),
    };
  },
  post(c) {
    const [id, organisationId, role, names] = [c.id('id'), c.id('parent'), c.role(), c.names()];
    return role && { of: 'post', row: c.row, id, organisationId, role, ...names };
  },
  appointment(c) {
    const [personId, postId, from, until] = [c.id('person'), c.id('post'), c.instant('from'), c.instant('until')];
    return { of: 'appointment', row: c.row, personId, postId, ...(from && { from }), ...(until && { until }) };
  },
};

const DAY_MS = 24 * 3_600_000;
const CIVIL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
/** A day begins at midnight in China; one named as the end is still part of the period. */
function parseInstant(value: string, isEnd: boolean): string | undefined {
  if (INSTANT.test(value)) return Number.isNaN(Date.parse(value)) ? undefined : asInstant(Date.parse(value));
  const [, year, month, day] = (CIVIL.exec(value) ?? []).map(Number);
  const utc = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day);
  if (Number.isNaN(utc) || new Date(utc).getUTCDate() !== day || new Date(utc).getUTCMonth() + 1 !== month)
    return undefined;
  return asInstant(utc - 8 * 3_600_000 + (isEnd ? DAY_MS : 0));
}
