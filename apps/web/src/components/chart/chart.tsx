import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { useECharts } from './use-echarts.ts';

// SVG text takes its font from the option, not from the page.
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif';

export interface ChartProps {
  option: EChartsCoreOption;
  height: number | string;
  /** the figures in words, for those who cannot see the drawing */
  label: string;
}

export function Chart({ option, height, label }: ChartProps) {
  const whole = useMemo<EChartsCoreOption>(
    () => ({
      animation: false,
      textStyle: { fontFamily: FONT },
      aria: { enabled: true, label: { description: label }, decal: { show: true } },
      ...option,
    }),
    [option, label],
  );
  const box = useECharts(whole);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
