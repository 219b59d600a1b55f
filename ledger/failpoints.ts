// Named points at which a test may stop the world (kill the process, hold, throw). In the product every one of them does nothing.
export const FAILPOINTS = [
  'advance:before-commit',
  'advance:after-commit',
  'apply:before-commit',
  'apply:after-commit',
  'deliver:after-answer',
  'api:before-wake',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];
export interface Failpoints {
  reach(point: Failpoint, caseNo: string): Promise<void> | void;
}
export const noFailpoints: Failpoints = { reach: () => undefined };
