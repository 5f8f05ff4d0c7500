import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Status } from '../../components/status.tsx';
import { usePhone } from '../../lib/use-phone.ts';
import type { PlanImport } from './import-preview.tsx';
import styles from './plan-import.module.css';

type Issue = PlanImport['issues'][number];

const isError = (issue: Issue) => issue.severity.toUpperCase() === 'ERROR';

/** Row by row, errors first. */
export function Findings({ issues }: { issues: readonly Issue[] }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const sorted = [...issues].sort((a, b) => Number(isError(b)) - Number(isError(a)));
  const severity = (issue: Issue) => (
    <Status tone={isError(issue) ? 'bad' : 'warn'}>{t(isError(issue) ? 'import.error' : 'import.warning')}</Status>
  );
  const place = ({ sheet, row, column }: Issue) => t('import.placeOf', { sheet, row, column });
  if (isPhone) {
    return (
      <ul className="cards">
        {sorted.map(issue => (
          <li key={keyOf(issue)} className="card">
            {severity(issue)} {place(issue)}
            <div>{issue.message}</div>
            {issue.suggestion && (
              <div className={styles.quiet}>{t('import.suggestionOf', { text: issue.suggestion })}</div>
            )}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<Issue>
      aria-label={t('import.findings')}
      size="small"
      rowKey={keyOf}
      dataSource={sorted}
      pagination={sorted.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: t('import.severity'), key: 'severity', width: 90, render: (_, issue) => severity(issue) },
        { title: t('import.place'), key: 'place', width: 240, render: (_, issue) => place(issue) },
        { title: t('import.message'), dataIndex: 'message' },
        { title: t('import.suggestion'), key: 'suggestion', render: (_, issue) => issue.suggestion ?? '—' },
      ]}
    />
  );
}

function keyOf(issue: Issue): string {
  return [issue.sheet, issue.row, issue.column, issue.code, issue.message].join('|');
}
