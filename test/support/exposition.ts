// Reads what Prometheus reads: metric names and labels of a scrape, and the names that dashboard and alerts ask for.
import fs from 'node:fs';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const text = (file: string) => fs.readFileSync(new URL(file, root), 'utf8');

const samples = (exposition: string): { name: string; labels: [name: string, value: string][] }[] =>
  exposition.split('\n').flatMap((line) => {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+/.exec(line);
    if (!found) return [];
    const labels = [...(found[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    return [{ name: found[1]!, labels: labels.map(([, name, value]) => [name!, value!]) }];
  });

/** Also of those that have nothing to tell just now: they have no sample, and are declared. */
export const metricNames = (exposition: string): Set<string> =>
  new Set([
    ...samples(exposition).map((s) => s.name),
    ...[...exposition.matchAll(/^# TYPE (\S+) /gm)].map((m) => m[1]!),
  ]);

/** All values of each label, the edges of histograms aside. */
export function labelsOf(exposition: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { labels } of samples(exposition))
    for (const [name, value] of labels) if (name !== 'le') found.set(name, (found.get(name) ?? new Set()).add(value));
  return found;
}

export interface Panel {
  readonly title: string;
  readonly type: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat?: string }[];
}
export const dashboard = JSON.parse(text('ops/grafana/lianban.json')) as {
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
};
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}
export const alerts = (parse(text('ops/prometheus/alerts.yml')) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(
  (group) => group.rules,
);

/** Names of metrics in PromQL: ours, Node's and the SDK's. `up` is Prometheus's own. */
export const namesIn = (expr: string): string[] =>
  expr
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right) *\([^)]*\)/g, '')
    .match(/\b[a-z_][a-z0-9_]*\b(?! *\()/g)
    ?.filter((name) => /^(lianban|temporal|nodejs|process)_/.test(name)) ?? [];

export const askedMetrics = (): string[] => [
  ...new Set(
    [...dashboard.panels.flatMap((p) => (p.targets ?? []).map((t) => t.expr)), ...alerts.map((a) => a.expr)].flatMap(
      namesIn,
    ),
  ),
];
