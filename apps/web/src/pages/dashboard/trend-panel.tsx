import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../components/chart/chart.tsx';
import type { DashboardPageQuery } from './dashboard.generated.ts';
import styles from './dashboard.module.css';

const COLOR = { due: '#b9c6d8', accepted: '#2f6fba', red: '#c4211c' };

export interface TrendPanelProps {
  trend: DashboardPageQuery['dashboard']['trend'];
  height?: number | string;
  fontSize?: number;
}

export function TrendPanel({ trend, height = 200, fontSize = 12 }: TrendPanelProps) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const names = {
      due: t('dashboard.trend.due'),
      accepted: t('dashboard.trend.accepted'),
      red: t('dashboard.trend.red'),
    };
    const text = { color: '#4b5563', fontSize };
    return {
      grid: { left: 8, right: 8, top: fontSize * 2.6, bottom: 4, outerBoundsMode: 'same' },
      legend: { top: 0, left: 0, itemHeight: 10, itemWidth: 16, textStyle: text },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: { type: 'category', data: trend.map(point => point.month), axisLabel: text, axisTick: { show: false } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: '#e8ecf2' } } },
      series: [
        { type: 'bar', name: names.due, data: trend.map(point => point.due), color: COLOR.due, barMaxWidth: 14 },
        {
          type: 'bar',
          name: names.accepted,
          data: trend.map(point => point.accepted),
          color: COLOR.accepted,
          barMaxWidth: 14,
        },
        {
          type: 'line',
          name: names.red,
          data: trend.map(point => point.red),
          color: COLOR.red,
          symbol: 'rect',
          symbolSize: 7,
        },
      ],
    };
  }, [trend, t, fontSize]);
  const sum = (key: 'due' | 'accepted') => trend.reduce((total, point) => total + point[key], 0);
  return (
    <section className={`${styles.panel} ${styles.trendPanel}`} aria-labelledby="dashboard-trend">
      <div className={styles.panelHead}>
        <h2 id="dashboard-trend">{t('dashboard.trend')}</h2>
        <span className={styles.legend}>{t('dashboard.trend.note')}</span>
      </div>
      <Chart
        option={option}
        height={height}
        label={t('dashboard.trend.label', {
          from: trend[0]?.month,
          to: trend.at(-1)?.month,
          due: sum('due'),
          accepted: sum('accepted'),
          red: trend.at(-1)?.red,
        })}
      />
    </section>
  );
}
