import { Table } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Status } from '../../components/status.tsx';
import { localized } from '../../lib/format.ts';
import { ruleTree, type RuleNode } from '../../lib/rule-tree.ts';
import { usePhone } from '../../lib/use-phone.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import styles from './evaluation.module.css';
import { gradeTone } from './grade-tone.ts';

type Evaluation = NonNullable<EvaluationPageQuery['evaluation']>;
type Row = Evaluation['units'][number];
type Rule = Evaluation['scheme']['rules'][number];
type Column = NonNullable<TableProps<Row>['columns']>[number];

export function RankingTable({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { rules } = evaluation.scheme;
  const tree = ruleTree(rules);
  const unitPath = (row: Row) => `/evaluations/${evaluation.id}/units/${row.unitId}`;
  const scoreOf = (row: Row, code: string) => {
    const indicator = [...row.indicators, ...row.groups].find(item => item.code === code);
    if (!indicator) return '—';
    return indicator.applicable ? indicator.score : t('evaluation.notApplicable');
  };

  if (isPhone) {
    return (
      <ol className={styles.rankCards}>
        {evaluation.units.map(row => (
          <li key={row.unitId}>
            <Link to={unitPath(row)}>
              <span className={styles.rank}>{row.rank}</span>
              <span className={styles.rankUnit}>{row.unitName}</span>
              <b>{row.total}</b>
            </Link>
            <div className={styles.rankParts}>
              <Status tone={gradeTone(row, evaluation.gradeCounts)}>{localized(row.gradeName)}</Status>
              {tree.map(({ line: { code, name } }) => (
                <span key={code}>
                  {localized(name)} {scoreOf(row, code)}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ol>
    );
  }

  const markColumn = (line: Rule, title: string): Column => ({
    title: (
      <span className={styles.indicatorHead}>
        {title}
        <small>{t('evaluation.full', { full: line.full })}</small>
      </span>
    ),
    key: line.code,
    width: 116,
    align: 'right',
    render: (_, row) => <Link to={`${unitPath(row)}#${line.code}`}>{scoreOf(row, line.code)}</Link>,
  });
  // a group stands above its parts, its own mark before theirs
  const columnOf = ({ line, children }: RuleNode<Rule>): Column =>
    children.length === 0
      ? markColumn(line, localized(line.name))
      : {
          title: localized(line.name),
          key: `${line.code}+`,
          children: [markColumn(line, t('evaluation.groupMark')), ...children.map(columnOf)],
        };
  const columns: NonNullable<TableProps<Row>['columns']> = [
    {
      title: t('evaluation.rank'),
      key: 'rank',
      width: 64,
      align: 'center',
      fixed: 'left',
      render: (_, row) => <Link to={`${unitPath(row)}#total`}>{row.rank}</Link>,
    },
    {
      title: t('evaluation.unit'),
      dataIndex: 'unitName',
      width: 250,
      fixed: 'left',
      sorter: (a, b) => a.unitName.localeCompare(b.unitName, 'zh-CN'),
    },
    {
      title: t('evaluation.total'),
      key: 'total',
      width: 96,
      align: 'right',
      sorter: (a, b) => Number(a.total) - Number(b.total),
      render: (_, row) => (
        <Link to={unitPath(row)} aria-label={t('evaluation.openUnit', { unit: row.unitName, total: row.total })}>
          <b>{row.total}</b>
        </Link>
      ),
    },
    {
      title: t('evaluation.grade'),
      key: 'grade',
      width: 96,
      render: (_, row) => <Status tone={gradeTone(row, evaluation.gradeCounts)}>{localized(row.gradeName)}</Status>,
    },
    ...tree.map(columnOf),
    {
      title: t('evaluation.vetoes'),
      key: 'vetoes',
      width: 180,
      render: (_, row) => row.vetoes.map(localized).join(t('common.semicolon')) || '—',
    },
  ];
  return (
    <Table<Row>
      aria-label={t('evaluation.ranking')}
      size="small"
      rowKey="unitId"
      columns={columns}
      dataSource={evaluation.units}
      pagination={false}
      scroll={{ x: 690 + rules.length * 116 }}
    />
  );
}
