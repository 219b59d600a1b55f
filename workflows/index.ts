// The bundle's entry. A default export serves every workflow type, so a case runs under the name of its matter.
export { default } from './joint-case.ts';
export { recalculateCalendar } from './recalculate-calendar.ts';
