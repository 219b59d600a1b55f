// A table of organisations, posts and appointments, as it stands in a spreadsheet: its columns, its words, what may be wrong with it.
import { ROLES, type Role } from '../access.ts';
import type { Fault } from '../errors.ts';
import type { Text } from '../text.ts';
import { ROLE_WORDS } from '../words.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from './tree.ts';

/** `row` counts as the spreadsheet does: the header is usually row 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}
export const MAX_ROWS = 20_000;

/** The columns, in either language, in any order; what a row has no use for stays empty. */
export const COLUMNS = {
  kind: '类别',
  id: '编号',
  parent: '上级',
  division: '行政区划',
  'name-zh': '中文名称',
  'name-en': '英文名称',
  role: '角色',
  post: '岗位',
  person: '人员',
  from: '开始',
  until: '结束',
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

export type Entry =
  | {
      readonly of: 'organisation';
      readonly row: number;
      readonly id: string;
      readonly parentId: string | null;
      readonly kind: OrganisationKind;
      readonly divisionCode: string;
      readonly zh: string;
      readonly en: string;
    }
  | {
      readonly of: 'post';
      readonly row: number;
      readonly id: string;
      readonly organisationId: string;
      readonly role: Role;
      readonly zh: string;
      readonly en: string;
    }
  | {
      readonly of: 'appointment';
      readonly row: number;
      readonly personId: string;
      readonly postId: string;
      readonly from?: string;
      readonly until?: string;
    };
export type EntryOf<K extends Entry['of']> = Extract<Entry, { readonly of: K }>;

const KIND_WORDS: Readonly<Record<OrganisationKind, string>> = {
  government: '政府',
  department: '部门',
  market: '市场服务机构',
  window: '窗口',
};
type RowKind = OrganisationKind | 'post' | 'appointment';
export const ROW_KINDS = byWord<RowKind>([
  ...ORGANISATION_KINDS.map((kind) => [kind, KIND_WORDS[kind]] as const),
  ['post', '岗位'],
  ['appointment', '任职'],
]);
export const ROLE_NAMES = byWord<Role>(ROLES.map((role) => [role, ROLE_WORDS[role].zh]));
function byWord<T extends string>(pairs: readonly (readonly [id: T, zh: string])[]): ReadonlyMap<string, T> {
  return new Map(pairs.flatMap(([id, zh]) => [[id, id] as const, [zh, id] as const]));
}

export const TABLE_FAULTS = {
  empty: { zh: '表格为空', en: 'The table is empty' },
  'too-many-rows': { zh: `超过${MAX_ROWS}行`, en: `More than ${MAX_ROWS} rows` },
  'unknown-column': { zh: '没有此列', en: 'There is no such column' },
  'column-twice': { zh: '此列重复', en: 'This column is there twice' },
  'column-missing': { zh: '缺少此列', en: 'This column is missing' },
  'cell-outside': { zh: '超出表头的单元格有内容', en: 'A cell beyond the header is filled' },
  'unknown-kind': { zh: '没有此类别', en: 'There is no such kind of row' },
  'cell-missing': { zh: '此单元格必填', en: 'This cell must be filled' },
  'cell-superfluous': { zh: '此类别的行不填此单元格', en: 'A row of this kind leaves this cell empty' },
  'malformed-id': { zh: '编号应为小写字母、数字和连字符', en: 'An id has small letters, digits and hyphens' },
  'malformed-instant': { zh: '应为日期，如2026-03-02', en: 'A date is needed, like 2026-03-02' },
  'unknown-role': { zh: '没有此角色', en: 'There is no such role' },
  'too-long': { zh: '名称超过100字', en: 'A name has at most 100 characters' },
  'not-text': { zh: '含有无法保存的字符', en: 'Has characters that can not be stored' },
} as const satisfies Record<string, Text>;
/** Where a fault of a table stands: its row and column; the row alone, or nothing, when it is of the whole. */
export const tableFault = (row: number, column: string, code: string, message: Text): Fault => ({
  pointer: `/rows/${row}/${column}`,
  code,
  message,
});
