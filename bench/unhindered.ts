/** Settings of a stack that one caller asks as often as he can. */
export const UNHINDERED = {
  RATE_LIMIT_PER_MINUTE: '1000000',
  RATE_LIMIT_SUBMISSION: '100000',
  RATE_LIMIT_SEARCH: '100000',
} as const;
