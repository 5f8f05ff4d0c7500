import { Alert, Breadcrumb, Button, Empty, Result, Skeleton } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Fault, faultOf } from '../graphql/client.ts';

export interface Crumb {
  title: ReactNode;
  to?: string;
}

export interface ReadState {
  /** no data yet: the page shows its skeleton */
  loading?: boolean;
  error?: unknown;
  /** asked and answered: there is no such thing */
  missing?: boolean;
  retry?: () => void;
}

interface Props {
  title: string;
  /** stands right of the title: a light, a state */
  titleExtra?: ReactNode;
  subtitle?: ReactNode;
  breadcrumb?: Crumb[];
  extra?: ReactNode;
  state?: ReadState;
  children?: ReactNode;
  className?: string;
}

export function PageContainer({ title, titleExtra, subtitle, breadcrumb, extra, state, children, className }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('common.product')}`;
  }, [title, t]);
  return (
    <div className={`page${className ? ` ${className}` : ''}`}>
      {breadcrumb && breadcrumb.length > 0 ? (
        <Breadcrumb
          className="page-crumbs"
          items={[...breadcrumb, { title }].map(crumb => ({
            title: 'to' in crumb && crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title,
          }))}
        />
      ) : null}
      <div className="page-head">
        <div className="page-head-words">
          <h1>{title}</h1>
          {titleExtra}
        </div>
        {extra ? <div className="page-extra">{extra}</div> : null}
      </div>
      {subtitle ? <div className="page-subtitle">{subtitle}</div> : null}
      <PageState {...state}>{children}</PageState>
    </div>
  );
}

/** Loading, failed, forbidden, missing; otherwise what was asked for. Usable inside a section as well. */
export function PageState({ loading, error, missing, retry, children }: ReadState & { children?: ReactNode }) {
  const { t } = useTranslation();
  if (error !== undefined && error !== null) return <FaultView fault={faultOf(error)} retry={retry} />;
  if (loading) {
    return (
      <div className="panel" aria-busy="true">
        <span className="sr-only" role="status">
          {t('common.loading')}
        </span>
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    );
  }
  if (missing) return <FaultView fault={{ code: 'NOT_FOUND' }} />;
  return <>{children}</>;
}

export function FaultView({ fault, retry }: { fault: Fault; retry?: () => void }) {
  const { t } = useTranslation();
  if (fault.code === 'FORBIDDEN' || fault.code === 'NOT_FOUND') {
    return (
      <div className="panel">
        <Result
          status={fault.code === 'FORBIDDEN' ? 'warning' : 'info'}
          title={t(fault.code === 'FORBIDDEN' ? 'common.forbidden' : 'common.notFound')}
          subTitle={t(fault.code === 'FORBIDDEN' ? 'common.forbiddenWhatNow' : 'common.notFoundWhatNow')}
          extra={
            <Link to="/">
              <Button>{t('common.toHome')}</Button>
            </Link>
          }
        />
      </div>
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      title={fault.code === 'OFFLINE' ? t('common.offline') : t('common.fault')}
      description={fault.trace ? t('common.faultTrace', { trace: fault.trace }) : undefined}
      action={
        retry ? (
          <Button size="small" onClick={retry}>
            {t('common.retry')}
          </Button>
        ) : undefined
      }
    />
  );
}

/** Nothing here, and what that means. */
export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Empty className="nothing" image={Empty.PRESENTED_IMAGE_SIMPLE} description={children}>
      {action}
    </Empty>
  );
}
