// 常用筛选 of one person, kept as a whole.
import { toTimestamp, type Db } from './db.ts';

export interface SavedFilter {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}
export async function listSavedFilters(db: Db, personId: string): Promise<readonly SavedFilter[]> {
  const { rows } = await db.query<{ filters: SavedFilter[] }>({
    name: 'saved-filters',
    text: 'select filters from saved_filters where person_id = $1',
    values: [personId],
  });
  return rows[0]?.filters ?? [];
}
export async function saveFilters(
  db: Db,
  personId: string,
  filters: readonly SavedFilter[],
  at: number,
): Promise<void> {
  await db.query({
    name: 'saved-filters-save',
    text: `insert into saved_filters (person_id, filters, saved_at) values ($1, $2::jsonb, $3)
           on conflict (person_id) do update set filters = excluded.filters, saved_at = excluded.saved_at`,
    values: [personId, JSON.stringify(filters), toTimestamp(at)],
  });
}
