// The drawing itself, as SVG: it is as wide as its place, also on paper.
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { theme } from '../app/theme.ts';
import type { Bars } from './chart.tsx';

echarts.use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const { fontFamily, colorTextSecondary: quiet } = theme.token!;
const BAR = 16;
const AROUND = 84;
const NARROW = 560;

export function Drawing({ label, rows, bars }: Bars) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(null);
  useEffect(() => {
    const drawn = echarts.init(place.current, null, { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current!);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(optionOf({ label, rows, bars }, place.current!.clientWidth), true));
  const sideBySide = new Set(bars.map((b) => b.stack ?? b.name)).size;
  return <div ref={place} className="drawing" style={{ height: AROUND + rows.length * (sideBySide * BAR + 14) }} />;
}

const optionOf = ({ label, rows, bars }: Bars, width: number) => ({
  animation: false,
  textStyle: { fontFamily, fontSize: 14 },
  aria: { enabled: true, label: { description: label } },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
  legend: { top: 0, left: 0, textStyle: { fontSize: 14 } },
  grid: { top: 40, left: 8, right: 16, bottom: 8, containLabel: true },
  xAxis: { type: 'value', minInterval: 1, axisLabel: { color: quiet, fontSize: 14 } },
  yAxis: {
    type: 'category',
    inverse: true, // the first row stands above
    data: [...rows],
    axisLabel: {
      color: quiet,
      fontSize: 14,
      width: width < NARROW ? 110 : 260,
      overflow: bars[0]?.stack ? 'truncate' : 'break',
      lineHeight: 16,
    },
    axisTick: { show: false },
  },
  series: bars.map(({ name, colour, values, stack }) => ({
    type: 'bar' as const,
    name,
    data: [...values],
    itemStyle: { color: colour },
    ...(stack && { stack }),
    barMaxWidth: BAR + 4,
  })),
});
