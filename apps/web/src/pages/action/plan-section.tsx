import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';
import { Section } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';
import { PlanEditor } from './plan-editor.tsx';

/** The unit's own plan for the year: a form while it is being made, plain words afterwards. */
export function PlanSection({ action }: { action: ActionPartsFragment }) {
  const { t } = useTranslation();
  if (action.viewerCanPlan) {
    return (
      <Section title={t('unitPlan.make')} id="plan">
        {/* a plan saved meanwhile by a colleague is a new form */}
        <PlanEditor key={action.id} action={action} />
      </Section>
    );
  }
  if (action.content === '' && action.milestones.length === 0) return null;
  return (
    <Section title={t('unitPlan.title')} id="plan">
      <Descriptions
        size="small"
        column={{ xs: 1, md: 3 }}
        items={[
          {
            key: 'content',
            label: t('unitPlan.content'),
            children: <span className="pre">{action.content || '—'}</span>,
            span: 'filled',
          },
          { key: 'target', label: t('unitPlan.target'), children: action.target ?? '—', span: 'filled' },
          ...(action.steps
            ? [
                {
                  key: 'steps',
                  label: t('unitPlan.steps'),
                  children: <span className="pre">{action.steps}</span>,
                  span: 'filled' as const,
                },
              ]
            : []),
          { key: 'owner', label: t('unitPlan.ownerName'), children: action.ownerName ?? '—' },
          { key: 'section', label: t('unitPlan.section'), children: action.section ?? '—' },
          { key: 'head', label: t('unitPlan.headInCharge'), children: action.headInCharge ?? '—' },
          ...(action.planSignedBy
            ? [
                {
                  key: 'signed',
                  label: t('unitPlan.signed'),
                  children: `${action.planSignedBy} ${moment(action.planSignedAt)}`,
                  span: 'filled' as const,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
