export const CHROMIUM: string;
export const hasBrowser: boolean;
