// Preloaded into the processes a stack starts: when the parent dies without a word (SIGKILL), they stop too.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3_000).unref();
});
// Listening keeps the channel, and with it the process, alive; one that has closed everything else shall end by itself.
process.channel?.unref();
