// Operations that the fuzzer never does with success, each with the reason.
export const NEVER_DONE: Readonly<Record<string, string>> = {};
