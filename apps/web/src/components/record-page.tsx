import { Descriptions, Steps } from 'antd';
import type { DescriptionsProps } from 'antd';
import type { ReactNode } from 'react';
import { usePhone } from '../lib/use-phone.ts';
import { type Crumb, PageContainer, type ReadState } from './page-container.tsx';

export interface RecordNode {
  key: string;
  title: string;
  /** when, or who */
  note?: ReactNode;
  state: 'done' | 'current' | 'returned' | 'open';
}

interface Props {
  title: string;
  titleExtra?: ReactNode;
  subtitle?: ReactNode;
  breadcrumb?: Crumb[];
  extra?: ReactNode;
  state?: ReadState;
  nodes?: RecordNode[];
  nodesLabel?: string;
  facts?: DescriptionsProps['items'];
  factColumns?: number;
  /** between the node bar and the facts: what is to be done now */
  callout?: ReactNode;
  children?: ReactNode;
}

const stepStatus = { done: 'finish', current: 'process', returned: 'error', open: 'wait' } as const;

/** One record: title with light, node bar, what to do now, facts, sections. */
export function RecordPage({ nodes, nodesLabel, facts, factColumns, callout, children, ...page }: Props) {
  const isPhone = usePhone();
  const current = nodes?.findIndex(node => node.state === 'current' || node.state === 'returned') ?? -1;
  return (
    <PageContainer {...page}>
      {nodes ? (
        <div className="panel node-bar" role="group" aria-label={nodesLabel}>
          {isPhone ? (
            <NodeLine nodes={nodes} />
          ) : (
            <Steps
              size="small"
              titlePlacement="vertical"
              current={current < 0 ? nodes.length : current}
              items={nodes.map(node => ({
                key: node.key,
                title: node.title,
                content: node.note,
                status: stepStatus[node.state],
              }))}
            />
          )}
        </div>
      ) : null}
      {callout}
      {facts ? (
        <div className="panel">
          <Descriptions size="small" column={isPhone ? 1 : (factColumns ?? 3)} items={facts} />
        </div>
      ) : null}
      {children}
    </PageContainer>
  );
}

const nodeMark = { done: '✓', current: '●', returned: '■', open: '○' } as const;

/** The node bar where there is no room for a bar. */
function NodeLine({ nodes }: { nodes: RecordNode[] }) {
  return (
    <ol className="node-line">
      {nodes.map(node => (
        <li
          key={node.key}
          className={`node-line-${node.state}`}
          aria-current={node.state === 'current' || node.state === 'returned' ? 'step' : undefined}
        >
          <span aria-hidden>{nodeMark[node.state]}</span> {node.title}
        </li>
      ))}
    </ol>
  );
}

export function Section({
  title,
  id,
  extra,
  children,
  className,
}: {
  title: ReactNode;
  id?: string;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={`panel section${className ? ` ${className}` : ''}`} id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {extra ? <div className="section-extra">{extra}</div> : null}
      </div>
      {children}
    </section>
  );
}
