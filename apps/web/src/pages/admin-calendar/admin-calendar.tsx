import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Nothing, PageContainer } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { useViewer } from '../../lib/viewer.tsx';
import { AdminCalendarPageDocument } from './admin-calendar.generated.ts';
import type { AdminCalendarPageQuery } from './admin-calendar.generated.ts';
import styles from './admin-calendar.module.css';
import { DayList } from './day-list.tsx';
import { DemonstrationClock } from './demonstration-clock.tsx';
import { ImportCalendar } from './import-calendar.tsx';

type Year = AdminCalendarPageQuery['calendarYears'][number];

export default function AdminCalendarPage() {
  const { t } = useTranslation();
  const { canImportCalendar, canSetClock } = useViewer();
  const [isImporting, setImporting] = useState(false);
  const { data, error, refetch } = useQuery(AdminCalendarPageDocument);
  const years = [...(data?.calendarYears ?? [])].sort((a, b) => b.year - a.year);
  return (
    <PageContainer
      title={t('calendar.title')}
      subtitle={t('calendar.intro')}
      extra={
        canImportCalendar && (
          <Button type="primary" icon={<UploadOutlined />} onClick={() => setImporting(true)}>
            {t('calendar.import')}
          </Button>
        )
      }
      state={{ loading: !data, error: data ? undefined : error, retry: () => void refetch() }}
    >
      {data?.clock.isDemonstration && canSetClock && <DemonstrationClock clock={data.clock} />}
      {years.length === 0 && (
        <div className="panel">
          <Nothing>{t('calendar.none')}</Nothing>
        </div>
      )}
      {years.map(year => (
        <YearSection key={year.year} year={year} />
      ))}
      <ImportCalendar
        open={isImporting}
        knownYears={years.map(({ year }) => year)}
        onClose={() => setImporting(false)}
      />
    </PageContainer>
  );
}

function YearSection({ year }: { year: Year }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t('calendar.year', { year: year.year })}
      extra={
        <>
          <span>{year.noticeNo || t('calendar.noticeMissing')}</span>
          <Status tone="active">{t('calendar.workdays', { n: year.workdayCount })}</Status>
        </>
      }
    >
      <div className={styles.lists}>
        <DayList title={t('calendar.offList')} days={year.exceptions.filter(({ isWorkday }) => !isWorkday)} />
        <DayList title={t('calendar.workList')} days={year.exceptions.filter(({ isWorkday }) => isWorkday)} />
      </div>
    </Section>
  );
}
