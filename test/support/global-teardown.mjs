export default async function globalTeardown() {
  globalThis.lianbanUsers -= 1;
  if (globalThis.lianbanUsers > 0) return;
  const services = await globalThis.lianbanServices;
  await services.stop();
}
