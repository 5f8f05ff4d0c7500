interface Props {
  label: string;
  tabs: { key: string; label: string; count?: number }[];
  value: string;
  onChange: (key: string) => void;
}

/** Ready-made filters with their counts. Not tabs in the sense of ARIA: they narrow one list, they own no panels. */
export function FilterTabs({ label, tabs, value, onChange }: Props) {
  return (
    <ul className="filter-tabs" aria-label={label}>
      {tabs.map(tab => (
        <li key={tab.key}>
          <button type="button" aria-current={tab.key === value} onClick={() => onChange(tab.key)}>
            {tab.label}
            {tab.count === undefined ? null : <span className="num"> ({tab.count})</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
