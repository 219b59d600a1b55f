// The machine's environment, for this room only: where programs and caches are, and servers of one's own. Settings of the product
// are read by config.ts alone.
export const machineEnvironment: Readonly<NodeJS.ProcessEnv> = process.env;
