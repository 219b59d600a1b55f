import { Client, Connection } from '@temporalio/client';

/** What the conductor's run of a case has cost Temporal; waits until the run has ended. */
export async function describeRun(
  address: string,
  caseNo: string,
): Promise<{ stateTransitions: number; historyEvents: number }> {
  const client = new Client({ connection: await Connection.connect({ address }) });
  try {
    await client.workflow.getHandle(caseNo).result();
    const { workflowExecutionInfo: run } = await client.workflowService.describeWorkflowExecution({
      namespace: 'default',
      execution: { workflowId: caseNo },
    });
    return { stateTransitions: Number(run!.stateTransitionCount), historyEvents: Number(run!.historyLength) };
  } finally {
    await client.connection.close();
  }
}
