// A month as a table: weeks from Monday to Sunday; what differs from an ordinary week has a word, not a colour alone.
import { useTranslation } from 'react-i18next';
import { monthInWords, weekdaysInWords, weeksOf, type DayKind } from './days.ts';

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly kindOf: (date: string) => DayKind;
  readonly changed: ReadonlySet<string>;
}
export function Month({ year, month, kindOf, changed }: MonthProps) {
  const { t } = useTranslation('calendars');
  return (
    <table className="month">
      <caption>{monthInWords(month)}</caption>
      <thead>
        <tr>
          {weekdaysInWords().map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, n) => (
          <tr key={week.find(Boolean) ?? n}>
            {week.map((date, column) => {
              if (date === undefined) return <td key={column} />;
              const kind = kindOf(date);
              return (
                <td key={date} data-date={date} className={`${kind} ${changed.has(date) ? 'changed' : ''}`}>
                  {Number(date.slice(8))}
                  {(kind === 'holiday' || kind === 'makeUp') && <small>{t(`short.${kind}`)}</small>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
