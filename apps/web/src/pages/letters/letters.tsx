import { useQuery } from '@apollo/client/react';
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LetterLine } from '../../components/delivery/letters-section.tsx';
import { LetterStatus } from '../../components/delivery/letter-status.tsx';
import {
  DraftCircularDocument,
  type LetterRowPartsFragment,
  LettersDocument,
} from '../../components/delivery/letters.generated.ts';
import { useVerb } from '../../components/delivery/moves.tsx';
import { PageContainer } from '../../components/page-container.tsx';
import { QueryTable, type QueryTableProps } from '../../components/query-table.tsx';
import type { LetterKind } from '../../graphql/types.generated.ts';
import { day } from '../../lib/days.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useFrame } from '../../lib/viewer.tsx';

const kinds: LetterKind[] = ['REMINDER_LETTER', 'SUPERVISION_ORDER', 'SUMMONS', 'CIRCULAR'];
const ofOffice = ['to-approve', 'to-receive', 'to-answer', 'answered', 'overdue', 'settled', 'all'] as const;
const ofUnit = ['to-receive', 'to-answer', 'answered', 'overdue', 'settled', 'all'] as const;

interface Outcome {
  doneCount: number;
  failures: string[];
}

/** 文书: drafts to approve, what waits to be signed for or answered, what is settled. */
export default function LettersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { viewer, programs } = useFrame();
  const seesAll = viewer.canSeeAllUnits;
  const tabs = seesAll ? ofOffice : ofUnit;
  const [search, change] = useSearch({ tab: tabs[0], kind: '', text: '', page: '1', pageSize: '20' });
  const [chosen, setChosen] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const take = useVerb();
  const [draftCircular, circular] = useCommand(DraftCircularDocument, { refetch: ['Letters', 'Todo', 'FrameCounts'] });
  const { data, previousData, loading, error, refetch } = useQuery(LettersDocument, {
    variables: {
      filter: { tab: search.tab, kind: (search.kind || null) as LetterKind | null, text: search.text || null },
      page: Number(search.page) || 1,
      pageSize: Number(search.pageSize) || 20,
    },
  });
  const found = (data ?? previousData)?.letters;
  const mayApprove = (letter: LetterRowPartsFragment) =>
    letter.nextMoves.some(move => move.verb === 'approveLetter' && move.allowed);
  const isApproving = search.tab === 'to-approve' && (found?.rows.some(mayApprove) ?? false);

  /** One after the other: each is its own decision, takes its own number and has its own answer. */
  const approve = async () => {
    setBusy(true);
    setOutcome(null);
    const result: Outcome = { doneCount: 0, failures: [] };
    for (const letter of (found?.rows ?? []).filter(row => chosen.includes(row.id))) {
      const answer = await take('approveLetter', { letterId: letter.id, expectedVersion: letter.version }, true);
      if (answer.ok) result.doneCount += 1;
      else
        result.failures.push(`${letter.unitName} ${letter.name}：${answer.userErrors.map(e => e.message).join(' ')}`);
    }
    setBusy(false);
    setChosen([]);
    setOutcome(result);
  };

  const columns: QueryTableProps<LetterRowPartsFragment>['columns'] = [
    {
      title: t('letters.column.letter'),
      width: 250,
      render: (_, letter) => (
        <>
          <Link to={`/letters/${letter.id}`} className="cell-title">
            {letter.docNo ?? t('letters.draftOf', { name: letter.name })}
          </Link>
          <div className="cell-sub">{letter.docNo ? letter.name : letter.title}</div>
        </>
      ),
    },
    ...(seesAll
      ? [
          {
            title: t('letters.column.unit'),
            width: 110,
            render: (_: unknown, letter: LetterRowPartsFragment) => letter.unitName,
          },
        ]
      : []),
    {
      title: t('letters.column.matter'),
      width: 300,
      render: (_, letter) => {
        const matters = letter.items.filter(item => item.droppedReason === null);
        const [matter] = matters;
        if (!matter) return letter.title;
        return (
          <>
            {matter.measureCode} {matter.title}
            <div className="cell-sub num">
              {t('letters.matterDue', { day: matter.dueOn, count: matter.daysOverdue })}
              {matters.length > 1 ? ` ${t('letters.andMore', { count: matters.length - 1 })}` : ''}
            </div>
          </>
        );
      },
    },
    { title: t('letters.column.state'), width: 150, render: (_, letter) => <LetterStatus letter={letter} /> },
    {
      title: t('letters.column.sentOn'),
      width: 110,
      render: (_, letter) => <span className="num">{day(letter.sentOn)}</span>,
    },
    {
      title: t('letters.column.dueOn'),
      width: 120,
      render: (_, letter) => (
        <span className="num">{day(letter.state === 'SENT' ? letter.receiptDueOn : letter.replyDueOn)}</span>
      ),
    },
  ];

  return (
    <PageContainer
      title={t('letters.title')}
      subtitle={t(seesAll ? 'letters.what' : 'letters.whatUnit')}
      extra={
        <>
          <Select
            allowClear
            aria-label={t('letters.filter.kind')}
            placeholder={t('letters.filter.kind')}
            value={search.kind || undefined}
            style={{ width: 130 }}
            onChange={(kind: string | undefined) => change({ kind: kind ?? '', page: '1' })}
            options={kinds.map(kind => ({ value: kind, label: t(`enum.letterKind.${kind}`) }))}
          />
          <Input.Search
            allowClear
            aria-label={t('letters.filter.text')}
            placeholder={t('letters.filter.text')}
            defaultValue={search.text}
            style={{ width: 220 }}
            onSearch={text => change({ text: text.trim(), page: '1' })}
          />
          {viewer.canReview && programs[0] ? (
            <Button
              loading={circular.loading}
              onClick={() =>
                void draftCircular({ input: { programId: programs[0]!.id } }).then(result => {
                  const id = result.payload?.letter?.id;
                  if (id) void navigate(`/letters/${id}`);
                })
              }
            >
              {t('letters.draftCircular')}
            </Button>
          ) : null}
        </>
      }
    >
      {outcome ? (
        <Alert
          className="modal-errors"
          role="status"
          showIcon
          type={outcome.failures.length > 0 ? 'warning' : 'success'}
          closable={{ onClose: () => setOutcome(null) }}
          title={t('letters.approved', { count: outcome.doneCount, failed: outcome.failures.length })}
          description={outcome.failures.map(line => (
            <div key={line}>{line}</div>
          ))}
        />
      ) : null}
      <QueryTable<LetterRowPartsFragment>
        label={t('letters.title')}
        rowKey="id"
        columns={columns}
        minWidth={seesAll ? 1040 : 930}
        rows={found?.rows}
        total={found?.total ?? 0}
        loading={loading && !data}
        error={found ? undefined : error}
        retry={() => void refetch()}
        values={search}
        onChange={next => {
          setChosen([]);
          change(next);
        }}
        tabs={tabs.map(key => ({
          key,
          label: t(`letters.tab.${key}`),
          count: found?.tabs.find(tab => tab.key === key)?.count,
        }))}
        toolbar={
          isApproving ? (
            <Button type="primary" disabled={chosen.length === 0} loading={isBusy} onClick={() => void approve()}>
              {t('letters.approveMany', { count: chosen.length })}
            </Button>
          ) : null
        }
        selection={
          isApproving
            ? {
                selectedRowKeys: chosen,
                onChange: keys => setChosen(keys.map(String)),
                getCheckboxProps: letter => ({
                  disabled: !mayApprove(letter),
                  'aria-label': `${letter.unitName} ${letter.name}`,
                }),
              }
            : undefined
        }
        empty={t('letters.nothing')}
        card={letter => <LetterLine letter={letter} withUnit={seesAll} />}
      />
    </PageContainer>
  );
}
