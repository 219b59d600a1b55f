// To the audit of any case by its number, running or closed, for those who may audit.
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { hasRole, useSession } from '../app/session.tsx';
import { toAudit } from '../paths.ts';

/** What the API would refuse to others is not offered to them. */
export const useMayAudit = (): boolean => hasRole(useSession().me, 'auditor', 'supervisor');

export function ToAudit() {
  const { t } = useTranslation('supervisor');
  const go = useNavigate();
  if (!useMayAudit()) return null;
  return (
    <Input.Search
      aria-label={t('auditOf')}
      placeholder={t('auditOf')}
      enterButton={t('audit')}
      className="to-audit"
      onSearch={(no) => no.trim() && void go(toAudit(no.trim()))}
    />
  );
}
