// Contents in the clear, for those who may see them: form values, texts, outputs, certificates. The only readers of sealed rows.
// Access is the caller's business (api: core/access and core/views); what is erased answers undefined.
import type { InstrumentContent } from '../core/instruments/write.ts';
import type { Db } from './clock.ts';
import type { Request } from './ledger.ts';

export interface StoredForm {
  readonly version: number;
  readonly form: Readonly<Record<string, unknown>>;
  readonly guide: Readonly<Record<string, unknown>>;
  readonly deselected: readonly string[];
  readonly held: readonly string[];
}
export interface NewMaterial {
  readonly matter: string;
  readonly material: string;
  readonly fileHash: string;
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
}
/** What a certificate says, and whom it names; signed and printed by the API's documents. */
export interface CertificateContent {
  readonly number: string;
  readonly type: string;
  readonly typeName: { readonly zh: string; readonly en: string };
  readonly caseNo: string;
  readonly item: string;
  readonly itemName: { readonly zh: string; readonly en: string };
  readonly organ: string;
  readonly organName: { readonly zh: string; readonly en: string };
  readonly holder: string;
  readonly issuedAt: string;
  readonly outputs: readonly {
    readonly id: string;
    readonly label: { readonly zh: string; readonly en: string };
    readonly value: unknown;
  }[];
}
export interface Profile {
  readonly name: string;
  readonly identityNumber?: string;
  readonly creditCode?: string;
  readonly phone?: string;
}

export interface Contents {
  getForm(db: Db, caseNo: string): Promise<StoredForm | undefined>;
  getText(db: Db, id: string): Promise<unknown>;
  /** The person with this identity number or credit code. */
  findByNumber(db: Db, number: string): Promise<string | undefined>;
  getProfile(db: Db, personId: string): Promise<Profile | undefined>;
  getCertificate(db: Db, number: string): Promise<CertificateContent | undefined>;
  getInstrument(db: Db, number: string): Promise<InstrumentContent | undefined>;
  getMaterialName(db: Db, materialId: string): Promise<string | undefined>;
  /** Records an uploaded file (already in the file store). The same key again answers the same id. */
  addMaterial(request: Request, material: NewMaterial): Promise<{ materialId: string }>;
}
