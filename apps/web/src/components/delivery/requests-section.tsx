import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Nothing } from '../page-container.tsx';
import { Section } from '../record-page.tsx';
import { AskButtons } from './ask-buttons.tsx';
import type { ActionPartsFragment } from './delivery.generated.ts';
import { RequestCard } from './request-card.tsx';
import { ActionRequestsDocument } from './requests.generated.ts';

/** What was asked about this action, and what may be asked now. */
export function RequestsSection({ action }: { action: ActionPartsFragment }) {
  const { t } = useTranslation();
  const { hash } = useLocation();
  const { data } = useQuery(ActionRequestsDocument, { variables: { actionId: action.id } });
  const asked = data?.actionRequests;
  const isThere = asked !== undefined && asked !== null;
  useEffect(() => {
    if (isThere && hash.startsWith('#request')) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [isThere, hash]);
  if (!asked || (asked.requests.length === 0 && !asked.moves.some(move => move.allowed))) return null;
  return (
    <Section
      title={t('requests.section')}
      id="requests"
      extra={
        <AskButtons
          moves={asked.moves}
          about={{ actionId: action.id, milestoneId: null, title: action.title, dueOn: action.dueOn, latestOn: null }}
          progressSoFar={asked.progressSoFar}
        />
      }
    >
      {asked.requests.length === 0 ? <Nothing>{t('requests.none')}</Nothing> : null}
      <ul className="cards">
        {asked.requests.map(request => (
          <li key={request.id} className="card">
            <RequestCard request={request} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
