// What activities and the conductor's outside write to; pino fits. Case numbers and codes only, never what a case holds.
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
