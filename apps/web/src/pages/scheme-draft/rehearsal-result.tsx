import { Alert, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Status } from '../../components/status.tsx';
import { localized } from '../../lib/format.ts';
import { usePhone } from '../../lib/use-phone.ts';
import type { RehearseSchemeQuery } from './scheme-draft.generated.ts';
import styles from './scheme-draft.module.css';

type Result = NonNullable<RehearseSchemeQuery['rehearseScheme']['rehearsal']>;
type Move = Result['moves'][number];

export interface GradeName {
  code: string;
  name: { zh: string; en: string };
}

export interface RehearsalResultProps {
  rehearsal: Result;
  percent: number;
  grades: readonly GradeName[];
}

export function RehearsalResult({ rehearsal, percent, grades }: RehearsalResultProps) {
  const { t } = useTranslation();
  const gradeName = (code: string) => {
    const known = [...grades, ...rehearsal.spread.map(({ grade, name }) => ({ code: grade, name }))];
    const found = known.find(one => one.code === code);
    return found ? localized(found.name) : code;
  };
  const { base, moves, lacking } = rehearsal;
  return (
    <div className={styles.result}>
      <p>
        {t(rehearsal.on === null ? 'schemes.rehearsedToday' : 'schemes.rehearsedOn', {
          on: rehearsal.on,
          n: rehearsal.unitCount,
          base: t('evaluation.schemeVersion', { name: localized(base.name), version: base.version }),
        })}
      </p>
      {lacking.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('schemes.lacking')}
          description={
            <ul className={styles.list}>
              {lacking.map(({ code, name, years, unitCount }) => (
                <li key={code}>
                  {t(years.length > 0 ? 'schemes.lackingInYears' : 'schemes.lackingFigure', {
                    name: localized(name),
                    years: years.join(t('schemes.comma')),
                    n: unitCount,
                    of: rehearsal.unitCount,
                  })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <h3>{t('schemes.moves', { n: moves.filter(({ before, after }) => before.rank !== after.rank).length })}</h3>
      {moves.length === 0 ? <p>{t('schemes.noMoves')}</p> : <Moves moves={moves} gradeName={gradeName} />}
      <h3>{t('schemes.spread')}</h3>
      <table className={styles.spread}>
        <thead>
          <tr>
            <th scope="col">{t('evaluation.grade')}</th>
            <th scope="col">{t('schemes.before')}</th>
            <th scope="col">{t('schemes.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rehearsal.spread.map(({ grade, name, before, after }) => (
            <tr key={grade}>
              <th scope="row">{localized(name)}</th>
              <td>{before}</td>
              <td>
                {after}
                {after !== before ? <span className={styles.change}>{signed(after - before)}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('schemes.sensitivity', { percent })}</h3>
      <Sensitivity effects={rehearsal.sensitivity} />
    </div>
  );
}

const signed = (value: number): string => (value > 0 ? `+${value}` : `−${Math.abs(value)}`);

function Moves({ moves, gradeName }: { moves: readonly Move[]; gradeName: (code: string) => string }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const rank = (move: Move) => (
    <>
      {move.before.rank} → {move.after.rank}{' '}
      {move.after.rank === move.before.rank ? null : (
        <Status tone={move.after.rank < move.before.rank ? 'good' : 'warn'}>
          {t(move.after.rank < move.before.rank ? 'schemes.up' : 'schemes.down', {
            n: Math.abs(move.after.rank - move.before.rank),
          })}
        </Status>
      )}
    </>
  );
  const grade = ({ before, after }: Move) =>
    before.grade === after.grade ? gradeName(after.grade) : `${gradeName(before.grade)} → ${gradeName(after.grade)}`;
  const why = ({ decidedBy }: Move) =>
    decidedBy.kind === 'indicator' && decidedBy.name
      ? t('schemes.decidedBy', { name: localized(decidedBy.name), before: decidedBy.before, after: decidedBy.after })
      : t(decidedBy.kind === 'veto' ? 'schemes.decidedByVeto' : 'schemes.decidedByOthers');
  if (isPhone)
    return (
      <ol className={styles.cards}>
        {moves.map(move => (
          <li key={move.unitCode}>
            <b>{move.unitName}</b>
            <div>{rank(move)}</div>
            <div>
              {move.before.total} → {move.after.total} · {grade(move)}
            </div>
            <div className={styles.why}>{why(move)}</div>
          </li>
        ))}
      </ol>
    );
  return (
    <Table<Move>
      aria-label={t('schemes.moved')}
      size="small"
      rowKey="unitCode"
      pagination={moves.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      dataSource={[...moves]}
      columns={[
        { title: t('evaluation.unit'), dataIndex: 'unitName', width: 240 },
        { title: t('evaluation.rank'), key: 'rank', width: 170, render: (_, move) => rank(move) },
        {
          title: t('evaluation.total'),
          key: 'total',
          width: 160,
          render: (_, move) => `${move.before.total} → ${move.after.total}`,
        },
        { title: t('evaluation.grade'), key: 'grade', width: 150, render: (_, move) => grade(move) },
        { title: t('schemes.why'), key: 'why', render: (_, move) => why(move) },
      ]}
    />
  );
}

/** Only the weights on which a rank hangs; the others are named together. */
function Sensitivity({ effects }: { effects: Result['sensitivity'] }) {
  const { t } = useTranslation();
  if (effects.length === 0) return <p>{t('schemes.sensitivityTooMany')}</p>;
  const telling = effects.filter(({ rankChanges }) => rankChanges.length > 0);
  const tellingCodes = new Set(telling.map(({ code }) => code));
  const steady = [...new Map(effects.map(effect => [effect.code, effect])).values()].filter(
    ({ code }) => !tellingCodes.has(code),
  );
  return (
    <>
      {telling.length > 0 && (
        <ul className={styles.list}>
          {telling.map(({ code, name, percent, rankChanges }) => (
            <li key={`${code} ${percent}`}>
              <b>
                {t(percent > 0 ? 'schemes.heavier' : 'schemes.lighter', {
                  name: localized(name),
                  n: Math.abs(percent),
                })}
              </b>
              {t('schemes.colon')}
              {rankChanges
                .slice(0, 8)
                .map(({ unitName, before, after }) => `${unitName} ${before} → ${after}`)
                .join(t('schemes.comma'))}
              {rankChanges.length > 8 ? t('schemes.andMore', { n: rankChanges.length }) : ''}
            </li>
          ))}
        </ul>
      )}
      {steady.length > 0 && (
        <p>{t('schemes.steady', { names: steady.map(({ name }) => localized(name)).join(t('schemes.comma')) })}</p>
      )}
    </>
  );
}
