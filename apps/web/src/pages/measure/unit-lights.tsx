import { useQuery } from '@apollo/client/react';
import { Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LightBar } from '../../components/light-bar.tsx';
import { Nothing, PageState } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { lightOrder, lightShape } from '../../components/traffic-light.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import { useToday } from '../../lib/viewer.tsx';
import { MeasureUnitsDocument } from './measure.generated.ts';
import styles from './measure.module.css';

export interface UnitLightsProps {
  measureCode: string;
  years: readonly number[];
}

/** One mark per unit: where this measure stands across the city. */
export function UnitLights({ measureCode, years }: UnitLightsProps) {
  const { t } = useTranslation();
  const thisYear = Number(useToday().slice(0, 4));
  const [year, setYear] = useState(years.includes(thisYear) ? thisYear : (years.at(-1) ?? thisYear));
  const { data, error, refetch } = useQuery(MeasureUnitsDocument, { variables: { filter: { measureCode, year } } });
  const rows = data?.actions.rows ?? [];
  const lights = lightOrder.map(light => ({ light, count: rows.filter(row => row.light === light).length }));
  return (
    <Section
      title={t('measure.units')}
      extra={
        <Segmented
          size="small"
          aria-label={t('measure.unitsYear')}
          value={year}
          onChange={setYear}
          options={years.map(value => ({ value, label: t('common.year', { year: value }) }))}
        />
      }
    >
      <PageState loading={!data} error={data ? undefined : error} retry={() => void refetch()}>
        {rows.length === 0 ? (
          <Nothing>{t('measure.unitsEmpty')}</Nothing>
        ) : (
          <>
            <LightBar lights={lights} withWords hrefOf={light => actionsHref({ measureCode, year, light })} />
            <ul className={styles.units}>
              {rows.map(row => {
                const word = t(`enum.light.${row.light}`);
                return (
                  <li key={row.id}>
                    <Tooltip title={t('measure.unitReason', { unit: row.unitName, reason: row.lightReason })}>
                      <Link
                        to={`/actions/${row.id}`}
                        aria-label={t('measure.unitLight', { unit: row.unitShortName, light: word })}
                      >
                        <span className={`light light-${row.light.toLowerCase()}`}>
                          <span aria-hidden="true">{lightShape[row.light]}</span> {row.unitShortName}
                        </span>
                      </Link>
                    </Tooltip>
                  </li>
                );
              })}
            </ul>
          </>
        )}
      </PageState>
    </Section>
  );
}
