// What the law wants in writing is written in the transaction of the step itself: one without its document is not committed.
import { formatInstrumentNumber } from '../core/codes/instrument-number.ts';
import { instrumentsOf, type Demanded } from '../core/instruments/instruments-of.ts';
import { writeInstrument } from '../core/instruments/write.ts';
import { findText } from '../db/contents.ts';
import { insertInstrument, insertService } from '../db/instruments.ts';
import { findOrganisationName } from '../db/people.ts';
import { certificateNumber } from './certificates.ts';
import { getProfileName } from './create-contents.ts';
import type { OpenCase } from './open-case.ts';
import type { Vault } from './vault.ts';

export async function makeInstruments(vault: Vault, c: OpenCase): Promise<void> {
  const demanded = instrumentsOf(
    c.rules.plan,
    c.state,
    c.recorded.map((r) => r.event),
  );
  if (demanded.length === 0) return;
  const { applicantId } = c.row;
  const addressee = (await getProfileName(vault, c.db, applicantId)) ?? applicantId;
  for (const d of demanded) await make(vault, c, d, addressee);
}

async function make(vault: Vault, c: OpenCase, d: Demanded, addressee: string): Promise<void> {
  const { db, row } = c;
  const { caseNo } = row;
  const number = formatInstrumentNumber(caseNo, d.no);
  const open = async (ref: Demanded['text']) => {
    const text = ref && (await findText(db, ref.id));
    return text && (await vault.open(db, ref.id, text));
  };
  const text = await open(d.text);
  const content = writeInstrument(c.rules.plan, c.state, d, {
    number,
    caseNo,
    organName: (await findOrganisationName(db, d.organ)) ?? { zh: d.organ, en: d.organ },
    addressee,
    text: typeof text === 'string' ? text : undefined,
    outputs: (await open(d.outputs)) as Readonly<Record<string, unknown>> | undefined,
    certificate: d.item?.certificate && certificateNumber(caseNo, d.item.id),
  });
  const instrument = {
    number,
    caseNo,
    no: d.no,
    itemId: d.item?.id ?? null,
    kind: d.kind,
    template: content.template,
    organ: d.organ,
    ownNumber: content.ownNumber ?? null,
    madeAt: d.event.at,
  };
  await insertInstrument(db, instrument, await vault.seal(db, row.keyId, number, content));
}

/** 送达回证: how each document that was served in this transaction reached the applicant. */
export async function recordServices(c: OpenCase): Promise<void> {
  for (const { event: e, actor } of c.recorded) {
    if (e.type !== 'served') continue;
    const number = formatInstrumentNumber(c.row.caseNo, e.instrument);
    const by = { personId: actor.personId, postId: e.post ?? null, proof: e.proof?.id ?? null };
    await insertService(c.db, { number, how: e.how, servedAt: e.at, ...by }, c.now);
  }
}
