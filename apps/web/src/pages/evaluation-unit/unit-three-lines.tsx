import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import { Decisions } from '../evaluation/missing-decisions.tsx';
import { ThreeLines } from '../unit-lines/three-lines.tsx';
import { UnitLinesPageDocument } from '../unit-lines/unit-lines.generated.ts';

/** Where the marks of people come from, and what the round went without: beside the computed explanation. */
export function UnitThreeLines({ evaluationId, unitId }: { evaluationId: string; unitId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(UnitLinesPageDocument, { variables: { id: evaluationId, unitId } });
  const unit = data?.unitLines;
  if (!unit) return null;
  const given = unit.indicators.filter(({ self, office }) => self !== null || office !== null);
  const decisions = unit.decisions.filter(({ liftedBy }) => liftedBy === null);
  return (
    <>
      {decisions.length > 0 && (
        <Section title={t('collect.decisions')}>
          <Decisions evaluationId={evaluationId} decisions={decisions} />
        </Section>
      )}
      {given.length > 0 && (
        <Section title={t('collect.lines')}>
          <ThreeLines indicators={given} />
        </Section>
      )}
    </>
  );
}
