// Alert rules and dashboard as files: what Prometheus's own checker says of them, and that nothing is left out.
// promtool comes with Debian's package `prometheus`; .ci/run brings it, so that there the checker is always asked.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { alerts, askedMetrics, dashboard, namesIn } from '../support/exposition.ts';

const folder = path.join(import.meta.dirname, '../../ops/prometheus');
const hasChecker = spawnSync('promtool', ['--version']).error === undefined;
const promtool = (...args: string[]) =>
  execFileSync('promtool', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

if (hasChecker || process.env['CI'])
  describe('promtool', () => {
    test('accepts rules and configuration', () => {
      expect(promtool('check', 'rules', 'alerts.yml')).toContain(`SUCCESS: ${alerts.length} rules found`);
      expect(promtool('check', 'config', 'prometheus.yml')).toContain('is valid prometheus config file');
    });
    test('sees each alert fire where it must, and not fire where it must not', () => {
      expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
    });
    test('would refuse an alert that fires otherwise', () => {
      const wrong = path.join(folder, `wrong-${process.pid}.test.yml`);
      const cases = fs.readFileSync(path.join(folder, 'alerts.test.yml'), 'utf8');
      fs.writeFileSync(
        wrong,
        cases.replace(
          "lianban_temporal_up{instance=\"a\"}', values: '0x20'",
          "lianban_temporal_up{instance=\"a\"}', values: '1x20'",
        ),
      );
      try {
        expect(() => promtool('test', 'rules', path.basename(wrong))).toThrow(/TemporalAway/);
      } finally {
        fs.rmSync(wrong);
      }
    });
  });

test('each alert is tested both ways, is of a known severity, and says in both languages what it means', () => {
  const tests = fs.readFileSync(path.join(folder, 'alerts.test.yml'), 'utf8');
  expect(alerts.length).toBeGreaterThanOrEqual(11);
  for (const { alert, labels, annotations } of alerts) {
    const asked = tests.split(`expr: ALERTS{alertname="${alert}"`).slice(1);
    expect([alert, asked.map((t) => /exp_samples: \[\]/.test(t.slice(0, 120)))]).toEqual([alert, [true, false]]);
    expect(['page', 'ticket']).toContain(labels['severity']);
    const { summary, description } = annotations;
    expect(`${summary} ${description}`).toMatch(/\p{Script=Han}.*[a-z]{3}/su);
  }
});

test('the dashboard can be imported anywhere: its data source is a variable; titles in Chinese, with English', () => {
  expect(dashboard.templating.list).toMatchObject([{ name: 'datasource', type: 'datasource' }]);
  const shown = dashboard.panels.filter((p) => p.type !== 'row');
  expect(shown.length).toBeGreaterThan(15);
  for (const { title, datasource, targets } of shown) {
    expect([title, datasource?.uid]).toEqual([title, '${datasource}']);
    if (title !== 'CPU') expect(title).toMatch(/(\p{Script=Han}|Temporal).* [A-Z]?[a-z]/u);
    for (const { expr } of targets!) expect([expr, namesIn(expr).length]).not.toEqual([expr, 0]);
  }
});

test('every figure of ours is shown or watched', () => {
  const told = ['metrics', 'api/plugins']
    .flatMap((room) =>
      fs.readdirSync(path.join(folder, '../..', room)).map((file) => path.join(folder, '../..', room, file)),
    )
    .flatMap((file) => fs.readFileSync(file, 'utf8').match(/'lianban_\w+'/g) ?? [])
    .map((name) => name.slice(1, -1));
  expect(told.length).toBeGreaterThan(15);
  const asked = askedMetrics().map((name) => name.replace(/_(bucket|count|sum)$/, ''));
  expect(told.filter((name) => !asked.includes(name))).toEqual([]);
});
