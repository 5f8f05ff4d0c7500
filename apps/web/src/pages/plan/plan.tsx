import { FileExcelOutlined, SendOutlined, UploadOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Nothing, PageContainer } from '../../components/page-container.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { day } from '../../lib/days.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { IssueActions } from './issue-actions.tsx';
import { MeasuresTable } from './measures-table.tsx';
import { PlanPageDocument } from './plan.generated.ts';
import styles from './plan.module.css';

export default function PlanPage() {
  const { t } = useTranslation();
  const { programs, viewer } = useFrame();
  const [search, setSearch] = useSearch({ programId: '', issue: '' });
  const programId = search.programId || programs[0]?.id;
  const isPhone = usePhone();
  const [isIssuing, setIssuing] = useState(search.issue !== '');
  const { data, error, refetch } = useQuery(PlanPageDocument, programId ? { variables: { id: programId } } : skipToken);
  const program = data?.program;

  if (!programId) {
    return (
      <PageContainer title={t('plan.title')}>
        <div className="panel">
          <Nothing action={viewer.canImportPlan && <Link to="/plan/import">{t('plan.import')}</Link>}>
            {t('plan.none')}
          </Nothing>
        </div>
      </PageContainer>
    );
  }

  const measures = program?.tasks.flatMap(task => task.measures) ?? [];
  const facts = program
    ? [
        {
          key: 'program',
          label: t('plan.program'),
          span: isPhone ? 1 : 2,
          children: (
            <Space wrap>
              {program.name}
              {program.marker && <Status tone="warn">{program.marker}</Status>}
            </Space>
          ),
        },
        { key: 'docNo', label: t('plan.docNo'), children: program.docNo ?? t('plan.docNoNone') },
        {
          key: 'period',
          label: t('plan.period'),
          children: t('plan.periodOf', { from: day(program.startsOn), to: day(program.endsOn) }),
        },
        {
          key: 'size',
          label: t('plan.size'),
          children: t('plan.sizeOf', {
            tasks: program.tasks.length,
            measures: measures.length,
            units: program.units.filter(unit => unit.isScored).length,
          }),
        },
        { key: 'code', label: t('plan.code'), children: program.code },
      ]
    : undefined;

  return (
    <RecordPage
      title={t('plan.title')}
      titleExtra={
        programs.length > 1 && (
          <Select
            aria-label={t('plan.program')}
            value={programId}
            onChange={value => setSearch({ programId: value })}
            options={programs.map(({ id, name }) => ({ value: id, label: name }))}
            popupMatchSelectWidth={false}
            className={styles.picker}
          />
        )
      }
      extra={
        <>
          <Button icon={<FileExcelOutlined />} href={`/exports/plan/${programId}.xlsx`} download>
            {t('plan.export')}
          </Button>
          {viewer.canImportPlan && (
            <Link to="/plan/import">
              <Button icon={<UploadOutlined />} tabIndex={-1}>
                {t('plan.import')}
              </Button>
            </Link>
          )}
          {viewer.canIssueActions && (
            <Button type="primary" icon={<SendOutlined />} onClick={() => setIssuing(true)}>
              {t('plan.issue')}
            </Button>
          )}
        </>
      }
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.program === null,
        retry: () => void refetch(),
      }}
      facts={facts}
    >
      {program && (
        <>
          <div className={styles.two}>
            <Section title={t('plan.stages')}>
              <ol className={styles.stages}>
                {program.stages.map(stage => (
                  <li key={stage.year}>
                    <b>
                      {stage.year} {stage.name}
                    </b>
                    <span>{stage.goal}</span>
                  </li>
                ))}
              </ol>
            </Section>
            <Section title={t('plan.goals')}>
              <ul className={styles.goals}>
                {program.goals.map(goal => (
                  <li key={goal}>{goal}</li>
                ))}
              </ul>
            </Section>
          </div>
          <Section
            title={t('plan.measures')}
            extra={t('plan.weightTotal', { n: measures.reduce((sum, measure) => sum + measure.weight, 0) })}
          >
            <MeasuresTable tasks={program.tasks} />
          </Section>
          <IssueActions
            open={isIssuing}
            program={program}
            onClose={() => {
              setIssuing(false);
              if (search.issue) setSearch({ issue: '' });
            }}
          />
        </>
      )}
    </RecordPage>
  );
}
